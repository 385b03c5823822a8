// Fermatas: what they add before and after the places where they sit (spec §7).
import { lastAtOrBefore, valueBefore } from "./curve.ts";
import type { Chain, ScoreParts } from "./parts.ts";
import { amountOf } from "./shapes.ts";
import type { Curve, Hold, Interpretation } from "./types.ts";

/** What one hold adds: h, the wait, and g, the silence after it. */
interface HoldTimes {
  readonly held_sec: number;
  readonly breath_sec: number;
}

export class Holds {
  /** Where holds sit, rising. */
  readonly beats: Float64Array;
  // Sums over the first i holds, so one longer than `beats`.
  private readonly held_sec: Float64Array;
  private readonly breath_sec: Float64Array;
  private readonly both_sec: Float64Array;

  constructor(stops: ReadonlyMap<number, HoldTimes>) {
    this.beats = Float64Array.from(stops.keys()).sort();
    const count = this.beats.length;
    this.held_sec = new Float64Array(count + 1);
    this.breath_sec = new Float64Array(count + 1);
    this.both_sec = new Float64Array(count + 1);
    for (let i = 0; i < count; i++) {
      const { held_sec, breath_sec } = stops.get(this.beats[i]!)!;
      this.held_sec[i + 1] = this.held_sec[i]! + held_sec;
      this.breath_sec[i + 1] = this.breath_sec[i]! + breath_sec;
      this.both_sec[i + 1] = this.both_sec[i]! + (held_sec + breath_sec);
    }
  }

  /** How many sit at or before `beat`. */
  countTo(beat: number): number {
    return lastAtOrBefore(this.beats, beat) + 1;
  }

  /** How many sit before `beat`. */
  countBefore(beat: number): number {
    const count = this.countTo(beat);
    return count > 0 && this.beats[count - 1] === beat ? count - 1 : count;
  }

  /** Σ (h + g) over the first `count`. */
  bothSec(count: number): number {
    return this.both_sec[count]!;
  }

  /** Σ h over the first `held` and Σ g over the first `breathed`. */
  releaseSec(held: number, breathed: number): number {
    return this.held_sec[held]! + this.breath_sec[breathed]!;
  }
}

/** All that makes the pulse wait: the holds, and the accents that lengthen their notes. */
export function allWaits({ holds = [], accents = [] }: Interpretation): readonly Hold[] {
  const longer = accents.flatMap(({ note, amount = 1, lengthen = 1 }) =>
    lengthen > 1 ? [{ note, amount, ratio: lengthen }] : [],
  );
  return [...holds, ...longer];
}

export function holdsOf(interpretation: Interpretation, parts: ScoreParts, tempo: Curve): Holds {
  const stops = new Map<number, HoldTimes>();
  for (const hold of allWaits(interpretation)) {
    const chain = parts.chain_of.get(hold.note)!;
    const { held_sec, breath_sec } = holdTimes(hold, chain, tempo);
    const there = stops.get(chain.end_beat);
    stops.set(chain.end_beat, {
      held_sec: Math.max(held_sec, there?.held_sec ?? 0),
      breath_sec: Math.max(breath_sec, there?.breath_sec ?? 0),
    });
  }
  return new Holds(stops);
}

export function holdTimes(hold: Hold, { onset_beat, end_beat }: Chain, tempo: Curve): HoldTimes {
  const period = valueBefore(tempo, end_beat);
  const amount = amountOf(hold);
  const held_sec = amount * (hold.ratio - 1) * (end_beat - onset_beat) * period;
  return { held_sec, breath_sec: amount * (hold.breath_beats ?? 0) * period };
}
