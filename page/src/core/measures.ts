// What is measured on a performance before a goal is judged (spec §13).
import { integralTo, valueAt, valueBefore } from "./curve.ts";
import { MusicError } from "./error.ts";
import { type Chain, partsOf, type ScoreParts } from "./parts.ts";
import { perform } from "./perform.ts";
import { amountOf } from "./shapes.ts";
import type { Curve, Interpretation, Performed, PerformedNote, Score, Shapes } from "./types.ts";
import { anyInstruments } from "./words.ts";

export type Stretch = readonly [from_beat: number, to_beat: number];
export type Curved = "tempo" | "level";

const STEPS = 8;
/** How far the beats of a bar and the level of a note may stray and still count as unchanged. */
const SAME_SHARE = 0.01;
const SAME_DB = 0.5;
/** How far a course may go back on its way: a share of the tempo at its start, or dB. */
const SLACK = { tempo: 0.01, level: 0.25 } as const;
/** Most of a change that may happen in one eighth of it, if it is to be called gradual. */
const GRADUAL = 0.6;

/** A score as performed and as written, side by side. */
export interface Taken {
  readonly score: Score;
  readonly laid: Interpretation;
  readonly parts: ScoreParts;
  readonly made: Performed;
  readonly plain: Performed;
}

export function takenOf(score: Score, laid: Interpretation, shapes: Shapes): Taken {
  const any = anyInstruments(score);
  const made = perform(score, laid, any, { shapes });
  const plain = perform(score, { version: 1 }, any, { shapes });
  return { score, laid, parts: partsOf(score), made, plain };
}

function lasting({ clock }: Performed, [from_beat, to_beat]: Stretch): number {
  return clock.seconds_at(to_beat) - clock.seconds_at(from_beat);
}

/** How long a place lasts, as performed and as written. */
export function seconds({ made, plain }: Taken, place: Stretch): readonly [number, number] {
  return [lasting(made, place), lasting(plain, place)];
}

export function mean(curve: Curve, [from_beat, to_beat]: Stretch): number {
  return (integralTo(curve, to_beat) - integralTo(curve, from_beat)) / (to_beat - from_beat);
}

/** A course: its change in the direction asked for, and whether it turns back or comes at once. */
export interface Moved {
  readonly change: number;
  readonly turns: boolean;
  readonly steps: boolean;
}

export function courseOf({ made }: Taken, of: Curved, [from, to]: Stretch, rises: boolean): Moved {
  const curve = made[of];
  let values: number[] = [];
  for (let k = 0; k < STEPS; k++) values.push(valueAt(curve, from + ((to - from) * k) / STEPS));
  values.push(valueBefore(curve, to));
  if (of === "tempo") values = values.map((value) => values[0]! / value);
  const sign = rises ? 1 : -1;
  const moves = values.slice(1).map((value, i) => sign * (value - values[i]!));
  const change = sign * (values[STEPS]! - values[0]!);
  return {
    change,
    turns: Math.min(...moves) < -SLACK[of],
    steps: Math.max(...moves) > GRADUAL * change,
  };
}

/** How far an onset lies from where it is written, at most, seen from the start of the place. */
export function displaced({ score, made, plain }: Taken, [from, to]: Stretch, voice: string | null): number {
  const before = [made.clock.seconds_at(from), plain.clock.seconds_at(from)] as const;
  let far = 0;
  for (const [v, { id }] of score.voices.entries()) {
    if (voice !== null && id !== voice) continue;
    for (const [i, { onset_beat, onset_sec }] of made.performance.voices[v]!.notes.entries()) {
      if (onset_beat < from || onset_beat >= to) continue;
      const written = plain.performance.voices[v]!.notes[i]!.onset_sec;
      far = Math.max(far, Math.abs(onset_sec - before[0] - (written - before[1])));
    }
  }
  return far;
}

const lengthOf = ({ onset_sec, release_sec }: PerformedNote): number => release_sec - onset_sec;

/** How long a note sounds, as performed and as written. */
export function held(taken: Taken, note: string): readonly [number, number] {
  const { made, plain } = taken;
  const [v, i] = placeOf(taken, note);
  return [lengthOf(made.performance.voices[v]!.notes[i]!), lengthOf(plain.performance.voices[v]!.notes[i]!)];
}

/** The dB by which a note stands above its neighbours, beyond what is written. */
export function accented(taken: Taken, note: string): number {
  const [v, i] = placeOf(taken, note);
  const { chains } = taken.parts.voices[v]!;
  const beside = [...chains.slice(Math.max(0, i - 1), i), ...chains.slice(i + 1, i + 2)];
  const own = raised(taken, chains[i]!);
  if (beside.length === 0) return own;
  return own - beside.reduce((sum, other) => sum + raised(taken, other), 0) / beside.length;
}

/** The first bar outside the places that is changed, by its index, and in what. */
export function strayed(
  taken: Taken,
  outside: readonly Stretch[],
  of: Curved | "both",
): readonly [number, Curved] | null {
  for (const [index, { start_beat, end_beat }] of taken.score.bars.entries()) {
    if (outside.some(([from, to]) => from < end_beat && start_beat < to)) continue;
    const [made, plain] = seconds(taken, [start_beat, end_beat]);
    if (of !== "level" && Math.abs(made - plain) > SAME_SHARE * plain) return [index, "tempo"];
    const changed = ({ onset_beat }: Chain): boolean => start_beat <= onset_beat && onset_beat < end_beat;
    const louder = taken.parts.voices.some(({ chains }) =>
      chains.some((chain) => changed(chain) && Math.abs(raised(taken, chain)) > SAME_DB),
    );
    if (of !== "tempo" && louder) return [index, "level"];
  }
  return null;
}

export function uses({ laid }: Taken, component: string): boolean {
  const { components = [], holds = [], accents = [], hand_tempo = [], hand_level = [] } = laid;
  if (component === "fermata") return holds.some((hold) => amountOf(hold) > 0);
  if (component === "accentuation") return accents.some((accent) => amountOf(accent) > 0);
  if (component === "hand_tempo") return hand_tempo.length > 0;
  if (component === "hand_level") return hand_level.length > 0;
  return components.some((item) => item.kind === component && amountOf(item) > 0);
}

function raised({ laid, parts, made, plain }: Taken, chain: Chain): number {
  let stress_db = 0;
  for (const accent of laid.accents ?? [])
    if (parts.chain_of.get(accent.note) === chain) stress_db += amountOf(accent) * accent.level_db;
  const { onset_beat, level_db } = chain;
  return (
    valueAt(made.level, onset_beat) + level_db + stress_db - (valueAt(plain.level, onset_beat) + level_db)
  );
}

function placeOf({ score, parts }: Taken, note: string): readonly [number, number] {
  const chain = parts.chain_of.get(note);
  if (!chain) throw new MusicError(`A goal asks for a note "${note}" that ${score.title} does not have.`);
  const v = parts.voices.findIndex(({ chains }) => chains.includes(chain));
  return [v, parts.voices[v]!.chains.indexOf(chain)];
}
