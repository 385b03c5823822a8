// Places in the music, as the page and the worklet tell each other: where it stands, goes round and gives way.
import type { Clock } from "../core/types.ts";
import type { Plan } from "./plan.ts";

/** A place in the music, in seconds of the performance and in beats of the score. */
export interface Place {
  readonly sec: number;
  readonly beat: number;
}

export interface Loop {
  readonly from: Place;
  readonly to: Place;
}

/** Another music that takes over at a place of the one that plays. */
export interface Crossing {
  readonly plan: Plan;
  /** Where the music that plays is left, in its own seconds. */
  readonly at_sec: number;
  /** Where the other is entered. */
  readonly from: Place;
  readonly loop: Loop | null;
  /** The number of the music that is entered, and of the one that it was meant to follow. */
  readonly music: number;
  readonly leaves: number;
}

/** At this frame the music is (or was, or will be) at this second. */
export interface Anchor {
  readonly frame: number;
  readonly sec: number;
}

export const placeOf = (clock: Clock, beat: number): Place => ({ beat, sec: clock.seconds_at(beat) });

/** A stretch of beats that is repeated, by a clock; null: none. */
export const loopOf = (
  clock: Clock,
  range: readonly [from_beat: number, to_beat: number] | null,
): Loop | null => range && { from: placeOf(clock, range[0]), to: placeOf(clock, range[1]) };
