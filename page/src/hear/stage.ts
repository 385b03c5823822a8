// Where a practice stands, and what can be done with it.
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Chance } from "./chance.ts";
import type { Made, Music } from "./made.ts";
import type { Ear } from "./player.ts";
import type { TopicRecord } from "./progress.ts";
import type { Question, Song } from "./question.ts";
import type { Replay } from "./replays.ts";
import type { Progress } from "./store.ts";
import type { Followed } from "./taps.ts";
import type { Told } from "./told.ts";
import type { Sense, TopicName } from "./topics.ts";

/** Questions of a round. */
export const ROUND = 10;
export type Wish = TopicName | "mixed";

export interface Asking {
  readonly at: "asking";
  readonly question: Question;
  readonly made: readonly Made[];
}
export interface ToldStage {
  readonly at: "told";
  readonly question: Question;
  readonly made: readonly Made[];
  readonly told: Told;
  readonly replays: readonly Replay[];
  readonly taps: Followed | null;
}
export type Stage =
  | { readonly at: "opening" }
  | { readonly at: "fetching" }
  | { readonly at: "introduction"; readonly topic: TopicName }
  | Asking
  | ToldStage
  | { readonly at: "end"; readonly topics: readonly TopicName[] };

export interface Practice {
  readonly topics: readonly TopicName[];
  readonly progress: Progress;
  readonly ear: Ear;
  readonly stage: ReadonlySignal<Stage>;
  readonly sense: Signal<Sense>;
  readonly wish: Signal<Wish>;
  readonly message: ReadonlySignal<string | null>;
  /** How many questions of the round are answered. */
  readonly count: ReadonlySignal<number>;
  /** Which playings of the question have been begun. */
  readonly heard: ReadonlySignal<ReadonlySet<number>>;
  /** Where the slider stands. */
  readonly set: Signal<number>;
  readonly taps_sec: ReadonlySignal<readonly number[]>;
  /** What is shown with its name, to who does not hear it. */
  readonly shown: ReadonlySignal<{ readonly name: string; readonly made: Made } | null>;
  canMix(): boolean;
  recordOf(topic: TopicName): TopicRecord;
  start(): void;
  introduce(topic: TopicName): void;
  example(topic: TopicName, name: string): void;
  ask(): void;
  play(index: number): void;
  playOwn(): void;
  tap(): void;
  answer(given: string): void;
  done(): void;
  next(): void;
  finish(): void;
  leave(): void;
  now_ms(): number;
}

export interface PracticeOptions {
  readonly topics: readonly TopicName[];
  readonly songs: readonly Song[];
  readonly music: Music;
  readonly progress: Progress;
  readonly ear: Ear;
  readonly chance: Chance;
  readonly now_ms: () => number;
}
