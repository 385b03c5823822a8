// What moving, stretching, sizing and removing a block of the timeline changes.
import { removeComponent, removeHold, setHold } from "../core/edit.ts";
import { partsOf } from "../core/parts.ts";
import type { Interpretation, Note, Score } from "../core/types.ts";
import { changeAccents, withAccent } from "./accents.ts";
import type { Block } from "./blocks.ts";
import { changeComponent, moved } from "./placing.ts";

const known = new WeakMap<Score, Map<number, readonly number[]>>();

/** Where blocks may begin and end: the beats of every bar, or the half beats. Worked out once a score. */
export function placesOf(score: Score, halves: boolean): readonly number[] {
  const step = halves ? 0.5 : 1;
  const found = known.get(score) ?? new Map<number, readonly number[]>();
  known.set(score, found);
  const places = found.get(step) ?? gridOf(score, step);
  found.set(step, places);
  return places;
}

function gridOf(score: Score, step: number): readonly number[] {
  const places = new Set<number>([score.start_beat, score.end_beat]);
  for (const { start_beat, end_beat } of score.bars)
    for (let beat = start_beat; beat < end_beat; beat += step) places.add(beat);
  return [...places].sort((a, b) => a - b);
}

/** The place nearest to a beat; the earlier of two as near. */
export function nearest(places: readonly number[], beat: number): number {
  return places.reduce((best, place) => (Math.abs(place - beat) < Math.abs(best - beat) ? place : best));
}

/** The next place after a beat, or before it; the last one where there is none. */
export function stepFrom(places: readonly number[], beat: number, steps: 1 | -1): number {
  const next = steps > 0 ? places.find((place) => place > beat) : places.findLast((place) => place < beat);
  return next ?? nearest(places, beat);
}

/** Which part of a block is moved. */
export type Part = "whole" | "start" | "end";

/** The interpretation with a block moved so that the part lies at `beat`, as near as the music and the grid allow. */
export function moveBlock(
  score: Score,
  interpretation: Interpretation,
  block: Block,
  part: Part,
  beat: number,
  places: readonly number[],
): Interpretation {
  if (block.note !== null) return moveSign(score, interpretation, block, beat);
  const component = interpretation.components?.[block.index];
  if (component === undefined) return interpretation;
  const { from_beat, to_beat } = component;
  const [from, to] = movedTo([from_beat, to_beat], part, beat, places);
  if (from === from_beat && to === to_beat) return interpretation;
  return changeComponent(interpretation, block.index, moved(component, { from_beat: from, to_beat: to }));
}

function movedTo(
  [from, to]: readonly [number, number],
  part: Part,
  beat: number,
  places: readonly number[],
): readonly [number, number] {
  if (part === "start") {
    const before = places.filter((place) => place < to);
    return [before.length > 0 ? nearest(before, beat) : from, to];
  }
  if (part === "end") {
    const after = places.filter((place) => place > from);
    return [from, after.length > 0 ? nearest(after, beat) : to];
  }
  const last = places.at(-1)!;
  const start = nearest(places, Math.min(beat, last - (to - from)));
  const end = nearest(places, start + (to - from));
  return start < end ? [start, end] : [from, to];
}

/** The notes on which a sign may stand: those of its own voice that are struck. */
function struck(score: Score, { note }: Block): readonly Note[] {
  const voice = score.voices.find(({ notes }) => notes.some(({ id }) => id === note));
  const { chain_of } = partsOf(score);
  return (voice?.notes ?? []).filter(({ id, onset_beat }) => chain_of.get(id)?.onset_beat === onset_beat);
}

/** A sign goes to the note of its own voice that begins nearest, if that has none of the kind. */
function moveSign(score: Score, interpretation: Interpretation, block: Block, beat: number): Interpretation {
  const notes = struck(score, block);
  const onset = nearest([block.from_beat, ...notes.map(({ onset_beat }) => onset_beat)], beat);
  const note = notes.find(({ onset_beat }) => onset_beat === onset);
  if (note === undefined || onset === block.from_beat) return interpretation;
  const list = block.kind === "fermata" ? "holds" : "accents";
  const items = interpretation[list] ?? [];
  if (items.some((item) => item.note === note.id)) return interpretation;
  const put = items.map((item) => (item.note === block.note ? { ...item, note: note.id } : item));
  return { ...interpretation, [list]: put };
}

/** Where a sign goes by one note. */
export function neighbour(score: Score, block: Block, steps: 1 | -1): number {
  const onsets = struck(score, block).map(({ onset_beat }) => onset_beat);
  return stepFrom(
    [...new Set([...onsets, block.from_beat])].sort((a, b) => a - b),
    block.from_beat,
    steps,
  );
}

const AMOUNT_STEP = 0.05;

export function changeAmount(interpretation: Interpretation, block: Block, value: number): Interpretation {
  const steps = Math.round(Math.min(1, Math.max(0, value)) / AMOUNT_STEP);
  const amount = Number((steps * AMOUNT_STEP).toFixed(2));
  if (amount === block.amount) return interpretation;
  if (block.kind === "accentuation") return changeAccents(interpretation, { amount });
  if (block.note === null) return changeComponent(interpretation, block.index, { amount });
  const hold = interpretation.holds?.find(({ note }) => note === block.note);
  return hold ? setHold(interpretation, { ...hold, amount }) : interpretation;
}

export function removeBlock(score: Score, interpretation: Interpretation, block: Block): Interpretation {
  if (block.note === null) return removeComponent(interpretation, block.index);
  if (block.kind === "fermata") return removeHold(interpretation, block.note);
  return withAccent(score, interpretation, block.note);
}
