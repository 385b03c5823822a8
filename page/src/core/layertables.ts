// What the form lab is made of: the choice, the layers that Python composed beforehand, and the score that they become.
import type { Score } from "./types.ts";

export type Layer = "melody" | "harmony" | "bass" | "drums";
export const LAYERS: readonly Layer[] = ["melody", "harmony", "bass", "drums"];

export interface Choice {
  readonly style: string;
  readonly tonality: string;
  readonly tonic: string;
  readonly progression: string;
  readonly phrase: string;
  readonly plan: string;
  /** Beats of the metre a minute; null: the style's own. */
  readonly tempo_bpm: number | null;
  readonly layers: readonly Layer[];
  /** Melody and chords rest in every bar of this number; 0: in none. */
  readonly open_every: number;
  readonly balance_db: Readonly<Partial<Record<Layer, number>>>;
  /** Whether hands are a little uneven. */
  readonly human: boolean;
  /** What lies outside the layers, and is composed by Python; null: nothing. */
  readonly own: Own | null;
}

/** What Python composes anew; null where it is as in the rest of the choice. */
export interface Own {
  readonly groove: string | null;
  readonly mode: string | null;
  /** Roman numerals, or a name. */
  readonly progression: string | null;
  readonly seed: number;
}

export interface Told {
  readonly name: string;
  readonly about: string;
}
export interface StyleEntry extends Told {
  readonly culture: string;
  readonly metre: readonly [number, number];
  readonly beats_per_bar: number;
  readonly beat_quarters: number;
  readonly tempo_bpm: number;
  readonly bpm: readonly [low: number, high: number];
  readonly swing: "" | "jazz" | "shuffle";
  readonly instruments: Readonly<Record<"melody" | "harmony" | "bass", string>>;
  readonly balance_db: Readonly<Record<Layer, number>>;
  readonly close: readonly (readonly [key: number, level_db: number])[];
  readonly tonalities: readonly string[];
  readonly progressions: readonly string[];
  readonly phrase: string;
  readonly plan: string;
  /** Which drums are heard on others, in words. */
  readonly stand_ins: string;
}
export interface TonalityEntry {
  readonly name: string;
  readonly steps: readonly number[];
  /** The names of the twelve tones in C. */
  readonly names: readonly string[];
  readonly signature: readonly string[];
  readonly caution: string;
  readonly why: string;
  /** What is played for a progression that does not belong, and the tone that it lacks, in C. */
  readonly instead: Readonly<Record<string, readonly [progression: string, tone: string]>>;
  readonly tonic: string;
}
export interface PlanEntry extends Told {
  readonly parts: readonly (readonly [letter: string, ends: string, variation: string])[];
  readonly names: Readonly<Record<string, string>>;
}
export interface Pair {
  readonly place: number;
  readonly bars: number;
  readonly chords: readonly (readonly (readonly [bar: number, symbol: string])[])[];
  readonly melody: number;
  readonly anchor: number;
}
export interface Played {
  readonly harmony: readonly string[];
  readonly bass: readonly string[];
  readonly drums: Readonly<Record<string, string>>;
}
export interface Tables {
  readonly version: number;
  readonly rows: readonly string[];
  readonly styles: Readonly<Record<string, StyleEntry>>;
  readonly tonalities: Readonly<Record<string, TonalityEntry>>;
  readonly progressions: Readonly<Record<string, Told>>;
  readonly phrases: Readonly<Record<string, Told>>;
  readonly plans: Readonly<Record<string, PlanEntry>>;
  readonly pairs: Readonly<Record<string, Pair>>;
  readonly melodies: readonly Readonly<Record<string, string>>[];
  readonly played: Readonly<Record<string, Played>>;
  readonly alter: Readonly<Record<string, string>>;
  /** The tones of each chord symbol, in C. */
  readonly tones: Readonly<Record<string, readonly string[]>>;
  readonly rhythms: readonly (readonly number[])[];
}

export interface Section {
  readonly letter: string;
  readonly from_beat: number;
  readonly to_beat: number;
  readonly name: string;
  readonly varied: string;
}
export interface Joined extends Score {
  readonly sections: readonly Section[];
  readonly origin: Readonly<Record<string, string>>;
}
