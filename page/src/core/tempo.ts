// P, the beat period over beats (spec §5).
import { product } from "./combine.ts";
import { fromColumns } from "./curve.ts";
import type { ScoreParts } from "./parts.ts";
import { amountOf, componentCurve, handCurves, ofFamily } from "./shapes.ts";
import type { Curve, Interpretation, Shapes } from "./types.ts";

export function tempoCurve(
  parts: ScoreParts,
  interpretation: Interpretation,
  shapes: Shapes,
  speed: number,
): Curve {
  return product([
    ...tempoBelowHand(parts, interpretation, shapes, speed),
    ...handCurves(interpretation.hand_tempo ?? [], 1),
  ]);
}

/** The factors of P but the hand layer: written tempo at the reader's speed, then each component. */
export function tempoBelowHand(
  parts: ScoreParts,
  interpretation: Interpretation,
  shapes: Shapes,
  speed: number,
): readonly Curve[] {
  const written = parts.tempo;
  const components = ofFamily(interpretation.components ?? [], shapes, "tempo");
  return [
    fromColumns(
      written.beats,
      written.values.map((period) => period / speed),
    ),
    ...components.map(([component, table]) => {
      const amount = amountOf(component);
      return componentCurve(component, table, 1, (factor) => 1 + amount * (factor - 1));
    }),
  ];
}
