// What of a score bears on every performance of it and depends on no interpretation: worked out once a score.
import { distinctPlaces } from "./combine.ts";
import { curve, lastAtOrBefore } from "./curve.ts";
import { MusicError } from "./error.ts";
import type { Curve, Note, Score, Voice } from "./types.ts";

/** Tied notes that sound as one (spec §2). */
export interface Chain {
  readonly ids: readonly string[];
  readonly pitch: number;
  readonly onset_beat: number;
  readonly end_beat: number;
  readonly level_db: number;
}

export interface VoiceParts {
  readonly chains: readonly Chain[];
  /** Every beat at which a chain of this voice begins or ends, rising. */
  readonly places: Float64Array;
  /** For each chain, where in `places` it begins and ends. */
  readonly onset_place: Int32Array;
  readonly end_place: Int32Array;
  /** The distinct onsets, as indices of `places`, rising. */
  readonly onsets: Int32Array;
}

export interface ScoreParts {
  readonly voices: readonly VoiceParts[];
  readonly chain_of: ReadonlyMap<string, Chain>;
  /** Infinity for a score without notes. */
  readonly first_onset_beat: number;
  readonly tempo: Curve;
  readonly level: Curve;
}

const known = new WeakMap<Score, ScoreParts>();

export function partsOf(score: Score): ScoreParts {
  const found = known.get(score);
  if (found) return found;
  const parts = workOut(score);
  known.set(score, parts);
  return parts;
}

function workOut(score: Score): ScoreParts {
  if (!(score.start_beat <= score.end_beat && Number.isFinite(score.end_beat - score.start_beat)))
    throw new MusicError(`The score must end (${score.end_beat}) after it begins (${score.start_beat}).`);
  if (score.tempo.length === 0) throw new MusicError("The score has no tempo: it needs at least one point.");
  for (const [beat, period] of score.tempo)
    if (!(period > 0))
      throw new MusicError(
        `The score's tempo at beat ${beat} is ${period} seconds a beat: it must be above 0.`,
      );
  const voices = score.voices.map(voiceParts);
  const chain_of = new Map<string, Chain>();
  let first_onset_beat = Infinity;
  for (const { chains } of voices) {
    for (const chain of chains) for (const id of chain.ids) chain_of.set(id, chain);
    if (chains.length > 0) first_onset_beat = Math.min(first_onset_beat, chains[0]!.onset_beat);
  }
  const level = score.level.length > 0 ? score.level : ([[score.start_beat, 0]] as const);
  return { voices, chain_of, first_onset_beat, tempo: curve(score.tempo), level: curve(level) };
}

function voiceParts(voice: Voice): VoiceParts {
  const chains = tiedChains(voice.notes);
  const places = distinctPlaces([
    chains.map((chain) => chain.onset_beat),
    chains.map((chain) => chain.end_beat),
  ]);
  const onset_place = new Int32Array(chains.length);
  const end_place = new Int32Array(chains.length);
  for (const [i, chain] of chains.entries()) {
    onset_place[i] = lastAtOrBefore(places, chain.onset_beat);
    end_place[i] = lastAtOrBefore(places, chain.end_beat);
  }
  const onsets = onset_place.filter((place, i) => i === 0 || onset_place[i - 1] !== place);
  return { chains, places, onset_place, end_place, onsets };
}

interface Open {
  ids: string[];
  first: Note;
  end_beat: number;
}

function tiedChains(notes: readonly Note[]): Chain[] {
  const chains: Open[] = [];
  // Ends of tied notes that wait for a partner, by pitch and end: the earliest waits first.
  const waiting = new Map<number, Map<number, Open[]>>();
  for (const note of inOrder(notes)) {
    const partner = waiting.get(note.pitch)?.get(note.onset_beat)?.shift();
    const chain = partner ?? { ids: [], first: note, end_beat: note.end_beat };
    if (!partner) chains.push(chain);
    chain.ids.push(note.id);
    chain.end_beat = note.end_beat;
    if (note.tied === true) wait(waiting, note, chain);
  }
  return chains.map(({ ids, first, end_beat }) => ({
    ids,
    pitch: first.pitch,
    onset_beat: first.onset_beat,
    end_beat,
    level_db: first.level_db ?? 0,
  }));
}

function wait(waiting: Map<number, Map<number, Open[]>>, note: Note, chain: Open): void {
  let ends = waiting.get(note.pitch);
  if (!ends) {
    ends = new Map();
    waiting.set(note.pitch, ends);
  }
  const queue = ends.get(note.end_beat);
  if (queue) queue.push(chain);
  else ends.set(note.end_beat, [chain]);
}

/** Notes by onset; notes that begin together keep their order. */
function inOrder(notes: readonly Note[]): readonly Note[] {
  for (const note of notes)
    if (
      !(
        Number.isFinite(note.onset_beat) &&
        Number.isFinite(note.end_beat) &&
        note.onset_beat <= note.end_beat
      )
    )
      throw new MusicError(
        `Note ${note.id} must not end (${note.end_beat}) before it begins (${note.onset_beat}).`,
      );
  return notes.toSorted((a, b) => a.onset_beat - b.onset_beat);
}
