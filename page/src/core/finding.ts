// What is found where a goal is judged, and on which side of what was asked it lies.
import type { Sign, Way } from "./goaltypes.ts";
import { round } from "./sentences.ts";

export interface Finding {
  readonly met: boolean;
  readonly said: string;
}

/** What is below this is said to be the same. */
export const SAME_DB = 0.05;

export const signOf = (value: number, same: number): Sign =>
  Math.abs(value) <= same ? "same" : value > 0 ? "more" : "less";

export const wayOf = (made: number, asked: number): Way => (made > asked ? "more" : "less");

export function percentOf(ratio: number): readonly [Sign, number] {
  const percent = round(100 * Math.abs(ratio - 1));
  return [percent === 0 ? "same" : signOf(ratio - 1, 0), percent];
}
