// Where the music is at a moment of the context, from anchors: no message has to arrive in time.
import type { Clock } from "../core/types.ts";

export interface TimeAnchor {
  readonly context_sec: number;
  readonly sec: number;
  readonly playing: boolean;
  readonly clock: Clock;
}

/** Sound is heard a little after it is computed, so an anchor may lie ahead of what is heard: a few are kept. */
const KEPT = 8;
/** So little before a place that only a hold can lie between, in beats. */
const JUST_BEFORE = 1e-9;

export class Timeline {
  private anchors: readonly TimeAnchor[] = [];

  clear(): void {
    this.anchors = [];
  }

  get empty(): boolean {
    return this.anchors.length === 0;
  }

  /** From this anchor on the music is there; what was said about later moments no longer holds. */
  add(anchor: TimeAnchor): void {
    const earlier = this.anchors.filter((other) => other.context_sec < anchor.context_sec);
    this.anchors = [...earlier.slice(1 - KEPT), anchor];
  }

  /** The second of the performance at a moment of the context. */
  secAt(context_sec: number): number {
    const anchor = this.anchorAt(context_sec);
    if (!anchor) return 0;
    return anchor.playing ? anchor.sec + Math.max(0, context_sec - anchor.context_sec) : anchor.sec;
  }

  /** The beat of the score at a moment of the context. */
  beatAt(context_sec: number): number {
    return this.anchorAt(context_sec)?.clock.beat_at(this.secAt(context_sec)) ?? 0;
  }

  private anchorAt(context_sec: number): TimeAnchor | undefined {
    return this.anchors.findLast((anchor) => anchor.context_sec <= context_sec) ?? this.anchors[0];
  }
}

/** The same place in the music under another clock. Within a hold the share of it that is still to come is kept. */
export function samePlace(sec: number, from: Clock, to: Clock): number {
  const beat = from.beat_at(sec);
  const left = from.seconds_at(beat) - sec;
  const hold = from.seconds_at(beat) - from.seconds_at(beat - JUST_BEFORE);
  const share = hold > 0 ? Math.min(1, Math.max(0, left / hold)) : 0;
  return to.seconds_at(beat) - share * (to.seconds_at(beat) - to.seconds_at(beat - JUST_BEFORE));
}
