// A short stretch of a score, or several in a row, as a score of its own. Nothing is composed: notes are selected.
import type { Bar, Note, Score, Voice } from "../core/types.ts";

export type Stretch = readonly [from_beat: number, to_beat: number];

interface Placed {
  readonly from: number;
  readonly to: number;
  /** What is added to a beat of the score to place it here. */
  readonly by: number;
}

/** Join stretches of a score; beat 0 is the first barline in the first of them. */
export function cut(score: Score, stretches: readonly Stretch[]): Score {
  const [first] = stretches;
  if (first === undefined) return score;
  const barline =
    score.bars.find(({ number, start_beat }) => number > 0 && start_beat >= first[0])?.start_beat ?? first[0];
  const start_beat = first[0] - barline;
  let at = start_beat;
  const placed = stretches.map(([from, to]): Placed => {
    const by = at - from;
    at += to - from;
    return { from, to, by };
  });
  return {
    ...score,
    start_beat,
    end_beat: at,
    bars: barsOf(score, placed),
    metres: score.metres.slice(0, 1).map((metre) => ({ ...metre, beat: start_beat })),
    voices: score.voices.map((voice) => voiceOf(voice, placed)),
    tempo: score.tempo.slice(0, 1).map(([, period]) => [start_beat, period] as const),
    level: [],
    chords: placed.flatMap(({ from, to, by }) =>
      score.chords
        .filter(([beat]) => beat >= from && beat < to)
        .map(([beat, symbol]) => [beat + by, symbol] as const),
    ),
    phrases: [[start_beat, at]],
  };
}

/** Bars of the stretches, counted anew; what comes before the first barline is the upbeat. */
function barsOf({ bars }: Score, placed: readonly Placed[]): readonly Bar[] {
  const found = placed.flatMap(({ from, to, by }) =>
    bars
      .filter(({ start_beat, end_beat }) => end_beat > from && start_beat < to)
      .map((bar) => ({
        ...bar,
        start_beat: Math.max(from, bar.start_beat) + by,
        end_beat: Math.min(to, bar.end_beat) + by,
        pass: 1,
      })),
  );
  const upbeat = found[0] !== undefined && found[0].start_beat < 0;
  return found.map((bar, place) => ({ ...bar, number: place + (upbeat ? 0 : 1) }));
}

function voiceOf(voice: Voice, placed: readonly Placed[]): Voice {
  const notes = placed.flatMap(({ from, to, by }, place) =>
    voice.notes
      .filter(({ onset_beat }) => onset_beat >= from && onset_beat < to)
      .map(
        (note): Note => ({
          ...note,
          id: placed.length > 1 ? `${place + 1}.${note.id}` : note.id,
          onset_beat: note.onset_beat + by,
          end_beat: Math.min(to, note.end_beat) + by,
        }),
      ),
  );
  return { ...voice, notes };
}

/** The same at another tempo and level: roved, so that neither tells anything by itself. */
export function roved(score: Score, tempo_factor: number, level_db: number): Score {
  return {
    ...score,
    tempo: score.tempo.map(([beat, period]) => [beat, period / tempo_factor] as const),
    level: [[score.start_beat, level_db]],
  };
}
