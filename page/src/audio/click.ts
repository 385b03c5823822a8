// What is struck beside the music: the click on its beats, and the beats that are counted before it.
import type { Click, CountIn } from "../core/pulse.ts";
import type { Plan } from "./plan.ts";

/** Channels that no voice has: the renderer strikes its own tick for them. */
export const CLICK = 0xffff;
export const COUNT = 0xfffe;
/** As keys of these channels. */
const PLAIN = 0;
export const ACCENTED = 1;
/** So short that a tick whose moment is over is left out. */
const LENGTH_SEC = 0.001;

/** What a transport needs to know of the beats of its music. */
export interface Along {
  readonly clicks: readonly Click[];
  /** What is counted before the music enters at a beat. */
  countAt(beat: number): CountIn;
}

export const ALONE: Along = { clicks: [], countAt: () => ({ beat_period: 1, counts: [] }) };

interface Strike {
  readonly channel: number;
  readonly pitch: number;
  readonly beat: number;
  readonly sec: number;
}

/** The counts of a start, at the place where the music enters. */
export function countStrikes(count: CountIn, beat: number, sec: number): readonly Strike[] {
  return count.counts.map(({ before_beats, number }) => ({
    channel: COUNT,
    pitch: number === 1 ? ACCENTED : PLAIN,
    beat,
    sec: sec - before_beats * count.beat_period,
  }));
}

export const clickStrikes = (clicks: readonly Click[]): readonly Strike[] =>
  clicks.map(({ beat, sec, accented }) => ({
    channel: CLICK,
    pitch: accented ? ACCENTED : PLAIN,
    beat,
    sec,
  }));

/** The plan with strikes among its notes; they are numbered after them, so that every note keeps its number. */
export function withStrikes(plan: Plan, strikes: readonly Strike[]): Plan {
  const notes = plan.number.length;
  if (strikes.length === 0) return plan;
  const onset_sec = [...plan.onset_sec, ...strikes.map(({ sec }) => sec)];
  const order = onset_sec.map((_, i) => i);
  order.sort((a, b) => onset_sec[a]! - onset_sec[b]! || a - b);
  const merge = (of: ArrayLike<number>, struck: (strike: Strike, i: number) => number): readonly number[] =>
    order.map((i) => (i < notes ? of[i]! : struck(strikes[i - notes]!, i)));
  return {
    ...plan,
    number: Uint32Array.from(merge(plan.number, (_, i) => i)),
    channel: Uint16Array.from(merge(plan.channel, ({ channel }) => channel)),
    pitch: Uint8Array.from(merge(plan.pitch, ({ pitch }) => pitch)),
    velocity: Uint8Array.from(merge(plan.velocity, () => 1)),
    onset_beat: Float64Array.from(merge(plan.onset_beat, ({ beat }) => beat)),
    onset_sec: Float64Array.from(merge(plan.onset_sec, ({ sec }) => sec)),
    release_sec: Float64Array.from(merge(plan.release_sec, ({ sec }) => sec + LENGTH_SEC)),
  };
}
