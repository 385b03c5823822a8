// Places in a score by the names musicians give them.
import type { Bar, Score } from "../core/types.ts";

type Bars = Pick<Score, "bars">;

/** Index of the bar that holds a beat; the last bar holds the end. */
export function barIndexAt(score: Bars, beat: number): number {
  let low = 0;
  let high = score.bars.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (score.bars[middle]!.start_beat <= beat) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** "bar 3", "the upbeat", "bar 3 (time 2)". */
export function barName(bar: Bar): string {
  const name = bar.number === 0 ? "the upbeat" : `bar ${bar.number}`;
  return bar.pass > 1 ? `${name} (time ${bar.pass})` : name;
}

/** "bar 3, beat 2"; inside a beat the beat that holds it. */
export function placeName(score: Bars, beat: number): string {
  const bar = score.bars[barIndexAt(score, beat)]!;
  if (beat >= bar.end_beat) return "the end";
  const name = barName(bar);
  if (bar.number === 0 && bar.end_beat - bar.start_beat <= 1) return name;
  return `${name}, beat ${Math.floor(beat - bar.start_beat) + 1}`;
}

/** "bars 3 to 6", "bar 3", "the upbeat to bar 4". */
export function rangeName(score: Bars, from_beat: number, to_beat: number): string {
  const first = score.bars[barIndexAt(score, from_beat)]!;
  const last = score.bars.findLast((bar) => bar.start_beat < to_beat) ?? first;
  if (first === last) return barName(first);
  const plain = first.number > 0 && first.pass === 1 && last.pass === 1;
  return plain ? `bars ${first.number} to ${last.number}` : `${barName(first)} to ${barName(last)}`;
}

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
