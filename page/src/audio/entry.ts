// One start of the music: what is counted before it enters, and when that will be.
import type { CountIn } from "../core/pulse.ts";
import type { Clock } from "../core/types.ts";
import { countStrikes } from "./click.ts";

/** Counts closer than this are one. */
const SAME_SEC = 1e-6;

export class Entry {
  /**
   * @param beat where the music enters
   * @param at_context_sec the moment of the context at which it does; null until the worklet has begun
   */
  constructor(
    readonly beat: number,
    private readonly count: CountIn,
    private readonly at_context_sec: number | null = null,
  ) {}

  /** From the first count until the music enters. */
  get length_sec(): number {
    return (this.count.counts[0]?.before_beats ?? 0) * this.count.beat_period;
  }

  /** What is still to come of it; none once the music has entered. */
  left_sec(context_sec: number): number {
    return this.at_context_sec === null ? 0 : Math.max(0, this.at_context_sec - context_sec);
  }

  /** The beat that was counted last, as a musician says it. */
  saidAt(context_sec: number): number | null {
    const left_sec = this.left_sec(context_sec);
    if (left_sec === 0) return null;
    const { counts, beat_period } = this.count;
    return (
      counts.findLast(({ before_beats }) => before_beats * beat_period >= left_sec - SAME_SEC)?.number ?? null
    );
  }

  strikes(clock: Clock): ReturnType<typeof countStrikes> {
    return countStrikes(this.count, this.beat, clock.seconds_at(this.beat));
  }

  /** The worklet says where in the music it is: from then on it is known when the music enters. */
  anchored(context_sec: number, sec: number, clock: Clock): Entry {
    if (this.at_context_sec !== null) return this;
    return new Entry(this.beat, this.count, context_sec + clock.seconds_at(this.beat) - sec);
  }

  /** The same beat of the count in another tempo. */
  inTempo(beat_period: number, context_sec: number): Entry {
    const left_sec = (this.left_sec(context_sec) / this.count.beat_period) * beat_period;
    return new Entry(this.beat, { ...this.count, beat_period }, context_sec + left_sec);
  }
}
