// Beats as whole divisions of a quarter note, so that a file holds exactly what the score means.
import type { Score } from "../../core/types.ts";

/** Beats of written music are simple fractions: a double nearest to one is read as that fraction. */
const LARGEST_DENOMINATOR = 960;

/** Divisions of a quarter note that every beat of a score falls on. */
export function divisionsOf(score: Score): number {
  const beats = [
    ...score.bars.flatMap(({ start_beat, end_beat }) => [start_beat, end_beat]),
    ...score.voices.flatMap(({ notes }) =>
      notes.flatMap(({ onset_beat, end_beat }) => [onset_beat, end_beat]),
    ),
  ];
  // A dotted quarter halves what a beat's fraction counts.
  const halves = denominator(score.beat_quarters);
  let least = 1;
  for (const beat of new Set(beats)) least = commonMultiple(least, denominator(beat));
  return Math.min(commonMultiple(least * halves, 1), LARGEST_DENOMINATOR * halves);
}

function denominator(value: number): number {
  for (let d = 1; d <= LARGEST_DENOMINATOR; d++)
    if (Math.abs(Math.round(value * d) / d - value) < 1e-9) return d;
  return 1;
}

function commonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
