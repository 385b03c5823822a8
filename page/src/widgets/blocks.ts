// What is placed on the music, as blocks on a timeline: what each is, where it lies and in which row.
import { curveKind, tableOf } from "../core/shapes.ts";
import { shapes } from "../core/tables.ts";
import type { Accent, Component, Hold, Interpretation, Score } from "../core/types.ts";
import { sentence } from "./places.ts";
import { kindName, kindOf, noteById, noteName, stretchName } from "./placing.ts";

/** A component over its beats, or the sign of a fermata or an accent at its note. */
export interface Block {
  readonly key: string;
  readonly kind: string;
  /** The musical meaning that gives it its colour. */
  readonly meaning: "tempo" | "level";
  readonly from_beat: number;
  readonly to_beat: number;
  readonly amount: number;
  /** Where it is, in musical words. */
  readonly place: string;
  /** Its place in the list of components, of holds or of accents. */
  readonly index: number;
  /** The note of a sign; null for a component. */
  readonly note: string | null;
}

// Nothing placed has a name of its own: its place in its list is what it is known by, while it is moved too.
export const componentKey = (index: number): string => `component-${index}`;
export const holdKey = (index: number): string => `hold-${index}`;
/** All accents are changed together. */
export const ACCENTS = "accents";

/** What opens when a block is chosen. */
export const cardOf = ({ key, kind }: Block): string => (kind === "accentuation" ? ACCENTS : key);

function componentBlock(score: Score, component: Component, index: number): Block {
  const { kind, from_beat, to_beat, amount = 1 } = component;
  const meaning = kindOf(kind).family === "level" ? "level" : "tempo";
  const place = stretchName(score, from_beat, to_beat);
  return {
    key: componentKey(index),
    kind,
    meaning,
    from_beat,
    to_beat,
    amount,
    place,
    index,
    note: null,
  };
}

function signBlock(score: Score, kind: string, item: Hold | Accent, index: number): readonly Block[] {
  const note = noteById(score, item.note);
  if (note === undefined) return [];
  const hold = kind === "fermata";
  const sign: Block = {
    key: hold ? holdKey(index) : `accent-${index}`,
    kind,
    meaning: hold ? "tempo" : "level",
    from_beat: note.onset_beat,
    to_beat: note.end_beat,
    amount: item.amount ?? 1,
    place: noteName(score, note),
    index,
    note: note.id,
  };
  return [sign];
}

/** The signs first, as they stand over the notes; then the components in the order in which they were made. */
export function blocksOf(score: Score, interpretation: Interpretation): readonly Block[] {
  const { components = [], holds = [], accents = [] } = interpretation;
  return [
    ...holds.flatMap((hold, index) => signBlock(score, "fermata", hold, index)),
    ...accents.flatMap((accent, index) => signBlock(score, "accentuation", accent, index)),
    ...components.map((component, index) => componentBlock(score, component, index)),
  ];
}

export const blockName = ({ kind }: Block): string =>
  kind === "accentuation" ? "Accent" : sentence(kindName(kind));

/** "bars 13 to 16, amount 100 %". */
export const blockText = ({ place, amount }: Block): string =>
  `${place}, amount ${Math.round(amount * 100)} %`;

/** A block that keeps its row while it is dragged, so that the others give way and it does not jump from the hand. */
export interface Kept {
  readonly key: string;
  readonly row: number;
}

/** A row for every block such that none overlap: the first in which it is free, in the order of the list. */
export function rowsOf(
  blocks: readonly Block[],
  least_beats: number,
  kept: Kept | null = null,
): ReadonlyMap<string, number> {
  const rows: (readonly [from: number, to: number])[][] = [];
  const found = new Map<string, number>();
  const put = (block: Block, row: number): void => {
    while (rows.length <= row) rows.push([]);
    rows[row]!.push(stretchOf(block, least_beats));
    found.set(block.key, row);
  };
  const first = blocks.find(({ key }) => key === kept?.key);
  if (first && kept) put(first, kept.row);
  for (const block of blocks) {
    if (block === first) continue;
    const [from, to] = stretchOf(block, least_beats);
    const free = rows.findIndex((row) => row.every((other) => to <= other[0] || other[1] <= from));
    put(block, free < 0 ? rows.length : free);
  }
  return found;
}

/** The beats that a block covers: a sign or a short block no less than a finger needs. */
export function stretchOf(
  { from_beat, to_beat, note }: Block,
  least_beats: number,
): readonly [number, number] {
  return [from_beat, note !== null ? from_beat + least_beats : Math.max(to_beat, from_beat + least_beats)];
}

/** How far a value of each family is drawn as half the height of a block. */
const DRAWN: Readonly<Record<string, (value: number) => number>> = {
  tempo: (factor) => -Math.log2(factor),
  level: (level_db) => level_db / 12,
  warp: (share) => -Math.log2(share) * 2,
};

/** The course of a component as an area in a square of 100: faster and louder lie higher. */
export function outlineOf(component: Component): string {
  const kind = curveKind(shapes, component.kind);
  const table = kind && tableOf(component, kind);
  if (!table) return "";
  const cycles = kind.family === "warp" ? (component.cycles ?? 1) : 1;
  const points: string[] = [];
  for (let cycle = 0; cycle < cycles; cycle += 1)
    for (const [x, value] of table) {
      const up = DRAWN[kind.family]!(value) * (component.amount ?? 1);
      const y = 50 - 50 * Math.min(1, Math.max(-1, up));
      points.push(`L${((100 * (cycle + x)) / cycles).toFixed(1)} ${y.toFixed(1)}`);
    }
  return `M0 50${points.join("")}L100 50Z`;
}
