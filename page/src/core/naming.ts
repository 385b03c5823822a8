// Names of tones and chords when C becomes another tonic.
const LETTERS = "CDEFGAB";
const SEMITONES = [0, 2, 4, 5, 7, 9, 11];

const alterOf = (name: string): number =>
  [...name.slice(1)].reduce((sum, sign) => sum + (sign === "#" ? 1 : -1), 0);

export const pitchClass = (name: string): number =>
  (SEMITONES[LETTERS.indexOf(name[0]!)]! + alterOf(name) + 12) % 12;

/** The name with the octave that makes it sound as this MIDI key. */
export const spelt = (name: string, key: number): string =>
  `${name}${Math.floor((key - alterOf(name)) / 12) - 1}`;

/** The tone so many semitones and letters above a root. */
function above(root: string, semitones: number, letters: number): string {
  const place = (LETTERS.indexOf(root[0]!) + letters) % 7;
  const off = (((pitchClass(root) + semitones - SEMITONES[place]! + 6) % 12) + 12) % 12;
  const altered = off - 6;
  return LETTERS[place]! + (altered > 0 ? "#".repeat(altered) : "b".repeat(-altered));
}

const STEPS = ["home", "second", "third", "fourth", "fifth", "sixth", "seventh"];
const ALTERED: Readonly<Record<string, string>> = { b: "lowered ", "#": "raised " };

/** Degrees of a scale in words: "b2" and "3" as "lowered second and third". */
export const degreesInWords = (degrees: readonly string[]): string =>
  degrees.map((degree) => (ALTERED[degree[0]!] ?? "") + STEPS[Number(degree.at(-1)) - 1]!).join(" and ");

/** A chord symbol, or the name of a tone, as it is called when C becomes another tonic. */
export function moved(symbol: string, tonic: string): string {
  const [, root, quality, bass] = /^([A-G][#b]*)([^/]*)(?:\/(.*))?$/.exec(symbol)!;
  const named = (name: string): string => above(tonic, pitchClass(name), LETTERS.indexOf(name[0]!));
  return named(root!) + quality! + (bass ? `/${named(bass)}` : "");
}
