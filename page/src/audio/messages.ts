// What the page and the worklet say to each other. Seconds of the context are those of its currentTime.

import type { Crossing, Loop, Place } from "./places.ts";
import type { Plan } from "./plan.ts";

export const PROCESSOR = "musicking-renderer";

export type ToWorklet =
  | { readonly kind: "bank"; readonly name: string; readonly data: ArrayBuffer; readonly request: number }
  /** Decode a little more of what an instrument needs for these pitches, ahead of its first note. */
  | {
      readonly kind: "decode";
      readonly name: string;
      readonly pitches: readonly number[];
      readonly request: number;
    }
  | {
      readonly kind: "play";
      readonly plan: Plan;
      readonly from: Place;
      readonly loop: Loop | null;
      readonly take: number;
    }
  /** At `context_sec` the music is at second `sec` of the new plan. */
  | {
      readonly kind: "swap";
      readonly plan: Plan;
      readonly context_sec: number;
      readonly sec: number;
      readonly loop: Loop | null;
    }
  /** Another music takes over at a place of the one that plays. */
  | { readonly kind: "cross"; readonly crossing: Crossing }
  | { readonly kind: "stop" }
  | { readonly kind: "volume"; readonly value: number };

export type FromWorklet =
  | {
      readonly kind: "answer";
      readonly request: number;
      readonly error: string | null;
      readonly more: boolean;
    }
  /** The music is heard at second `sec` of the plan when the context is at `context_sec`. `take` counts the starts. */
  | {
      readonly kind: "anchor";
      readonly context_sec: number;
      readonly sec: number;
      readonly playing: boolean;
      readonly take: number;
      /** Which of the musics that took over since the start. */
      readonly music: number;
    }
  | { readonly kind: "failed"; readonly error: string };
