// The keys in which a melody lies in a singer's range (spec §12).
import { MOST_SEMITONES } from "./transpose.ts";
import type { Score } from "./types.ts";

export type Range = readonly [lowest: number, highest: number];

export interface Fit {
  readonly semitones: number;
  /** How far from what sounds it is sung: 0, or an octave below or above. */
  readonly octave: 0 | -12 | 12;
}

const OCTAVES = [0, -12, 12] as const;

/** The lowest and the highest key of the melody, which is the first voice; null where there is none. */
export function rangeOf({ voices }: Pick<Score, "voices">): Range | null {
  const pitches = voices[0]?.notes.map((note) => note.pitch) ?? [];
  if (pitches.length === 0) return null;
  return [Math.min(...pitches), Math.max(...pitches)];
}

/** The transpositions in which the melody lies within a range, the nearest first, the lower before the higher. */
export function keysThatFit(score: Pick<Score, "voices">, [lowest, highest]: Range): readonly Fit[] {
  const melody = rangeOf(score);
  if (melody === null) return [];
  const [low, high] = melody;
  const near = Array.from({ length: 2 * MOST_SEMITONES + 1 }, (_, i) => i - MOST_SEMITONES);
  near.sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  return near.flatMap((semitones) => {
    const fits = (octave: number): boolean =>
      lowest <= low + semitones + octave && high + semitones + octave <= highest;
    const octave = OCTAVES.find(fits);
    return octave === undefined ? [] : [{ semitones, octave }];
  });
}
