// What came of an answer: whether it was right or how far it was off, and what is told of it.
import type { Made } from "./made.ts";
import type { Outcome } from "./progress.ts";
import type { Asking } from "./stage.ts";
import { type Followed, followed } from "./taps.ts";
import { offBy, type Told, toldChoice, toldMatch, toldTaps } from "./told.ts";

export interface Marked {
  readonly told: Told;
  readonly outcome: Outcome;
  readonly taps: Followed | null;
  /** The option that was taken; empty where none is offered. */
  readonly given: string;
}

export function markChoice({ question, made }: Asking, given: string): Marked {
  const right = given === question.answer;
  return { told: toldChoice(question, made, given), outcome: { right, off: null }, taps: null, given };
}

/** Mark a setting of the slider where one is asked for, else the taps. */
export function markDone({ question, made }: Asking, set: number, taps_sec: readonly number[]): Marked {
  const { match } = question;
  if (match !== null) {
    const outcome = { right: null, off: offBy(match, set) };
    return { told: toldMatch(question, match, set), outcome, taps: null, given: "" };
  }
  const beats_sec = beatsSec(made[0]!);
  const taps = followed(beats_sec, taps_sec);
  const outcome = { right: null, off: taps?.within_sec ?? null };
  return { told: toldTaps(question, taps, beats_sec), outcome, taps, given: "" };
}

/** When each beat sounds, in seconds of the performance. */
function beatsSec({ score, performed }: Made): readonly number[] {
  const first = Math.ceil(score.start_beat);
  return Array.from({ length: Math.floor(score.end_beat - first) }, (_, k) =>
    performed.clock.seconds_at(first + k),
  );
}
