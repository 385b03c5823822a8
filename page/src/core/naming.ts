// Names of tones and chords when C becomes another tonic.
const LETTERS = "CDEFGAB";
const SEMITONES = [0, 2, 4, 5, 7, 9, 11];

function pitchClass(name: string): number {
  const signs = [...name.slice(1)].reduce((sum, sign) => sum + (sign === "#" ? 1 : -1), 0);
  return (SEMITONES[LETTERS.indexOf(name[0]!)]! + signs + 12) % 12;
}

/** The tone so many semitones and letters above a root. */
function above(root: string, semitones: number, letters: number): string {
  const place = (LETTERS.indexOf(root[0]!) + letters) % 7;
  const off = (((pitchClass(root) + semitones - SEMITONES[place]! + 6) % 12) + 12) % 12;
  const altered = off - 6;
  return LETTERS[place]! + (altered > 0 ? "#".repeat(altered) : "b".repeat(-altered));
}

/** A chord symbol, or the name of a tone, as it is called when C becomes another tonic. */
export function moved(symbol: string, tonic: string): string {
  const [, root, quality, bass] = /^([A-G][#b]*)([^/]*)(?:\/(.*))?$/.exec(symbol)!;
  const named = (name: string): string => above(tonic, pitchClass(name), LETTERS.indexOf(name[0]!));
  return named(root!) + quality! + (bass ? `/${named(bass)}` : "");
}
