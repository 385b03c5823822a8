// What an interpretation may not ask of a score (spec §4), each refused in one sentence.
import { curve, integralTo } from "./curve.ts";
import { MusicError } from "./error.ts";
import { type Chain, partsOf, type ScoreParts } from "./parts.ts";
import { placeName } from "./place.ts";
import { curveKind, tableOf } from "./shapes.ts";
import { words } from "./tables.ts";
import type {
  Accent,
  Breakpoints,
  Component,
  CurveKind,
  Hold,
  Instrument,
  Instruments,
  Interpretation,
  Score,
  Shapes,
  Table,
  Voice,
} from "./types.ts";

export const FACTOR = [0.1, 10] as const;
const LENGTHEN = [1, 2] as const;
export const HAND_LEVEL_DB = [-40, 40] as const;

export function check(score: Score, interpretation: Interpretation, shapes: Shapes): void {
  if (interpretation.version !== undefined && interpretation.version !== 1)
    refuse(`This interpretation is of version ${interpretation.version}: only version 1 can be read.`);
  const components = list(interpretation.components, "components");
  for (const component of components) checkComponent(score, component, shapes);
  checkOverlaps(score, components, shapes);
  const parts = partsOf(score);
  for (const hold of list(interpretation.holds, "holds")) checkHold(score, parts, hold);
  for (const accent of list(interpretation.accents, "accents")) checkAccent(score, parts, accent);
  checkHandles(score, list(interpretation.hand_tempo, "hand_tempo"), "tempo", FACTOR);
  checkHandles(score, list(interpretation.hand_level, "hand_level"), "level", HAND_LEVEL_DB);
}

export function checkSpeed(speed: number): void {
  if (!within(speed, 0.25, 4)) refuse(`A speed of ${speed} cannot be played: choose 0.25 to 4.`);
}

export function instrumentOf(voice: Voice, instruments: Instruments): Instrument {
  const instrument = Object.hasOwn(instruments, voice.instrument) ? instruments[voice.instrument] : undefined;
  if (!instrument || instrument.velocity_db.length === 0)
    refuse(
      `There is no instrument "${voice.instrument}" for the voice "${voice.id}": choose one of ${Object.keys(instruments).join(", ")}.`,
    );
  return instrument;
}

function checkComponent(score: Score, component: Component, shapes: Shapes): void {
  const { kind, from_beat, to_beat, until_beat } = component;
  const entry = curveKind(shapes, kind);
  if (!entry) refuse(`There is no expressive component "${kind}" that is placed on beats.`);
  const item = `The ${entry.name} from ${at(score, from_beat)}`;
  const table = tableOf(component, entry);
  if (!table)
    refuse(`${item} has no shape "${component.shape}": choose ${Object.keys(entry.shapes).join(", ")}.`);
  if (typeof component.shape !== "string") checkTable(table, entry, item);
  for (const place of [from_beat, to_beat, until_beat ?? to_beat]) checkPlace(score, place, item);
  if (from_beat >= to_beat) refuse(`${item} must end after it begins, not at ${at(score, to_beat)}.`);
  if (until_beat != null && until_beat < to_beat)
    refuse(`${item} cannot go back at ${at(score, until_beat)}, before it arrives at ${at(score, to_beat)}.`);
  checkAmount(component.amount, item);
  if (entry.family === "warp") checkRubato(score, component, item);
}

function checkRubato(score: Score, { voice, cycles = 1 }: Component, item: string): void {
  if (!(Number.isInteger(cycles) && cycles >= 1))
    refuse(`${item} has ${cycles} cycles: it needs a whole number of them, 1 or more.`);
  if (voice != null && !score.voices.some(({ id }) => id === voice))
    refuse(`${item} is for a voice "${voice}" that the score does not have.`);
}

function checkTable(table: Table, { family }: CurveKind, item: string): void {
  if (!Array.isArray(table) || table.length < 2 || table.length > 65)
    refuse(`${item} has a table that is not of 2 to 65 points.`);
  for (const [i, point] of table.entries()) {
    if (!(Array.isArray(point) && point.length === 2 && point.every(Number.isFinite)))
      refuse(`${item} has a table whose point ${i + 1} is not two finite numbers.`);
    if (i > 0 && point[0]! <= table[i - 1]![0])
      refuse(`${item} has a table whose x does not rise at point ${i + 1}.`);
    if (family === "tempo" && !within(point[1]!, ...FACTOR))
      refuse(
        `${item} has a factor of ${point[1]} in its table: factors lie from ${FACTOR[0]} to ${FACTOR[1]}.`,
      );
    if (family === "warp" && point[1]! <= 0)
      refuse(`${item} has a share of time of ${point[1]} in its table: shares lie above 0.`);
  }
  if (table[0]![0] !== 0 || table.at(-1)![0] !== 1)
    refuse(`${item} has a table whose x does not run from 0 to 1.`);
  if (family === "warp" && Math.abs(integralTo(curve(table), 1) - 1) > 1e-12)
    refuse(`${item} has a table whose mean is not 1, so it would not give back the time that it takes.`);
}

/** Two rubatos may touch in a voice, but not overlap; one of all voices is in every voice. */
function checkOverlaps(score: Score, components: readonly Component[], shapes: Shapes): void {
  const rubatos = components
    .filter(({ kind }) => curveKind(shapes, kind)?.family === "warp")
    .sort((a, b) => a.from_beat - b.from_beat);
  for (const voice of [null, ...score.voices.map(({ id }) => id)]) {
    const own = rubatos.filter((rubato) => rubato.voice == null || rubato.voice === voice);
    for (const [i, rubato] of own.entries())
      if (i > 0 && rubato.from_beat < own[i - 1]!.to_beat)
        refuse(
          `The ${rubato.kind} from ${at(score, rubato.from_beat)} overlaps the one from ${at(score, own[i - 1]!.from_beat)} in one voice: let one end where the other begins.`,
        );
  }
}

/** The chain that something sits on; refused if its note is not there. */
function chainOf({ chain_of }: ScoreParts, what: string, note: string): Chain {
  return (
    chain_of.get(note) ?? refuse(`The ${what} on note "${note}" has no place: the score has no such note.`)
  );
}

function checkHold(score: Score, parts: ScoreParts, hold: Hold): void {
  const { first_onset_beat } = parts;
  const chain = chainOf(parts, "fermata", hold.note);
  const item = `The fermata on ${at(score, chain.onset_beat)}`;
  if (chain.end_beat <= first_onset_beat)
    refuse(`${item} lies before anything has sounded: put it on a later note.`);
  checkAmount(hold.amount, item);
  if (!within(hold.ratio, 1, 8)) refuse(`${item} has a ratio of ${hold.ratio}: ratios lie from 1 to 8.`);
  if (!within(hold.breath_beats ?? 0, 0, 8))
    refuse(`${item} has a breath of ${hold.breath_beats} beats: breaths last from 0 to 8.`);
}

function checkAccent(score: Score, parts: ScoreParts, accent: Accent): void {
  const item = `The accent on ${at(score, chainOf(parts, "accent", accent.note).onset_beat)}`;
  checkAmount(accent.amount, item);
  if (!within(accent.lengthen ?? 1, ...LENGTHEN))
    refuse(
      `${item} makes its note ${accent.lengthen} times as long: choose ${LENGTHEN[0]} to ${LENGTHEN[1]}.`,
    );
  if (!Number.isFinite(accent.level_db))
    refuse(`${item} has a level of ${accent.level_db} dB: it must be a number.`);
}

function checkHandles(
  score: Score,
  handles: Breakpoints,
  layer: "tempo" | "level",
  [least, most]: readonly [number, number],
): void {
  for (const [i, handle] of handles.entries()) {
    if (!Array.isArray(handle))
      refuse(`Handle ${i + 1} of the hand-drawn ${layer} is not a pair of numbers.`);
    const [beat, value] = handle as readonly [number, number];
    const item = `The hand-drawn ${layer} at ${at(score, beat)}`;
    checkPlace(score, beat, item);
    if (i > 0 && beat <= handles[i - 1]![0])
      refuse(
        `${item} comes after the one at ${at(score, handles[i - 1]![0])}: handles must rise, one a place.`,
      );
    if (!within(value, least, most)) refuse(`${item} is ${value}: it must lie from ${least} to ${most}.`);
  }
}

function checkPlace(score: Score, beat: number, item: string): void {
  const { start_beat, end_beat, bars } = score;
  if (within(beat, start_beat, end_beat)) return;
  const last = bars.at(-1)?.start_beat ?? end_beat;
  refuse(
    `${item} reaches beat ${beat}, outside the music, which goes from ${at(score, start_beat)} to ${at(score, last)}.`,
  );
}

/** A place as a reader knows it; one outside the music has only its beat. */
function at(score: Score, beat: number): string {
  const inside = score.bars.length > 0 && within(beat, score.start_beat, score.end_beat);
  return inside ? placeName(score, beat, words) : `beat ${beat}`;
}

function checkAmount(amount: number | undefined, item: string): void {
  if (!within(amount ?? 1, 0, 1)) refuse(`${item} has an amount of ${amount}: amounts lie from 0 to 1.`);
}

/** False for anything that is not a number, too: an interpretation may come from a link or a file. */
function within(value: number, least: number, most: number): boolean {
  return Number.isFinite(value) && value >= least && value <= most;
}

function list<T>(items: readonly T[] | undefined, name: string): readonly T[] {
  if (items === undefined) return [];
  if (!Array.isArray(items) || items.some((item) => typeof item !== "object" || item === null))
    refuse(`The interpretation's ${name} must be a list of items.`);
  return items;
}

function refuse(sentence: string): never {
  throw new MusicError(sentence);
}
