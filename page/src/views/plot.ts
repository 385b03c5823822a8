// The geometry of a curve over bars: beats and values to shares of a picture, and back.
import { valueAt, valueBefore } from "../core/curve.ts";
import type { Curve } from "../core/types.ts";

export interface Axis {
  readonly low: number;
  readonly high: number;
}

export interface Frame {
  readonly start_beat: number;
  readonly end_beat: number;
  readonly axis: Axis;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const TEMPO_CAPTION = "Tempo, beats a minute";
export const LEVEL_CAPTION = "Loudness, decibels from mezzo-forte";

/** Room around a tempo of beats a minute. */
export function tempoAxis(values: readonly number[]): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { low: Math.max(10, Math.floor((low * 0.7) / 10) * 10), high: Math.ceil((high * 1.3) / 10) * 10 };
}

/** Room around a level in dB. */
export function levelAxis(values: readonly number[]): Axis {
  return {
    low: Math.min(-20, Math.floor(Math.min(...values))),
    high: Math.max(10, Math.ceil(Math.max(...values))),
  };
}

/** Share of the width, from 0 at the start. */
export const across = (frame: Frame, beat: number): number =>
  (beat - frame.start_beat) / Math.max(1e-9, frame.end_beat - frame.start_beat);

/** Share of the height, from 0 at the top. */
export const down = ({ axis }: Frame, value: number): number =>
  clamp((axis.high - value) / (axis.high - axis.low), 0, 1);

export const valueDown = ({ axis }: Frame, share: number): number =>
  axis.high - clamp(share, 0, 1) * (axis.high - axis.low);

export const beatAcross = (frame: Frame, share: number): number =>
  frame.start_beat + clamp(share, 0, 1) * (frame.end_beat - frame.start_beat);

/** A tempo of seconds a beat is drawn as beats a minute, so straight in one is bent in the other. */
const BENDS = 4;

/** Points of a curve in view, both sides of every step, each value as it is read. */
export function sampled(
  curve: Curve,
  frame: Frame,
  read: (value: number) => number,
): readonly (readonly [number, number])[] {
  const inside = [...new Set(curve.beats)].filter((beat) => beat > frame.start_beat && beat < frame.end_beat);
  const places = [frame.start_beat, ...inside, frame.end_beat];
  const points: [number, number][] = [];
  places.forEach((beat, i) => {
    const left = places[i - 1];
    if (left !== undefined && beat > left) {
      for (let k = 1; k < BENDS; k += 1) {
        const between = left + ((beat - left) * k) / BENDS;
        points.push([between, read(valueAt(curve, between))]);
      }
      points.push([beat, read(valueBefore(curve, beat))]);
    }
    if (beat < frame.end_beat) points.push([beat, read(valueAt(curve, beat))]);
  });
  return points;
}

/** An SVG path in a square of 100 by 100. */
export function path(points: readonly (readonly [number, number])[], frame: Frame): string {
  return points
    .map(([beat, value], i) => {
      const x = (across(frame, beat) * 100).toFixed(2);
      return `${i === 0 ? "M" : "L"}${x} ${(down(frame, value) * 100).toFixed(2)}`;
    })
    .join("");
}

/** Round numbers along an axis, at most `most` of them. */
export function ticks(axis: Axis, most: number): readonly number[] {
  const span = axis.high - axis.low;
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((size) => span / size <= most) ?? 500;
  const first = Math.ceil(axis.low / step) * step;
  return Array.from({ length: Math.floor((axis.high - first) / step) + 1 }, (_, i) => first + i * step);
}
