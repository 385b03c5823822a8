// Ticks and seconds of a MIDI file whose bars and beats follow a performance: as musicking/export/tempo_map.py.
import { allWaits } from "../core/holds.ts";
import type { Clock, Curve, Interpretation, Performance, Score } from "../core/types.ts";

/** What is written: a performance with all that it follows from. */
export interface Played {
  readonly score: Score;
  readonly performance: Performance;
  readonly clock: Clock;
  readonly tempo: Curve;
  readonly interpretation: Interpretation;
}

export const TICKS_PER_QUARTER = 960;
/** The tempo follows a curve in so many steps a beat. */
const STEPS_PER_BEAT = 16;
/** The slowest tempo that MIDI can write, in microseconds a quarter note. */
const SLOWEST = 2 ** 24 - 1;
/** A tempo stands as long as it is right to within this. */
const ACCURACY_SEC = 50e-6;

const half_up = (value: number): number => Math.floor(value + 0.5);

/** The tick of a beat; the score begins at tick 0. */
export function scoreTick(score: Score, beat: number): number {
  return half_up((beat - score.start_beat) * score.beat_quarters * TICKS_PER_QUARTER);
}

interface TempoEvent {
  readonly tick: number;
  readonly sec: number;
  /** Microseconds a quarter note. */
  readonly tempo: number;
}

export class TempoMap {
  private constructor(readonly events: readonly TempoEvent[]) {}

  /** The tick nearest to a second. */
  tickAt(sec: number): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.sec <= sec) low = middle + 1;
      else high = middle;
    }
    const event = this.events[Math.max(0, low - 1)]!;
    const since = ((sec - event.sec) * 1e6 * TICKS_PER_QUARTER) / event.tempo;
    return Math.max(0, event.tick + half_up(since));
  }

  /** The map in which each beat of the score falls on its own tick, wherever that can be. */
  static of(played: Played): TempoMap {
    const [first, ...knots] = knotsOf(played);
    let [here, reached] = first!;
    let last: TempoEvent = { tick: here, sec: reached, tempo: 500_000 };
    const begin = here;
    const events: TempoEvent[] = [];
    for (const [tick, sec] of knots) {
      const length = tick - here;
      const kept = reached + (length * last.tempo) / 1e6 / TICKS_PER_QUARTER;
      if (here === begin || Math.abs(kept - sec) > ACCURACY_SEC) {
        const tempo = half_up(((sec - reached) * 1e6 * TICKS_PER_QUARTER) / length);
        if (here !== last.tick) events.push(last);
        last = { tick: here, sec: reached, tempo: Math.min(SLOWEST, Math.max(1, tempo)) };
      }
      reached += (length * last.tempo) / 1e6 / TICKS_PER_QUARTER;
      here = tick;
    }
    return new TempoMap([...events, last]);
  }
}

type Knot = readonly [tick: number, sec: number];

const rising = (values: Iterable<number>): number[] => [...new Set(values)].sort((a, b) => a - b);

/** Places that the map must pass through, both rising. */
function knotsOf(played: Played): readonly Knot[] {
  const { score, performance, clock, tempo } = played;
  const { start_beat: start, end_beat: end } = score;
  const held = rising(heldBeats(played));
  const onsets = rising(performance.voices.flatMap((voice) => voice.notes.map((note) => note.onset_beat)));
  const steps = Math.trunc((end - start) * STEPS_PER_BEAT) + 1;
  const grid = Array.from({ length: steps }, (_, step) => start + step / STEPS_PER_BEAT);
  const bends = [...tempo.beats].filter((beat) => start < beat && beat < end);
  const places = rising([...grid, start, end, ...onsets, ...held, ...bends]);
  const secAt = new Map(places.map((beat) => [scoreTick(score, beat), clock.seconds_at(beat)]));
  for (const beat of held) giveRoom(played, beat, onsets, secAt);
  return [...secAt].sort((a, b) => a[0] - b[0]);
}

/** Let a hold, which has no beats of its own, pass in the last part of its beat, after the last onset before it. */
function giveRoom(
  { score, clock }: Played,
  held: number,
  onsets: readonly number[],
  secAt: Map<number, number>,
): void {
  const just_before = held - Math.max(1, Math.abs(held)) * Number.EPSILON;
  const waiting_sec = clock.seconds_at(held) - clock.seconds_at(just_before);
  const end = scoreTick(score, held);
  const first = onsets.findLast((beat) => beat < held) ?? score.start_beat;
  let begin = Math.max(scoreTick(score, first), end - TICKS_PER_QUARTER / 2);
  // A wait too long for MIDI's slowest tempo takes as much of the music before it as it needs.
  const needed = Math.trunc(((waiting_sec * 1e6 * TICKS_PER_QUARTER) / SLOWEST) * 1.1) + 1;
  begin = Math.max(0, Math.min(begin, end - needed));
  for (const tick of [...secAt.keys()]) if (begin < tick && tick < end) secAt.delete(tick);
  if (!secAt.has(begin)) {
    const beat = begin / TICKS_PER_QUARTER / score.beat_quarters;
    secAt.set(begin, clock.seconds_at(beat + score.start_beat));
  }
}

function heldBeats({ performance, interpretation }: Played): readonly number[] {
  const ends = new Map<string, number>();
  for (const voice of performance.voices)
    for (const note of voice.notes) for (const id of note.ids) ends.set(id, note.end_beat);
  return allWaits(interpretation).flatMap(({ note }) => ends.get(note) ?? []);
}
