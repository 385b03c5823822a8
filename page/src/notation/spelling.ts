// Names of pitches on the staff, and the accidentals that have to be written.

const SHARPS = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
const FLATS = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"];
const TONICS = [
  "Cb",
  "Gb",
  "Db",
  "Ab",
  "Eb",
  "Bb",
  "F",
  "C",
  "G",
  "D",
  "A",
  "E",
  "B",
  "F#",
  "C#",
  "G#",
  "D#",
  "A#",
];
const MODES: Readonly<Record<string, number>> = {
  lydian: 1,
  major: 0,
  mixolydian: -1,
  dorian: -2,
  minor: -3,
  phrygian: -4,
  locrian: -5,
};

/** Sharps of a key's signature, flats below 0: "D minor" → −1. */
export function fifthsOf(key: string | undefined): number {
  const [tonic = "", mode = "major"] = (key ?? "").split(" ");
  const place = TONICS.indexOf(tonic);
  const fifths = place < 0 ? 0 : place - TONICS.indexOf("C") + (MODES[mode] ?? 0);
  return Math.max(-7, Math.min(7, fifths));
}

export interface Name {
  readonly step: string;
  readonly alter: number;
  readonly octave: number;
}

/** How a note is written: as spelled, else by the key. */
export function nameOf(spelling: string | undefined, pitch: number, fifths: number): Name {
  const plain = `${(fifths < 0 ? FLATS : SHARPS)[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
  const [, step = "C", accidental = "", octave = "4"] =
    /^([A-G])(##?|bb?|)(-?\d+)$/.exec(spelling ?? "") ?? /^([A-G])([#b]?)(-?\d+)$/.exec(plain)!;
  return { step, alter: accidental.length * (accidental[0] === "b" ? -1 : 1), octave: Number(octave) };
}

const SIGNS: Readonly<Record<string, string>> = {
  "-2": "flat-flat",
  "-1": "flat",
  "0": "natural",
  "1": "sharp",
  "2": "double-sharp",
};
const ORDER = "FCGDAEB";

/** The accidentals of one bar: what the signature and earlier notes say needs no sign. */
export class Accidentals {
  readonly #holds = new Map<string, number>();

  constructor(readonly fifths: number) {}

  #signature(step: string): number {
    const place = ORDER.indexOf(step);
    if (this.fifths > 0) return place < this.fifths ? 1 : 0;
    return 6 - place < -this.fifths ? -1 : 0;
  }

  /** The sign to write before a note, or null. */
  sign({ step, alter, octave }: Name): string | null {
    const place = `${step}${octave}`;
    if ((this.#holds.get(place) ?? this.#signature(step)) === alter) return null;
    this.#holds.set(place, alter);
    return SIGNS[String(alter)] ?? null;
  }
}
