// A score as it is written, where its notes are played elsewhere (spec §2): swing and uneven hands are not notated.
import type { Score } from "./types.ts";

/** The score with every note where it is written; one that is played as written comes back itself. */
export function asWritten<S extends Score>(score: S): S {
  if (!score.voices.some(({ notes }) => notes.some(({ written_beat }) => written_beat !== undefined)))
    return score;
  const voices = score.voices.map((voice) => ({
    ...voice,
    notes: voice.notes
      .map(({ written_beat, ...note }) => {
        const [onset_beat, end_beat] = written_beat ?? [note.onset_beat, note.end_beat];
        return { ...note, onset_beat, end_beat };
      })
      .sort((a, b) => a.onset_beat - b.onset_beat),
  }));
  return { ...score, voices };
}
