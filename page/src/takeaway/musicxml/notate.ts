// A voice laid out bar by bar, as musicking/export/engraver.py does it: layers of events that fill each bar exactly.
import type { Bar, Note, Score, Voice } from "../../core/types.ts";

/** Notes struck together, or a rest (no notes), within one bar; times in divisions from the bar's start. */
export interface Event {
  readonly offset: number;
  readonly length: number;
  readonly notes: readonly Note[];
  readonly tied_in: readonly boolean[];
  readonly tied_out: readonly boolean[];
  /** Whether the notes end here, and are not written on in a further event. */
  readonly ends: boolean;
}

/** What turns beats into divisions. */
export interface Grid {
  readonly score: Score;
  readonly divisions: number;
}

export function ticks({ score, divisions }: Grid, beats: number): number {
  return Math.round(beats * score.beat_quarters * divisions);
}

/** Lengths in quarters that one notehead can have, dots included, longest first. */
export const WRITABLE: readonly number[] = [-4, -3, -2, -1, 0, 1, 2, 3]
  .flatMap((power) => [2 ** power, 1.5 * 2 ** power])
  .sort((a, b) => b - a);

type Chord = readonly Note[];

/** A voice's notes in layers in which none overlaps; equal notes form a chord. */
export function layersOf({ notes }: Voice): readonly (readonly Chord[])[] {
  const chords = new Map<string, Note[]>();
  for (const note of notes.toSorted((a, b) => a.onset_beat - b.onset_beat)) {
    if (note.end_beat <= note.onset_beat) continue;
    const key = `${note.onset_beat} ${note.end_beat}`;
    chords.set(key, [...(chords.get(key) ?? []), note]);
  }
  const highest = (chord: Chord): number => Math.max(...chord.map(({ pitch }) => pitch));
  const layers: Chord[][] = [];
  for (const chord of [...chords.values()].sort(
    (a, b) => a[0]!.onset_beat - b[0]!.onset_beat || highest(b) - highest(a),
  )) {
    const free = layers.find((layer) => layer.at(-1)![0]!.end_beat <= chord[0]!.onset_beat);
    if (free) free.push(chord);
    else layers.push([chord]);
  }
  return layers.length > 0 ? layers : [[]];
}

/** The events of one layer within one bar, rests included. `ties` gives each note's successor. */
export function barEvents(
  grid: Grid,
  bar: Bar,
  layer: readonly Chord[],
  ties: ReadonlyMap<string, string>,
): readonly Event[] {
  const arriving = new Set(ties.values());
  const at = (beat: number): number => ticks(grid, beat) - ticks(grid, bar.start_beat);
  const size = at(bar.end_beat);
  const events: Event[] = [];
  let here = 0;
  for (const notes of layer) {
    const [onset, end] = [at(notes[0]!.onset_beat), at(notes[0]!.end_beat)];
    if (end <= 0 || onset >= size) continue;
    const [start, stop] = [Math.max(onset, 0), Math.min(end, size)];
    events.push(...rests(grid, bar, here, start));
    for (const [left, right] of cuts(grid, start, stop)) {
      events.push({
        offset: left,
        length: right - left,
        notes,
        tied_in: notes.map(({ id }) => left !== onset || arriving.has(id)),
        tied_out: notes.map(({ id }) => right !== end || ties.has(id)),
        ends: right === end,
      });
    }
    here = stop;
  }
  return [...events, ...rests(grid, bar, here, size)];
}

/** Fill a gap with rests, first up to the next beat, so that the beats stay visible. */
function rests(grid: Grid, bar: Bar, start: number, stop: number): readonly Event[] {
  if (stop <= start) return [];
  const beat = grid.divisions * grid.score.beat_quarters;
  const origin = ticks(grid, bar.start_beat);
  const next = (Math.floor((start + origin) / beat) + 1) * beat - origin;
  const off_beat = (start + origin) % beat !== 0 && next < stop;
  const parts = off_beat ? [start, next, stop] : [start, stop];
  return parts.slice(1).flatMap((end, i) =>
    cuts(grid, parts[i]!, end).map(([left, right]) => ({
      offset: left,
      length: right - left,
      notes: [],
      tied_in: [],
      tied_out: [],
      ends: true,
    })),
  );
}

/** Cut a length into parts that one notehead each can show; a tuplet's length stays whole. */
function cuts({ divisions }: Grid, start: number, stop: number): readonly (readonly [number, number])[] {
  const places = [start];
  let rest = (stop - start) / divisions;
  if (isBinary(rest)) {
    while (!WRITABLE.includes(rest)) {
      const part = WRITABLE.find((length) => length < rest);
      if (part === undefined) break;
      places.push(places.at(-1)! + part * divisions);
      rest -= part;
    }
  }
  places.push(stop);
  return places.slice(1).map((end, i) => [places[i]!, end] as const);
}

/** Whether a length is a whole number of 64ths of a quarter: finer ones are of no power of two that is written. */
function isBinary(quarters: number): boolean {
  return Number.isInteger(quarters * 64);
}
