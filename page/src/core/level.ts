// L, the level over beats, and the velocity that a level becomes (spec §8).
import { sum } from "./combine.ts";
import { lastAtOrBefore } from "./curve.ts";
import type { ScoreParts } from "./parts.ts";
import { amountOf, componentCurve, handCurves, ofFamily } from "./shapes.ts";
import type { Curve, Instrument, Interpretation, Shapes } from "./types.ts";

export const SOFTEST_DB = -20;
export const LOUDEST_DB = 10;

export function levelCurve(parts: ScoreParts, interpretation: Interpretation, shapes: Shapes): Curve {
  return sum([
    ...levelBelowHand(parts, interpretation, shapes),
    ...handCurves(interpretation.hand_level ?? [], 0),
  ]);
}

/** The terms of L but the hand layer. */
export function levelBelowHand(
  parts: ScoreParts,
  interpretation: Interpretation,
  shapes: Shapes,
): readonly Curve[] {
  const components = ofFamily(interpretation.components ?? [], shapes, "level");
  return [
    parts.level,
    ...components.map(([component, table]) => {
      const amount = amountOf(component);
      return componentCurve(component, table, 0, (level_db) => amount * level_db);
    }),
  ];
}

export function clip(level_db: number): number {
  return Math.min(LOUDEST_DB, Math.max(SOFTEST_DB, level_db));
}

/** Whether L leaves what can be played, at a breakpoint within these beats or just before one. */
export function leavesRange({ beats, values }: Curve, start_beat: number, end_beat: number): boolean {
  for (let i = 0; i < beats.length; i++) {
    const inside = beats[i]! >= start_beat && beats[i]! <= end_beat;
    const between = i > 0 && beats[i - 1] === beats[i] && beats[i + 1] === beats[i];
    if (inside && !between && clip(values[i]!) !== values[i]) return true;
  }
  return false;
}

/** The greatest sudden change of level inside the music, in dB: what a listener is not prepared for. */
export function greatestStep({ beats, values }: Curve, start_beat: number, end_beat: number): number {
  let greatest_db = 0;
  let before_db = values[0] ?? 0;
  for (let i = 0; i < beats.length; i++) {
    if (beats[i] !== beats[i - 1]) before_db = values[i]!;
    const inside = beats[i]! > start_beat && beats[i]! < end_beat;
    // Of several breakpoints in one place the first is the limit before it, the last its value.
    if (inside && beats[i + 1] !== beats[i])
      greatest_db = Math.max(greatest_db, Math.abs(values[i]! - before_db));
  }
  return greatest_db;
}

/** An instrument's table, read from level to velocity. */
export class Touch {
  private readonly levels_db: Float64Array;
  private readonly velocities: Float64Array;
  private readonly softest_db: number;
  private readonly loudest_db: number;
  private asked_db = Number.NaN;
  private answer = 0;

  constructor(instrument: Instrument) {
    this.velocities = Float64Array.from(instrument.velocity_db, ([velocity]) => velocity);
    this.levels_db = Float64Array.from(instrument.velocity_db, ([, level_db]) => level_db);
    this.softest_db = this.levels_db[0]!;
    this.loudest_db = this.levels_db[this.levels_db.length - 1]!;
  }

  /** `level_db` limited to what velocity can reach. */
  reach(level_db: number): number {
    return Math.min(this.loudest_db, Math.max(this.softest_db, level_db));
  }

  velocity(level_db: number): number {
    // Notes in a row often share a level.
    if (level_db === this.asked_db) return this.answer;
    this.asked_db = level_db;
    this.answer = Math.floor(this.interpolated(this.reach(level_db)) + 0.5);
    return this.answer;
  }

  private interpolated(level_db: number): number {
    const { levels_db, velocities } = this;
    const i = lastAtOrBefore(levels_db, level_db);
    const left = velocities[i]!;
    if (i === velocities.length - 1) return left;
    const from_db = levels_db[i]!;
    return left + ((velocities[i + 1]! - left) * (level_db - from_db)) / (levels_db[i + 1]! - from_db);
  }
}
