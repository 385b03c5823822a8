// Where the music is at a moment of the context, from anchors: no message has to arrive in time.
import type { Clock } from "../core/types.ts";
import type { Loop } from "./places.ts";

/** From this moment of the context on, the music runs from this second, by this clock, round this loop. */
export interface TimeAnchor {
  readonly context_sec: number;
  readonly sec: number;
  readonly clock: Clock;
  readonly loop: Loop | null;
}

/** Sound is heard a little after it is computed, so an anchor may lie ahead of what is heard: a few are kept. */
const KEPT = 8;
/** So little before a place that only a hold can lie between, in beats. */
const JUST_BEFORE = 1e-9;

export class Timeline {
  private anchors: readonly TimeAnchor[] = [];

  get empty(): boolean {
    return this.anchors.length === 0;
  }

  clear(): void {
    this.anchors = [];
  }

  /** What was said before about this moment and later ones no longer holds. */
  add(anchor: TimeAnchor): void {
    const earlier = this.anchors.filter((other) => other.context_sec < anchor.context_sec);
    this.anchors = [...earlier.slice(1 - KEPT), anchor];
  }

  /** The second of the performance at a moment of the context. */
  secAt(context_sec: number): number {
    const anchor = this.anchorAt(context_sec);
    return anchor ? secFrom(anchor, Math.max(0, context_sec - anchor.context_sec)) : 0;
  }

  /** The beat of the score at a moment of the context. */
  beatAt(context_sec: number): number {
    return this.anchorAt(context_sec)?.clock.beat_at(this.secAt(context_sec)) ?? 0;
  }

  private anchorAt(context_sec: number): TimeAnchor | undefined {
    return this.anchors.findLast((anchor) => anchor.context_sec <= context_sec) ?? this.anchors[0];
  }
}

function secFrom({ sec, loop, clock }: TimeAnchor, elapsed_sec: number): number {
  const straight = sec + elapsed_sec;
  if (!loop) return Math.min(straight, clock.duration_sec);
  if (straight < loop.to.sec) return straight;
  // Past the end when the loop was set: it goes round at once, and counts from there.
  const over = straight - Math.max(sec, loop.to.sec);
  return loop.from.sec + (over % (loop.to.sec - loop.from.sec));
}

/** The same place in the music under another clock. Within a hold, the share of it that is still to come is kept. */
export function samePlace(sec: number, from: Clock, to: Clock): number {
  const beat = from.beat_at(sec);
  const left_sec = from.seconds_at(beat) - sec;
  const hold_sec = holdAt(beat, from);
  const share = hold_sec > 0 ? Math.min(1, Math.max(0, left_sec / hold_sec)) : 0;
  return to.seconds_at(beat) - share * holdAt(beat, to);
}

const holdAt = (beat: number, clock: Clock): number =>
  clock.seconds_at(beat) - clock.seconds_at(beat - JUST_BEFORE);
