// What the widgets may ask of the sound. engine.ts implements it; tests may fake it.
import type { ReadonlySignal } from "@preact/signals";
import type { Clock, Performance } from "../core/types.ts";
import type { Along } from "./click.ts";

/** Where named files of the build come from: fetched beside the page, or asked of the kernel. */
export interface Assets {
  fetch(name: string): Promise<ArrayBuffer>;
  /** Whether the parts of the code are files apart, as in a page of the book. */
  readonly apart?: boolean;
  /** Ask Python, where there is a kernel. Rejects with its sentence. */
  ask?(question: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** By instrument: the pitches that are to sound, as MIDI numbers. */
export type Pitches = ReadonlyMap<string, ReadonlySet<number>>;

export type SoundState = "silent" | "loading" | "ready" | "failed";

/** The one sound of a page: `soundOf(assets, table)` of engine.ts. */
export interface Sound {
  readonly state: ReadonlySignal<SoundState>;
  /** One sentence for the reader when something is wrong, else null. */
  readonly message: ReadonlySignal<string | null>;
  /** Fetch instruments, and decode what is to sound, ahead of the first press (idle time; nothing under Save-Data). */
  prepare(pitches: Pitches): Promise<void>;
  transport(): Transport;
  /** Where files of the build come from. */
  readonly assets: Assets;
}

/** A music that is to take over from the one that plays. */
export interface Other {
  readonly performance: Performance;
  readonly clock: Clock;
  readonly loop: readonly [from_beat: number, to_beat: number] | null;
  /** Where the one that sounds is left and the other entered, given the first beat that can still be met. */
  place(soonest_beat: number): readonly [leave_beat: number, enter_beat: number];
  /** It has taken over. */
  taken(): void;
}

/** One widget's player. Starting one stops the others. Positions are beats of the common clock. */
export interface Transport {
  readonly playing: ReadonlySignal<boolean>;
  /** Where the music is now, to be read every animation frame. */
  position_beat(): number;
  /** The same place in seconds of the performance that is loaded; within a hold it runs on while the beat stands. */
  position_sec(): number;
  /** Set or replace what is played; while playing, sounding notes go on and the place in the music is kept. */
  load(performance: Performance, clock: Clock, along?: Along): void;
  /** The beat that is being counted before the music, as a musician says it; null once it has begun. */
  count(): number | null;
  /** Let another music take over: while playing at a place still to come, without a gap. */
  cross(other: Other): void;
  /** To be called in the press itself. What goes wrong is said in `Sound.message`; pressing again tries again. */
  play(): Promise<void>;
  /** Fall silent and stay at this place. */
  pause(): void;
  /** Fall silent and go back to the beginning, as at the end of the music. */
  stop(): void;
  seek(beat: number): void;
  /** Repeat these beats. While playing, the music runs into them, or goes to their start if it is past them. */
  loop(range: readonly [from_beat: number, to_beat: number] | null): void;
  volume(value: number): void;
  dispose(): void;
}
