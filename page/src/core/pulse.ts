// The beats as they are performed, for a click, and those that are counted before the music (spec §12).
import { valueAt } from "./curve.ts";
import type { Bar, Clock, Curve, Score } from "./types.ts";

export interface Click {
  readonly beat: number;
  readonly sec: number;
  readonly accented: boolean;
}

export interface Count {
  /** How many beats before the music enters. */
  readonly before_beats: number;
  /** What a musician says on it: 1 is the first of a bar. */
  readonly number: number;
}

export interface CountIn {
  /** Seconds a beat, as performed where the music enters. */
  readonly beat_period: number;
  readonly counts: readonly Count[];
}

/** Places closer than this are one. */
const SAME_BEAT = 1e-6;

/** The length of a whole bar of the metre that holds at a beat. */
function fullBar({ metres, beat_quarters }: Score, beat: number): number {
  const metre = metres.findLast((other) => other.beat <= beat) ?? metres[0];
  return metre ? (4 * metre.numerator) / metre.denominator / beat_quarters : 1;
}

function beatsOf({ number, start_beat, end_beat }: Bar): readonly number[] {
  const length = end_beat - start_beat;
  if (number !== 0) return Array.from({ length: Math.ceil(length - SAME_BEAT) }, (_, k) => start_beat + k);
  const count = Math.floor(length + SAME_BEAT);
  return Array.from({ length: count }, (_, k) => end_beat - count + k);
}

/** A click on every beat of every bar, the first of a bar accented. */
export function clicksOf({ bars }: Score, clock: Clock): readonly Click[] {
  return bars.flatMap((bar) =>
    beatsOf(bar).map((beat) => ({
      beat,
      sec: clock.seconds_at(beat),
      accented: bar.number !== 0 && beat === bar.start_beat,
    })),
  );
}

/** Some whole bars, and on to where the music enters in its bar. */
export function countIn(score: Score, tempo: Curve, beat: number, bars: number): CountIn {
  const bar = score.bars.findLast((other) => other.start_beat <= beat) ?? score.bars[0];
  const full = fullBar(score, beat);
  const start = bar?.start_beat ?? beat;
  const missing = bar?.number === 0 ? full - (bar.end_beat - bar.start_beat) : 0;
  const total = bars * full + beat - start + missing;
  const length = bars > 0 ? Math.max(0, Math.ceil(total - SAME_BEAT)) : 0;
  const counts = Array.from({ length }, (_, k) => ({
    before_beats: total - k,
    number: Math.floor((k % full) + SAME_BEAT) + 1,
  }));
  return { beat_period: valueAt(tempo, beat), counts };
}
