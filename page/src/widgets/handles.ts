// Handles of a drawn curve: where they may stand, and what a key does to one.
import type { Score } from "../core/types.ts";

/** Where handles may stand: bar lines, or every beat; the end included. */
export function gridOf(score: Score, everyBeat: boolean): readonly number[] {
  const beats = new Set(score.bars.map((bar) => bar.start_beat));
  if (everyBeat) {
    for (let beat = Math.ceil(score.start_beat); beat < score.end_beat; beat += 1) beats.add(beat);
  }
  beats.add(score.end_beat);
  return [...beats].sort((a, b) => a - b);
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
