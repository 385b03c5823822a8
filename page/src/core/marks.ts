// What is performed, as a musician would mark it in the score (spec §11).
import { valueAt } from "./curve.ts";
import { type Chain, partsOf } from "./parts.ts";
import { round } from "./sentences.ts";
import { amountOf, curveKind, isStep, tableOf } from "./shapes.ts";
import type {
  Component,
  CurveKind,
  Hold,
  Interpretation,
  Note,
  Performed,
  Score,
  Shapes,
  Table,
} from "./types.ts";

export type Direction = "rises" | "falls";
export type Sign = "words" | "hairpin" | "dynamic" | "fermata" | "breath" | "accent";
export type Placement = "above" | "below";

export interface Mark {
  readonly kind: string;
  readonly sign: Sign;
  readonly from_beat: number;
  /** Null: at one place, without a line that goes on. */
  readonly to_beat: number | null;
  readonly text: string;
  readonly before: string;
  readonly bpm: number | null;
  readonly direction: Direction | null;
  readonly note: string | null;
  readonly voice: string | null;
  readonly placement: Placement;
}

type ByDirection = Readonly<Record<Direction, string>>;

/** What marks.json says of one kind; which fields there are depends on its family. */
export interface Rule {
  readonly sign: Sign;
  readonly placement: Placement;
  readonly gradual?: ByDirection;
  readonly step?: ByDirection;
  readonly back?: string;
  readonly text?: string;
  readonly before?: string;
}

/** The content of spec/marks.json. */
export interface Rules {
  readonly kinds: Readonly<Record<string, Rule>>;
  readonly levels: readonly (readonly [bound_db: number, name: string])[];
  readonly softest: string;
  readonly spoken: Spoken;
}

export interface Spoken {
  readonly all: string;
  readonly between: string;
  readonly stretch: string;
  readonly point: string;
  readonly bpm: string;
  readonly before: string;
  readonly words: Readonly<Record<string, string>>;
  readonly hairpin: ByDirection;
  readonly fermata: string;
  readonly breath: string;
  readonly accent: string;
}

export interface MarkOptions {
  readonly shapes: Shapes;
  readonly rules: Rules;
  /** The practice tempo of the performance: marks tell the tempo without it. */
  readonly speed?: number;
}

/** The marks of an interpretation, from the performance made of it. */
export function marksOf(
  score: Score,
  interpretation: Interpretation,
  performed: Pick<Performed, "tempo" | "level">,
  { shapes, rules, speed = 1 }: MarkOptions,
): readonly Mark[] {
  const { components = [], holds = [], accents = [] } = interpretation;
  const told: Told = { score, performed, rules, speed };
  const changing = components.flatMap((component) => changeOf(component, shapes, rules));
  const chains = partsOf(score).chain_of;
  const of_notes = [
    ...holds.flatMap((hold) => ofHold(told, hold, chains.get(hold.note)!)),
    ...accents
      .filter((accent) => amountOf(accent) * accent.level_db > 0)
      .map(({ note }) => atNote(told, "accentuation", chains.get(note)!.ids[0]!)),
  ];
  return [
    ...changing.flatMap((change) => stretch(told, change)),
    ...aTempo(told, changing),
    ...dynamics(told, changing),
    ...new Map(of_notes.map((mark) => [`${mark.sign} ${mark.note}`, mark])).values(),
  ];
}

interface Told {
  readonly score: Score;
  readonly performed: Pick<Performed, "tempo" | "level">;
  readonly rules: Rules;
  readonly speed: number;
}

/** A component that changes something. */
interface Change {
  readonly component: Component;
  readonly family: CurveKind["family"];
  readonly table: Table;
  readonly step: boolean;
  readonly rule: Rule;
}

function changeOf(component: Component, shapes: Shapes, rules: Rules): readonly Change[] {
  const kind = curveKind(shapes, component.kind)!;
  const table = tableOf(component, kind)!;
  const neutral = kind.family === "level" ? 0 : 1;
  if (amountOf(component) === 0 || table.every(([, value]) => value === neutral)) return [];
  const rule = rules.kinds[component.kind]!;
  return [{ component, family: kind.family, table, step: isStep(table), rule }];
}

/** Where a table goes: from its first value to the one that lies furthest from it. */
function rise(table: Table): number {
  const first = table[0]![1];
  let furthest = 0;
  for (const [, value] of table) if (Math.abs(value - first) > Math.abs(furthest)) furthest = value - first;
  return furthest;
}

function mark(kind: string, { sign, placement }: Rule, from_beat: number, more: Partial<Mark> = {}): Mark {
  const none = { to_beat: null, text: "", before: "", bpm: null, direction: null, note: null, voice: null };
  return { kind, sign, from_beat, ...none, placement, ...more };
}

function stretch(
  { performed, speed }: Told,
  { component, family, table, step, rule }: Change,
): readonly Mark[] {
  const { kind, from_beat, to_beat } = component;
  if (family === "warp")
    return [mark(kind, rule, from_beat, { to_beat, text: rule.text!, voice: component.voice ?? null })];
  if (family === "level") {
    const direction = rise(table) > 0 ? "rises" : "falls";
    return step ? [] : [mark(kind, rule, from_beat, { to_beat, direction })];
  }
  if (!step) {
    const direction = rise(table) > 0 ? "falls" : "rises";
    return [mark(kind, rule, from_beat, { to_beat, text: rule.gradual![direction], direction })];
  }
  const direction = table[0]![1] > 1 ? "falls" : "rises";
  const bpm = round(60 / (valueAt(performed.tempo, from_beat) * speed));
  return [mark(kind, rule, from_beat, { text: rule.step![direction], bpm, direction })];
}

function aTempo({ score }: Told, changing: readonly Change[]): readonly Mark[] {
  const tempo = changing.filter(({ family }) => family === "tempo");
  const steps = new Set(tempo.filter(({ step }) => step).map(({ component }) => component.from_beat));
  const given_up = new Map<number, Mark>();
  for (const { component, table, rule } of tempo) {
    const beat = component.until_beat;
    if (beat == null || beat >= score.end_beat || steps.has(beat) || given_up.has(beat)) continue;
    if (table.at(-1)![1] !== 1) given_up.set(beat, mark(component.kind, rule, beat, { text: rule.back! }));
  }
  return [...given_up.values()].sort((a, b) => a.from_beat - b.from_beat);
}

function dynamics({ score, performed, rules }: Told, changing: readonly Change[]): readonly Mark[] {
  const found = new Map<number, Mark>();
  const stand = ({ component, rule }: Change, beat: number | null | undefined, before: string): void => {
    if (beat == null || beat >= score.end_beat) return;
    const there = found.get(beat);
    const text = levelName(rules, valueAt(performed.level, beat));
    const first = there ?? mark(component.kind, { ...rule, sign: "dynamic" }, beat, { text });
    found.set(beat, { ...first, before: first.before || before });
  };
  for (const change of changing) {
    if (change.family !== "level") continue;
    const { component, step, rule } = change;
    stand(change, step ? component.from_beat : component.to_beat, step ? rule.before! : "");
    stand(change, component.until_beat, "");
  }
  return [...found.values()].sort((a, b) => a.from_beat - b.from_beat);
}

function levelName({ levels, softest }: Rules, level_db: number): string {
  return levels.findLast(([bound_db]) => level_db >= bound_db)?.[1] ?? softest;
}

function ofHold(told: Told, hold: Hold, chain: Chain): readonly Mark[] {
  const made: Mark[] = [];
  const amount = amountOf(hold);
  const { score } = told;
  const at = atNote(told, "fermata", chain.ids.at(-1)!);
  // A note over a barline is written as two, tied: what ends it stands at the second.
  const bar = score.bars.findLast(({ start_beat }) => start_beat < chain.end_beat);
  const fermata = { ...at, from_beat: Math.max(at.from_beat, bar?.start_beat ?? at.from_beat) };
  if (amount > 0 && hold.ratio > 1) made.push(fermata);
  if (amount * (hold.breath_beats ?? 0) > 0)
    made.push({ ...fermata, sign: "breath", from_beat: chain.end_beat });
  return made;
}

function atNote({ score, rules }: Told, kind: string, id: string): Mark {
  const [note, voice] = writtenIn(score).get(id)!;
  return mark(kind, rules.kinds[kind]!, note.onset_beat, { note: id, voice });
}

const known = new WeakMap<Score, ReadonlyMap<string, readonly [Note, string]>>();

/** Every written note with its voice's id, by its own id. */
function writtenIn(score: Score): ReadonlyMap<string, readonly [Note, string]> {
  const found =
    known.get(score) ??
    new Map(score.voices.flatMap(({ id, notes }) => notes.map((note) => [note.id, [note, id] as const])));
  known.set(score, found);
  return found;
}
