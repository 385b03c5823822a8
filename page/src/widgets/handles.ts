// Handles of a drawn curve: where they may stand, and what a key does to one.
import type { Score } from "../core/types.ts";

/**
 * Where handles may stand: bar lines, or every beat; the end included.
 *
 * By bars an upbeat has no handle of its own: it would stand too near to that of bar 1 to be touched.
 */
export function gridOf(score: Score, everyBeat: boolean): readonly number[] {
  const bars = score.bars.filter((bar) => everyBeat || bar.number > 0);
  const beats = new Set(bars.map((bar) => bar.start_beat));
  if (everyBeat) {
    for (let beat = Math.ceil(score.start_beat); beat < score.end_beat; beat += 1) beats.add(beat);
  }
  beats.add(score.end_beat);
  return [...beats].sort((a, b) => a - b);
}

/** How wide the curve must be for its nearest handles to stand `pixels` apart. */
export function roomFor(grid: readonly number[], whole_beats: number, pixels: number): number {
  const gaps = grid.slice(1).map((beat, i) => beat - grid[i]!);
  return gaps.length === 0 ? 0 : Math.ceil((whole_beats / Math.min(...gaps)) * pixels);
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
