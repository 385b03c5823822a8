// Where a new component goes, what it is called, and how one is changed.
import { newComponent, replaceComponent } from "../core/edit.ts";
import { spanName } from "../core/place.ts";
import { shapes, words } from "../core/tables.ts";
import type { Component, Hold, Interpretation, Kind, Note, Score } from "../core/types.ts";
import { placeName, rangeName, sentence } from "./places.ts";

export const SIZES = ["subtle", "clear", "bold"] as const;
export type Size = (typeof SIZES)[number];

/** The kinds a reader may place, in the order of the book. */
export const TEMPO: readonly string[] = ["ritardando", "accelerando", "tempo_contrast", "fermata", "rubato"];
export const DYNAMICS: readonly string[] = [
  "forte",
  "piano",
  "crescendo",
  "diminuendo",
  "dynamic_contrast",
  "accentuation",
];

/** The natural pair of tempo and dynamics. */
export const PAIR: readonly string[] = ["phrase_arch"];

/** What the name of a shape begins with, where a kind has sizes of more than one form. */
export const FORMS: Readonly<Record<string, readonly Form[]>> = {
  rubato: [
    { before: "", text: "lean: linger, then catch up" },
    { before: "hump_", text: "hump: slow edges, quick middle" },
    { before: "arch_", text: "arch: a phrase that gathers and yields" },
  ],
  tempo_contrast: [
    { before: "", text: "faster" },
    { before: "slower_", text: "slower" },
  ],
  dynamic_contrast: [
    { before: "", text: "softer" },
    { before: "louder_", text: "louder" },
  ],
};

export interface Form {
  readonly before: string;
  readonly text: string;
}

/** The form of a component's named shape; a table of its own has none. */
export function formOf({ kind, shape }: Component): string | null {
  if (typeof shape !== "string") return null;
  return FORMS[kind]?.find(({ before }) => before !== "" && shape.startsWith(before))?.before ?? "";
}

/** The size of a component's named shape. */
export function sizeOf({ shape }: Component): Size | null {
  return typeof shape === "string" ? (SIZES.find((size) => shape.endsWith(size)) ?? null) : null;
}

export function kindOf(name: string): Kind {
  return shapes[name]!;
}

export function kindName(name: string): string {
  return sentence(shapes[name]?.name ?? name);
}

/** Kinds that belong at the end of a piece when nothing else is said. */
const ENDINGS: ReadonlySet<string> = new Set(["ritardando", "diminuendo"]);

/** Kinds that are a section of their own: a phrase after another, so that there is something to differ from. */
const SECTIONS: ReadonlySet<string> = new Set(["tempo_contrast", "forte", "piano", "dynamic_contrast"]);

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

/** The phrases of the music, or else stretches of so many bars; the first comes last. */
function sections(score: Score, count: number): readonly Stretch[] {
  const phrases = score.phrases
    .filter(([from_beat, to_beat]) => from_beat < to_beat)
    .map(([from_beat, to_beat]) => ({ from_beat, to_beat }));
  const [first, ...others] = phrases.length > 1 ? phrases : stretches(score, count, false);
  return [...others, first!];
}

/** Whether two kinds would hide each other in one place. */
function alike(one: string, other: string): boolean {
  const [family, other_family] = [kindOf(one).family, kindOf(other)?.family];
  if (family === "warp" || (SECTIONS.has(one) && SECTIONS.has(other))) return family === other_family;
  return one === other;
}

/** A new component where it makes sense: an ending at the end, a contrast on a phrase, rubatos side by side. */
export function placeNew(score: Score, interpretation: Interpretation, kind: string): Component {
  const { default_bars = 2 } = kindOf(kind);
  const like = (interpretation.components ?? []).filter((other) => alike(kind, other.kind));
  const places = SECTIONS.has(kind)
    ? sections(score, default_bars)
    : stretches(score, default_bars, ENDINGS.has(kind));
  const free = places.find((place) => !like.some((other) => meets(place, other))) ?? places[0]!;
  return newComponent(shapes, { kind, ...free, shape: "clear", amount: 1 });
}

/** Tempo and level of an arch over a phrase that has none, and no rubato, yet. */
export function placeArch(score: Score, interpretation: Interpretation): readonly Component[] {
  const { default_bars = 4 } = kindOf("phrase_arch");
  const like = (interpretation.components ?? []).filter(
    ({ kind }) => kind === "rubato" || kind === "phrase_arch",
  );
  const places = sections(score, default_bars).toSorted((a, b) => a.from_beat - b.from_beat);
  const place = places.find((stretch) => !like.some((other) => meets(stretch, other))) ?? places[0]!;
  return [
    newComponent(shapes, { kind: "rubato", ...place, shape: "arch_clear", amount: 1 }),
    newComponent(shapes, { kind: "phrase_arch", ...place, shape: "clear", amount: 1 }),
  ];
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

const named = new WeakMap<Score, ReadonlyMap<string, Note>>();

/** The note of that name; where two voices have one, that of the first. */
export function noteById(score: Score, id: string): Note | undefined {
  let notes = named.get(score);
  if (notes === undefined) {
    const all = score.voices.flatMap((voice) => voice.notes).toReversed();
    notes = new Map(all.map((note) => [note.id, note]));
    named.set(score, notes);
  }
  return notes.get(id);
}

/** "bars 13 to 16", or where whole bars do not say it "from bar 13, beat 2½ to the end of bar 16". */
export function stretchName(score: Score, from_beat: number, to_beat: number): string {
  const { bars } = score;
  const whole =
    bars.some(({ start_beat }) => start_beat === from_beat) &&
    bars.some(({ end_beat }) => end_beat === to_beat);
  return whole ? rangeName(score, from_beat, to_beat) : spanName(score, from_beat, to_beat, words);
}

export function componentTitle(score: Score, { kind, from_beat, to_beat }: Component): string {
  return `${kindName(kind)}, ${stretchName(score, from_beat, to_beat)}`;
}
