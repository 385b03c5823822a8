// Which frets and fingers sound a chord, from the table that Python writes, and where a capo makes them easy.
import table from "../../../spec/chords.json" with { type: "json" };
import { movedSymbol, pitchClass, placesMoved } from "../core/transpose.ts";
import type { Score } from "../core/types.ts";
import { pretty } from "../widgets/keynames.ts";
import { HIGHEST_CAPO } from "../widgets/traits.ts";

export interface Shape {
  /** Of each string from the low E up: 0 is open, −1 not played. */
  readonly frets: readonly number[];
  /** 1 is the index finger, 0 none. */
  readonly fingers: readonly number[];
  readonly effort: number;
}

const { roots } = table;
const other_names: Readonly<Record<string, string>> = table.other_names;
const shapes = table.shapes as unknown as Readonly<Record<string, [number[], number[], number]>>;
const SYMBOL = /^([A-G](?:#{1,2}|b{1,2})?)([^/]*)(?:\/([A-G](?:#{1,2}|b{1,2})?))?$/;
/** What a hand that does not know a chord would have to do. */
const UNKNOWN_EFFORT = 8;
/** How much easier the shapes must be for each fret that a capo goes up. */
const EFFORT_A_FRET = 0.15;

/** The shape of a chord symbol; without its bass where there is none with it, null where there is none at all. */
export function shapeOf(symbol: string): Shape | null {
  const [, root, quality = "", bass] = SYMBOL.exec(symbol.trim()) ?? [];
  if (root === undefined) return null;
  const name = roots[pitchClass(root)]! + (other_names[quality] ?? quality);
  const found = (bass && shapes[`${name}/${roots[pitchClass(bass)]}`]) || shapes[name];
  if (!found) return null;
  const [frets, fingers, effort] = found;
  return { frets, fingers, effort };
}

const fretSaid = (fret: number): string => (fret < 0 ? "not played" : fret === 0 ? "open" : String(fret));

/** A shape for those who hear it. */
export function shapeSaid(symbol: string, { frets, fingers }: Shape): string {
  const pressed = fingers.map((finger) => finger || "none").join(", ");
  return `${pretty(symbol)}: strings from low E: ${frets.map(fretSaid).join(", ")}; fingers ${pressed}.`;
}

/** The chords as they are fingered, when all sounds so much higher and a capo lies at this fret. */
export function fingered(score: Score, transpose: number, capo: number): Score["chords"] {
  const fifths = placesMoved(score.key ?? "", transpose - capo);
  return score.chords.map(([beat, symbol]) => [beat, movedSymbol(symbol, fifths)]);
}

export const distinct = (chords: Score["chords"]): readonly string[] => [
  ...new Set(chords.map(([, symbol]) => symbol)),
];

/** How much the left hand has to do on the average of the music's time. */
export function effortOf(score: Score, transpose: number, capo: number): number {
  const chords = fingered(score, transpose, capo);
  let sum = 0;
  let beats = 0;
  chords.forEach(([beat, symbol], i) => {
    const length = (chords[i + 1]?.[0] ?? score.end_beat) - beat;
    sum += (shapeOf(symbol)?.effort ?? UNKNOWN_EFFORT) * length;
    beats += length;
  });
  return beats > 0 ? sum / beats : 0;
}

/** The capo with the easiest shapes; of capos that are about as good, the lowest. */
export function easiestCapo(score: Score, transpose: number): number {
  const costs = Array.from(
    { length: HIGHEST_CAPO + 1 },
    (_, capo) => effortOf(score, transpose, capo) + capo * EFFORT_A_FRET,
  );
  return costs.indexOf(Math.min(...costs));
}
