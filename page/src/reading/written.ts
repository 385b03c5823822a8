// Music as a file writes it, whatever the file's kind: bars with their repeats, and voices of notes within bars.

/** Places and lengths are whole ticks, counted from the start of the bar; the song says how many make a quarter. */
export interface WrittenNote {
  readonly start: number;
  readonly length: number;
  readonly pitch: number;
  readonly spelling: string;
  /** Tied to the next note of this pitch. */
  readonly tied: boolean;
  /** The word of each verse, "A-" where it goes on. */
  readonly verses: readonly string[];
  readonly level_db: number;
}

/** A dynamic sign: a level, or the beginning or end of a hairpin. */
export type Dynamic =
  | { readonly tick: number; readonly kind: "level"; readonly level_db: number }
  | { readonly tick: number; readonly kind: "crescendo" | "diminuendo" | "stop" };

/** What a reader finds in one bar, before anything is played. */
export interface WrittenBar {
  length: number;
  metre: readonly [numerator: number, denominator: number] | null;
  /** The number that is printed, where there is one. */
  printed: number | null;
  repeatStart: boolean;
  /** How often the stretch that ends here is played; 0 where no repeat ends. */
  repeatTimes: number;
  /** The numbers of the ending that this bar belongs to. */
  endings: readonly number[];
  segno: boolean;
  coda: boolean;
  fine: boolean;
  toCoda: boolean;
  /** Back to the beginning, or to the sign, after this bar. */
  jump: "capo" | "segno" | null;
  tempos: (readonly [tick: number, quarters_per_minute: number])[];
  chords: (readonly [tick: number, symbol: string])[];
  /** Where in this bar a phrase begins, as far as the file says. */
  phrase: number | null;
}

export interface WrittenVoice {
  readonly name: string;
  readonly instrument: string;
  readonly drums: boolean;
  /** The notes of each bar. */
  readonly bars: readonly (readonly WrittenNote[])[];
  readonly dynamics: readonly (readonly Dynamic[])[];
}

export interface WrittenSong {
  readonly title: string;
  readonly composer: string;
  /** As in "G major"; empty where it is not known. */
  readonly key: string;
  readonly ticksPerQuarter: number;
  readonly bars: readonly WrittenBar[];
  readonly voices: readonly WrittenVoice[];
  /** Played freely, not on a grid: there is no notation of it. */
  readonly free: boolean;
  /** What was left out or taken as something else, a sentence each. */
  readonly said: readonly string[];
}

export function emptyBar(): WrittenBar {
  return {
    length: 0,
    metre: null,
    printed: null,
    repeatStart: false,
    repeatTimes: 0,
    endings: [],
    segno: false,
    coda: false,
    fine: false,
    toCoda: false,
    jump: null,
    tempos: [],
    chords: [],
    phrase: null,
  };
}

const FIFTHS = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"];
const MAJORS = FIFTHS.indexOf("C");
const MODE_FIFTHS: Readonly<Record<string, number>> = {
  lydian: -1,
  major: 0,
  mixolydian: 1,
  dorian: 2,
  minor: 3,
  phrygian: 4,
  locrian: 5,
};

/** The name of a key by its signature and mode: two sharps, minor → "B minor". */
export function keyName(fifths: number, mode: string): string {
  const known = { ionian: "major", aeolian: "minor" }[mode] ?? mode;
  const places = MODE_FIFTHS[known];
  const tonic =
    places === undefined ? undefined : (FIFTHS[MAJORS + fifths + places] ?? tonicBeyond(fifths + places));
  return tonic === undefined ? "" : `${tonic} ${known}`;
}

/** Sharp tonics beyond C sharp: minor and modal keys have them. */
function tonicBeyond(place: number): string | undefined {
  return ["G#", "D#", "A#", "E#", "B#"][place - 8];
}

const ACCIDENTALS: Readonly<Record<string, string>> = { "-2": "bb", "-1": "b", "0": "", "1": "#", "2": "##" };
const NATURAL_KEYS = [0, 2, 4, 5, 7, 9, 11];
export const STEPS = "CDEFGAB";

/** The key of a step (0 is C) in an octave, altered by semitones. */
export function pitchOf(step: number, octave: number, alter: number): number {
  return 12 * (octave + 1) + NATURAL_KEYS[step]! + alter;
}

/** A pitch's name as in "F#4"; empty where it has no simple one. */
export function spellingOf(step: number, octave: number, alter: number): string {
  const accidental = ACCIDENTALS[String(alter)];
  return accidental === undefined ? "" : `${STEPS[step]}${accidental}${octave}`;
}
