// A question: what is played, what is asked, and what the answer is.
import type { Tables } from "../core/layertables.ts";
import type { Chance } from "./chance.ts";
import type { Change } from "./changes.ts";
import type { Contrasts, Pair } from "./contrasts.ts";
import type { FormMusic } from "./forms.ts";
import type { Stairs } from "./staircase.ts";
import type { Kind, Sense, TopicName } from "./topics.ts";

/** A song of the book with those of its phrases that are four bars long. */
export interface Song {
  readonly name: string;
  readonly phrases: readonly number[];
}

interface Roved {
  readonly level_db: number;
  /** Makes what wavers in it, where it is read instead of heard. */
  readonly seed: number;
}
export interface SongPlaying extends Roved {
  readonly is: "song";
  readonly song: string;
  readonly phrase: number;
  readonly tempo_factor: number;
  readonly change: Change | null;
}
export interface FormPlaying extends Roved {
  readonly is: "form";
  readonly music: FormMusic;
}
export type Playing = SongPlaying | FormPlaying;

export interface Option {
  readonly value: string;
  readonly text: string;
  /** How it stands in the sentence that tells whether it was right. */
  readonly said: string;
}

/** What is set by a slider: an ending, as a factor of the tempo or in dB. */
export interface Match {
  readonly of: "tempo" | "level";
  readonly target: number;
  readonly first: number;
  /** Beats at the end that are not shown, so that they must be foreseen. */
  readonly hidden_beats: number;
}

export interface Question {
  readonly topic: TopicName;
  readonly kind: Kind;
  readonly sense: Sense;
  readonly prompt: string;
  readonly playings: readonly Playing[];
  /** What each playing is, by its name in the topic. */
  readonly names: readonly string[];
  readonly options: readonly Option[];
  readonly answer: string;
  /** The size of the change, where it counts for the stairs. */
  readonly amount: number | null;
  readonly pair: Pair | null;
  readonly match: Match | null;
  readonly easy: boolean;
}

/** What a question is made from. */
export interface Asked {
  readonly topic: TopicName;
  readonly sense: Sense;
  /** One of the first, which are easy and count for nothing. */
  readonly easy: boolean;
  readonly stairs: Stairs | null;
  readonly contrasts: Contrasts;
  readonly songs: readonly Song[];
  readonly tables: Tables | null;
  readonly chance: Chance;
}

/** The farthest that an ending may be set: twice or half the tempo, and dB. */
export const MATCH_REACH = { tempo: 2, level: 12 } as const;
