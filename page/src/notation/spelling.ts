// Names of pitches as they are written.

const SHARPS = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
const FLATS = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"];
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
