// Where a new component goes, what it is called, and how one is changed.
import { newComponent, replaceComponent } from "../core/edit.ts";
import { shapes } from "../core/tables.ts";
import type { Component, Hold, Interpretation, Kind, Note, Score } from "../core/types.ts";
import { placeName, rangeName, sentence } from "./places.ts";

export const SIZES = ["subtle", "clear", "bold"] as const;
export type Size = (typeof SIZES)[number];

/** The kinds a reader may place, in the order of the book. */
export const PLACED: readonly string[] = [
  "ritardando",
  "accelerando",
  "fermata",
  "rubato",
  "crescendo",
  "diminuendo",
];

export function kindOf(name: string): Kind {
  return shapes[name]!;
}

export function kindName(name: string): string {
  return sentence(shapes[name]?.name ?? name);
}

/** Kinds that belong at the end of a piece when nothing else is said. */
const ENDINGS: ReadonlySet<string> = new Set(["ritardando", "diminuendo"]);

type Stretch = Pick<Component, "from_beat" | "to_beat">;

const meets = (a: Stretch, b: Stretch): boolean => a.from_beat < b.to_beat && b.from_beat < a.to_beat;

/** The stretches of so many whole bars, from the end or from the start. */
function stretches(score: Score, count: number, fromEnd: boolean): readonly Stretch[] {
  const bars = score.bars.filter((bar) => bar.number > 0);
  const whole = bars.length > 0 ? bars : score.bars;
  const size = Math.min(count, whole.length);
  const places: Stretch[] = [];
  for (let i = 0; i + size <= whole.length; i += size) {
    const at = fromEnd ? whole.length - size - i : i;
    places.push({ from_beat: whole[at]!.start_beat, to_beat: whole[at + size - 1]!.end_beat });
  }
  return places;
}

/** A new component where it makes sense: an ending at the end, rubatos side by side. */
export function placeNew(score: Score, interpretation: Interpretation, kind: string): Component {
  const { family, default_bars = 2 } = kindOf(kind) as Kind & { readonly default_bars?: number };
  const like = (interpretation.components ?? []).filter((other) =>
    family === "warp" ? kindOf(other.kind)?.family === "warp" : other.kind === kind,
  );
  const places = stretches(score, default_bars, ENDINGS.has(kind));
  const free = places.find((place) => !like.some((other) => meets(place, other))) ?? places[0]!;
  return newComponent(shapes, { kind, ...free, shape: "clear", amount: 1 });
}

/** The interpretation with one component changed. */
export function changeComponent(
  i: Interpretation,
  index: number,
  change: Partial<Component>,
): Interpretation {
  const old = i.components?.[index];
  return old === undefined ? i : replaceComponent(i, index, { ...old, ...change });
}

/** Move a component; what ends with it goes on ending with it. */
export function moved(component: Component, place: Stretch): Partial<Component> {
  return { ...place, until_beat: component.until_beat != null ? place.to_beat : null };
}

type HoldSize = { readonly ratio: number; readonly breath_beats: number };

export function holdSizes(): Readonly<Record<Size, HoldSize>> {
  return kindOf("fermata").shapes as Readonly<Record<Size, HoldSize>>;
}

/** The size a hold has, by its ratio. */
export function sizeOfHold(hold: Hold): Size | null {
  return SIZES.find((size) => holdSizes()[size].ratio === hold.ratio) ?? null;
}

/** A hold of a note, as a reader first places it. */
export function newHold(note: string): Hold {
  return { note, amount: 1, ...holdSizes().clear };
}

const LETTERS = ["C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B"];

function pitchName(note: Note): string {
  const spelt = /^([A-G])(#+|b+)?(-?\d+)$/.exec(note.spelling ?? "");
  if (spelt === null) return `${LETTERS[note.pitch % 12]} ${Math.floor(note.pitch / 12) - 1}`;
  const sign = spelt[2] === undefined ? "" : spelt[2].startsWith("#") ? " sharp" : " flat";
  return `${spelt[1]}${sign} ${spelt[3]}`;
}

/** "bar 7, beat 1: G 4, “sound”". */
export function noteName(score: Score, note: Note): string {
  const word = note.lyric ? `, “${note.lyric.replace(/-$/, "")}”` : "";
  return `${placeName(score, note.onset_beat)}: ${pitchName(note)}${word}`;
}

export function noteById(score: Score, id: string): Note | undefined {
  for (const voice of score.voices) {
    const found = voice.notes.find((note) => note.id === id);
    if (found) return found;
  }
  return undefined;
}

export function componentTitle(score: Score, { kind, from_beat, to_beat }: Component): string {
  return `${kindName(kind)}, ${rangeName(score, from_beat, to_beat)}`;
}
