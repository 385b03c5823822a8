// A voice laid out bar by bar as an engraver would write it: layers of events that fill each bar.
import type { Bar, Note, Score, Voice } from "../core/types.ts";
import { type Head, headsFor, QUARTER, type Ratio, ratioOf } from "./lengths.ts";

/** Notes struck together, or a rest, under one head. */
export interface Event {
  /** Ticks from the start of the bar. */
  readonly start: number;
  readonly length: number;
  readonly head: Head;
  readonly ratio: Ratio | null;
  readonly notes: readonly Note[];
  /** Whether this is the first head of its notes. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Chords that do not overlap. */
type Layer = (readonly Note[])[];

/** Sort notes into layers in which none overlaps; equal ones form a chord. */
export function layersOf(notes: readonly Note[]): readonly Layer[] {
  const chords = new Map<string, Note[]>();
  for (const note of notes) {
    const place = `${note.onset_beat} ${note.end_beat}`;
    chords.set(place, [...(chords.get(place) ?? []), note]);
  }
  const top = (chord: readonly Note[]): number => Math.max(...chord.map(({ pitch }) => pitch));
  const sorted = [...chords.values()].sort((a, b) => a[0]!.onset_beat - b[0]!.onset_beat || top(b) - top(a));
  const layers: Layer[] = [];
  for (const chord of sorted) {
    const free = layers.find((layer) => layer[layer.length - 1]![0]!.end_beat <= chord[0]!.onset_beat);
    if (free) free.push(chord);
    else layers.push([chord]);
  }
  return layers;
}

/** Ids of the notes that a tie arrives at. */
export function tiedFrom(voice: Voice): ReadonlySet<string> {
  const arriving = new Set<string>();
  for (const [i, note] of voice.notes.entries()) {
    if (!note.tied) continue;
    const next = voice.notes
      .slice(i + 1)
      .find(
        (other) =>
          other.pitch === note.pitch && other.onset_beat === note.end_beat && !arriving.has(other.id),
      );
    if (next) arriving.add(next.id);
  }
  return arriving;
}

/** The events of one layer in one bar; rests fill the gaps. */
export function eventsIn(score: Score, bar: Bar, layer: Layer): readonly Event[] {
  const ticks = (beat: number): number => Math.round((beat - bar.start_beat) * score.beat_quarters * QUARTER);
  const end = ticks(bar.end_beat);
  const beat = Math.round(score.beat_quarters * QUARTER);
  const events: Event[] = [];
  let here = 0;
  const rest = (to: number): void => {
    // First up to the next beat, so that the beats stay visible.
    const next = (Math.floor(here / beat) + 1) * beat;
    if (here % beat !== 0 && next < to) fill(events, here, next, []);
    fill(events, here % beat !== 0 && next < to ? next : here, to, []);
  };
  for (const chord of layer) {
    const [onset, release] = [ticks(chord[0]!.onset_beat), ticks(chord[0]!.end_beat)];
    const [start, stop] = [Math.max(onset, 0), Math.min(release, end)];
    if (stop <= start) continue;
    rest(start);
    fill(events, start, stop, chord, onset === start, release === stop);
    here = stop;
  }
  rest(end);
  return events;
}

function fill(
  events: Event[],
  from: number,
  to: number,
  notes: readonly Note[],
  begins = true,
  ends = true,
): void {
  if (to <= from) return;
  const ratio = ratioOf(from, to - from);
  const heads = headsFor(to - from, ratio);
  let start = from;
  for (const [i, [length, head]] of heads.entries()) {
    const [first, last] = [begins && i === 0, ends && i === heads.length - 1];
    events.push({ start, length, head, ratio, notes, first, last });
    start += length;
  }
}
