// What an interpretation changes, in sentences (spec §10).
import { integralTo, valueAt, valueBefore } from "./curve.ts";
import { holdTimes } from "./holds.ts";
import { type Chain, partsOf, type ScoreParts } from "./parts.ts";
import { perform } from "./perform.ts";
import { endName, placeName, spanName } from "./place.ts";
import { fill, one, round, time, type Words } from "./sentences.ts";
import { amountOf, archTop, curveKind, isStep, tableOf } from "./shapes.ts";
import type {
  Accent,
  Breakpoints,
  Component,
  Hold,
  Instruments,
  Interpretation,
  Performed,
  Score,
  Shapes,
  Table,
} from "./types.ts";
import { shareOf } from "./warp.ts";

export interface DescribeOptions {
  readonly shapes: Shapes;
  /** The content of spec/words.json. */
  readonly words: Words;
}

/**
 * Say what an interpretation changes, a sentence each.
 *
 * @throws MusicError if the interpretation does not fit the score.
 */
export function describe(
  score: Score,
  interpretation: Interpretation,
  { shapes, words }: DescribeOptions,
): readonly string[] {
  const performed = perform(score, interpretation, anyInstruments(score), { shapes });
  const told: Told = { score, parts: partsOf(score), performed, shapes, words };
  const { components = [], holds = [], accents = [], hand_tempo = [], hand_level = [] } = interpretation;
  const sentences = [
    ...components.filter(amountOf).map((component) => ofComponent(told, component)),
    ...holds.filter(amountOf).map((hold) => ofHold(told, hold)),
    ...accents
      .filter((accent) => amountOf(accent) > 0 && (accent.level_db !== 0 || (accent.lengthen ?? 1) > 1))
      .map((accent) => ofAccent(told, accent)),
    ...ofHand(told, words.hand_tempo, hand_tempo),
    ...ofHand(told, words.hand_level, hand_level),
  ];
  if (sentences.length === 0) return [words.nothing];
  if (performed.performance.clipped) sentences.push(words.clipped);
  return [...sentences, ofDuration(told)];
}

/** What all sentences draw on. */
interface Told {
  readonly score: Score;
  readonly parts: ScoreParts;
  readonly performed: Performed;
  readonly shapes: Shapes;
  readonly words: Words;
}

function ofComponent(told: Told, component: Component): string {
  const { score, shapes, words } = told;
  const kind = curveKind(shapes, component.kind)!;
  const gaps = {
    name: words.names[component.kind] ?? kind.name,
    span: spanName(score, component.from_beat, component.to_beat, words),
  };
  const table = tableOf(component, kind)!;
  if (kind.family === "warp") return ofRubato(told, component, table, gaps);
  const change =
    kind.family === "tempo" ? tempoChange(told, component, table) : levelChange(told, component, table);
  const after = afterwards(told, component, kind.family === "tempo" ? words.tempo_after : words.level_after);
  return fill(words.component, { ...gaps, change, after });
}

/** From the tempo that would be there without this component's first factor. */
function tempoChange({ performed, words }: Told, component: Component, table: Table): string {
  const first = 1 + amountOf(component) * (table[0]![1] - 1);
  const period = valueAt(performed.tempo, component.from_beat);
  const step = isStep(table);
  const before = round((60 * first) / period);
  const reached = round(60 / (step ? period : valueBefore(performed.tempo, component.to_beat)));
  const { rises, falls, keeps } = step ? words.tempo_step : words.tempo;
  return fill(reached > before ? rises : reached < before ? falls : keeps, { before, reached });
}

function levelChange({ score, performed, words }: Told, component: Component, table: Table): string {
  const top = archTop(table);
  if (top) {
    const { from_beat, to_beat } = component;
    return fill(words.level_arch, {
      db: one(amountOf(component) * (top[1] - table[0]![1])),
      top: placeName(score, from_beat + top[0] * (to_beat - from_beat), words),
    });
  }
  const first_db = amountOf(component) * table[0]![1];
  const step = isStep(table);
  const before_db = valueAt(performed.level, component.from_beat) - first_db;
  const change_db = step ? first_db : valueBefore(performed.level, component.to_beat) - before_db;
  const db = one(Math.abs(change_db));
  const { rises, falls, keeps } = step ? words.level_step : words.level;
  return fill(db === "0" ? keeps : change_db > 0 ? rises : falls, { db });
}

function afterwards(
  { score, words }: Told,
  { to_beat, until_beat }: Component,
  after: Words["tempo_after"],
): string {
  if (to_beat >= score.end_beat) return after.nothing;
  if (until_beat == null || until_beat >= score.end_beat) return after.stay;
  if (until_beat === to_beat) return after.end;
  return fill(after.until, { until: endName(score, until_beat, words) });
}

function ofRubato(
  { score, performed, words }: Told,
  component: Component,
  table: Table,
  gaps: Readonly<Record<string, string>>,
): string {
  const { from_beat, to_beat, cycles = 1, voice } = component;
  const share = shareOf(component, table);
  const shifts = table.slice(1, -1).map(([x]) => integralTo(share, x) - x);
  const unit = ((1000 * (to_beat - from_beat)) / cycles) * valueAt(performed.tempo, from_beat);
  const late = round(unit * Math.max(0, ...shifts));
  const early = round(unit * Math.max(0, ...shifts.map((shift) => -shift)));
  const which = late > 0 ? (early > 0 ? "both" : "late") : early > 0 ? "early" : "neither";
  const { name = "" } = score.voices.find(({ id }) => id === voice) ?? {};
  return fill(words.rubato, {
    ...gaps,
    who: voice == null ? words.rubato_who.all : fill(words.rubato_who.one, { voice: name }),
    shift: fill(words.rubato_shift[which], { late, early }),
    times: cycles === 1 ? words.rubato_times.one : fill(words.rubato_times.many, { cycles }),
  });
}

function ofHold(told: Told, hold: Hold): string {
  const { parts, performed, words } = told;
  const chain = parts.chain_of.get(hold.note)!;
  const { held_sec, breath_sec } = holdTimes(hold, chain, performed.tempo);
  return fill(words.hold, {
    ...whichNote(told, chain),
    factor: one(1 + amountOf(hold) * (hold.ratio - 1)),
    wait: time(words, held_sec),
    breath: breath_sec > 0 ? fill(words.hold_breath, { breath: time(words, breath_sec) }) : "",
  });
}

function ofAccent(told: Told, accent: Accent): string {
  const { parts, words } = told;
  const level_db = amountOf(accent) * accent.level_db;
  const longer = amountOf(accent) * ((accent.lengthen ?? 1) - 1);
  const percent = one(100 * longer);
  const { rises, falls, keeps } = words.accent;
  return fill(level_db > 0 ? rises : level_db < 0 ? falls : keeps, {
    ...whichNote(told, parts.chain_of.get(accent.note)!),
    db: one(Math.abs(level_db)),
    percent,
    longer: longer > 0 ? fill(words.accent_longer, { percent }) : "",
  });
}

function whichNote(
  { score, parts, words }: Told,
  chain: Chain,
): { readonly place: string; readonly voice: string } {
  const v = parts.voices.findIndex(({ chains }) => chains.includes(chain));
  return { place: placeName(score, chain.onset_beat, words), voice: score.voices[v]!.name };
}

function ofHand({ score, words }: Told, sentence: string, handles: Breakpoints): readonly string[] {
  if (handles.length < 2) return [];
  return [fill(sentence, { span: spanName(score, handles[0]![0], handles.at(-1)![0], words) })];
}

function ofDuration({ score, performed, shapes, words }: Told): string {
  const { duration_sec } = performed.performance;
  const written = perform(score, { version: 1 }, anyInstruments(score), { shapes }).performance;
  const longer = round(10 * duration_sec) - round(10 * written.duration_sec);
  const { duration } = words;
  return fill(longer > 0 ? duration.longer : longer < 0 ? duration.shorter : duration.same, {
    duration: time(words, duration_sec),
    difference: time(words, Math.abs(longer) / 10),
  });
}

/** The sentences do not bear on instruments, so any will do. */
export function anyInstruments({ voices }: Score): Instruments {
  const plain = { sustaining: false, velocity_db: [[64, 0]] } as const;
  return Object.fromEntries(voices.map(({ instrument }) => [instrument, plain]));
}
