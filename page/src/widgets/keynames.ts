// Keys and pitches as a reader reads them, and what an instrument cannot play.
import { moved, placesMoved } from "../core/transpose.ts";
import type { Note, Score } from "../core/types.ts";
import { instruments } from "./tables.ts";

/** With the signs of music for sharps and flats after a letter. */
export const pretty = (name: string): string =>
  name.replace(/(?<=[A-G][#b]?)[#b]/g, (sign) => (sign === "#" ? "♯" : "♭"));

const NAMES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

/** A MIDI key by name: 60 is C4. */
export const pitchName = (pitch: number): string => `${NAMES[pitch % 12]}${Math.floor(pitch / 12) - 1}`;

/** “B♭ major”; of a music without a key, how far it is from what is written. */
export function keyName({ key = "" }: Pick<Score, "key">, semitones: number): string {
  if (key !== "") return pretty(moved(key, placesMoved(key, semitones)));
  if (semitones === 0) return "the key as written";
  return `a key ${distance(semitones)}`;
}

/** “3 semitones up”. */
export function distance(semitones: number): string {
  const size = Math.abs(semitones);
  return `${size} ${size === 1 ? "semitone" : "semitones"} ${semitones > 0 ? "up" : "down"}`;
}

function extremes(notes: readonly Note[]): readonly [low: number, high: number] {
  return notes.reduce(
    ([low, high], { pitch }) => [Math.min(low, pitch), Math.max(high, pitch)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** One sentence on the voices that leave the measured range of their instruments, or null. */
export function outOfRange(
  { voices }: Pick<Score, "voices">,
  chosen: Readonly<Record<string, string>>,
): string | null {
  const leaving = voices.flatMap((voice) => {
    const name = chosen[voice.id] ?? voice.instrument;
    const instrument = Object.hasOwn(instruments, name) ? instruments[name] : undefined;
    if (instrument?.keys === undefined || voice.notes.length === 0) return [];
    const [[lowest, highest], [low, high]] = [instrument.keys, extremes(voice.notes)];
    if (lowest <= low && high <= highest) return [];
    const where = low >= lowest ? "above" : high <= highest ? "below" : "below and above";
    return [
      `${voice.name} goes ${where} “${instrument.name}” (${pitchName(lowest)} to ${pitchName(highest)})`,
    ];
  });
  if (leaving.length === 0) return null;
  return `Outside its range an instrument sounds unlike itself: ${leaving.join("; ")}.`;
}
