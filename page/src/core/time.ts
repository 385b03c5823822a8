// From beats to seconds in one voice (spec §7).
import { CurveReader } from "./curve.ts";
import type { Holds } from "./holds.ts";
import type { Curve } from "./types.ts";
import type { Warp } from "./warp.ts";

/** Reads a voice's seconds; quick where the beats asked for rise. */
export class VoiceTime {
  private readonly periods: CurveReader;
  /** P's integral at the warped start of the score. */
  readonly origin: number;

  constructor(
    tempo: Curve,
    private readonly warp: Warp,
    readonly holds: Holds,
    start_beat: number,
  ) {
    this.periods = new CurveReader(tempo);
    this.origin = this.periods.integralTo(warp.at(start_beat));
  }

  /** Seconds without the holds. */
  base(beat: number): number {
    return this.periods.integralTo(this.warp.at(beat)) - this.origin;
  }

  /** When a note that begins at `beat` sounds. */
  onset(beat: number): number {
    return this.base(beat) + this.holds.bothSec(this.holds.countTo(beat));
  }

  /** When a note that ends at `beat` stops. */
  release(beat: number): number {
    return this.base(beat) + this.holds.releaseSec(this.holds.countTo(beat), this.holds.countBefore(beat));
  }

  /** `beat` before the holds that sit there. */
  before(beat: number): number {
    return this.base(beat) + this.holds.bothSec(this.holds.countBefore(beat));
  }
}

/** The three readings at many places that rise. */
export interface Times {
  readonly onset: Float64Array;
  readonly release: Float64Array;
  readonly before: Float64Array;
}

export function timesAt(places: Float64Array, time: VoiceTime): Times {
  const onset = new Float64Array(places.length);
  const release = new Float64Array(places.length);
  const before = new Float64Array(places.length);
  const { holds } = time;
  let count = 0; // holds before this place
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    while (count < holds.beats.length && holds.beats[count]! < place) count++;
    const here = holds.beats[count] === place ? count + 1 : count;
    const base = time.base(place);
    onset[i] = base + holds.bothSec(here);
    release[i] = base + holds.releaseSec(here, count);
    before[i] = base + holds.bothSec(count);
  }
  return { onset, release, before };
}
