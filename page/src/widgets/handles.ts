// The hand layer of a curve: one handle a bar line or a beat, changed without touching its neighbours' music.
import type { Breakpoint, Breakpoints, Score } from "../core/types.ts";

/** Where handles may stand: bar lines, or every beat; the end included. */
export function gridOf(score: Score, everyBeat: boolean): readonly number[] {
  const beats = new Set(score.bars.map((bar) => bar.start_beat));
  if (everyBeat) {
    for (let beat = Math.ceil(score.start_beat); beat < score.end_beat; beat += 1) beats.add(beat);
  }
  beats.add(score.end_beat);
  return [...beats].sort((a, b) => a - b);
}

/** Value of the hand layer at a beat: neutral outside its handles, linear between them, the handle's own at its ends. */
export function handAt(layer: Breakpoints, beat: number, neutral: number): number {
  const next = layer.findIndex((point) => point[0] >= beat);
  const right = layer[next];
  if (right === undefined) return neutral;
  if (right[0] === beat) return right[1];
  const left = layer[next - 1];
  if (left === undefined) return neutral;
  return left[1] + ((right[1] - left[1]) * (beat - left[0])) / (right[0] - left[0]);
}

/** The same as the music hears it: at the last handle the layer has already stepped back. */
export function handHeardAt(layer: Breakpoints, beat: number, neutral: number, end_beat: number): number {
  const last = layer.at(-1);
  return last !== undefined && last[0] === beat && beat !== end_beat ? neutral : handAt(layer, beat, neutral);
}

function pruned(points: Breakpoints, neutral: number): Breakpoints {
  const rests = (point: Breakpoint | undefined): boolean => point === undefined || point[1] === neutral;
  return points.filter((point, i) => !(rests(point) && rests(points[i - 1]) && rests(points[i + 1])));
}

/**
 * Set the handle at one place of the grid.
 *
 * The places beside it get handles on the curve as it was, so that the change ends there: a single handle of the hand
 * layer would be a point without width.
 */
export function setHand(
  layer: Breakpoints,
  grid: readonly number[],
  beat: number,
  value: number,
  neutral: number,
): Breakpoints {
  const at = grid.indexOf(beat);
  const points = new Map(layer);
  for (const beside of [grid[at - 1], grid[at + 1]]) {
    if (beside !== undefined && !points.has(beside)) points.set(beside, handAt(layer, beside, neutral));
  }
  points.set(beat, value);
  return pruned(
    [...points].sort((a, b) => a[0] - b[0]),
    neutral,
  );
}

const snap = (value: number, step: number): number => Math.round(value / step) * step;

/** What a key does to a handle: a new value, "reset", or nothing. */
export function keyed(key: string, value: number, step: number, big: number): number | "reset" | null {
  switch (key) {
    case "ArrowUp":
    case "ArrowRight":
      return snap(value, step) + step;
    case "ArrowDown":
    case "ArrowLeft":
      return snap(value, step) - step;
    case "PageUp":
      return snap(value, step) + big;
    case "PageDown":
      return snap(value, step) - big;
    case "Home":
    case "Delete":
      return "reset";
    default:
      return null;
  }
}
