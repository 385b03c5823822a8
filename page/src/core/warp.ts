// Rubato: the warp of the score's beats (spec §6).
import { curve, integralTo, invert } from "./curve.ts";
import { amountOf, ofFamily } from "./shapes.ts";
import type { Component, Curve, Interpretation, Shapes, Table } from "./types.ts";

interface Rubato {
  readonly from: number;
  readonly to: number;
  readonly cycles: number;
  /** Beats of one cycle. */
  readonly cycle: number;
  /** Share of time over x in [0, 1]. */
  readonly share: Curve;
}

/** W, of rubatos that do not overlap; quick where the places asked for rise. */
export class Warp {
  private readonly rubatos: readonly Rubato[];
  /** The rubato that began last at or before the last place asked for; −1: none. */
  private index = -1;

  constructor(components: readonly (readonly [Component, Table])[]) {
    this.rubatos = components.map(rubatoOf).sort((a, b) => a.from - b.from);
  }

  at(beat: number): number {
    const rubato = this.rubatoAt(beat);
    return rubato ? warped(rubato, beat) : beat;
  }

  /** The beat that is warped to `place`. */
  inverse(place: number): number {
    const rubato = this.rubatoAt(place);
    return rubato ? unwarped(rubato, place) : place;
  }

  private rubatoAt(place: number): Rubato | undefined {
    const { rubatos } = this;
    let i = this.index;
    while (i + 1 < rubatos.length && rubatos[i + 1]!.from <= place) i++;
    while (i >= 0 && rubatos[i]!.from > place) i--;
    this.index = i;
    return i >= 0 && place < rubatos[i]!.to ? rubatos[i] : undefined;
  }
}

/** The warp of one voice: rubatos of all voices and its own. With null: the common warp. */
export function warpOf(interpretation: Interpretation, shapes: Shapes, voice: string | null): Warp {
  const rubatos = ofFamily(interpretation.components ?? [], shapes, "warp");
  return new Warp(rubatos.filter(([{ voice: own }]) => own == null || own === voice));
}

function rubatoOf([component, table]: readonly [Component, Table]): Rubato {
  const { from_beat: from, to_beat: to, cycles = 1 } = component;
  return { from, to, cycles, cycle: (to - from) / cycles, share: shareOf(component, table) };
}

/** The share of time over x in [0, 1], by the rubato's amount; its integral is F. */
export function shareOf(component: Component, table: Table): Curve {
  const amount = amountOf(component);
  return curve(table.map(([x, factor]) => [x, 1 + amount * (factor - 1)]));
}

function warped({ from, cycles, cycle, share }: Rubato, beat: number): number {
  const k = Math.min(Math.floor((beat - from) / cycle), cycles - 1);
  const x = (beat - from - k * cycle) / cycle;
  return from + (k + integralTo(share, x)) * cycle;
}

function unwarped({ from, to, cycles, cycle, share }: Rubato, place: number): number {
  const k = Math.min(Math.floor((place - from) / cycle), cycles - 1);
  const x = invert(share, (place - from - k * cycle) / cycle);
  return Math.min(to, from + (k + Math.min(x, 1)) * cycle);
}
