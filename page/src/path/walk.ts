// Walking a path: on, back, and along branches that were kept.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Score } from "../core/types.ts";
import { say } from "../widgets/said.ts";
import {
  type Choice,
  choicesAfter,
  joined,
  letterOf,
  nameOf,
  type Phrase,
  phrasesOf,
  startsOf,
  type Table,
} from "./model.ts";
import type { GrowingPlayer } from "./player.ts";

export interface Walk {
  readonly table: Table;
  readonly way: ReadonlySignal<string>;
  /** Ways that were left, newest last. */
  readonly kept: ReadonlySignal<readonly string[]>;
  readonly phrases: ReadonlySignal<readonly Phrase[]>;
  readonly score: ReadonlySignal<Score>;
  /** Which phrase sounds, or would sound next. */
  readonly here: ReadonlySignal<number>;
  readonly choices: ReadonlySignal<readonly Choice[]>;
  readonly said: ReadonlySignal<string>;
  choose(choice: Choice): void;
  /** Go back until so many choices are left; the way that is left is kept. */
  back(length: number): void;
  takeUp(way: string): void;
  play(): void;
}

export const wayInWords = (way: string): string =>
  way === "" ? "the beginning alone" : [...way].map(nameOf).join(", ");

/** Ways to keep once one is left: none twice, and none that only leads to another. */
export function keeping(kept: readonly string[], left: string): readonly string[] {
  const others = kept.filter((way) => !left.startsWith(way));
  return others.some((way) => way.startsWith(left)) ? others : [...others, left];
}

export function createWalk(table: Table, player: GrowingPlayer): Walk {
  const way = signal("");
  const kept = signal<readonly string[]>([]);
  const said = signal("");
  const phrases = computed(() => phrasesOf(table, way.value));
  const score = computed(() => joined(phrases.value, `Path: ${wayInWords(way.value)}`));
  const starts = computed(() => startsOf(phrases.value));
  const here = computed(() => {
    const found = starts.value.findLastIndex((start) => start <= player.beat.value);
    return Math.min(found, phrases.value.length - 1);
  });
  player.load(score.peek(), starts.peek());

  const tell = (sentence: string): void => {
    if (!player.playing.peek()) say(said, sentence);
  };
  /** Go to another way; answers whether the music played. */
  const go = (to: string): void => {
    const from = way.peek();
    const common = commonLength(from, to);
    if (from.length > common) kept.value = keeping(kept.peek(), from);
    way.value = to;
    kept.value = kept.peek().filter((other) => !to.startsWith(other));
    const playing = player.playing.peek();
    const changed = starts.peek()[common + 1] ?? 0;
    const leaving = from.length > common && player.beat.peek() >= changed;
    if (leaving) player.stop();
    player.load(score.peek(), starts.peek());
    if (leaving && playing) player.play(starts.peek()[Math.min(common, to.length)] ?? 0);
  };
  return {
    table,
    way,
    kept,
    phrases,
    score,
    here,
    said,
    choices: computed(() => choicesAfter(table, way.value)),
    choose: (choice) => {
      const playing = player.playing.peek();
      go(way.peek() + letterOf(choice));
      tell(phrases.peek().at(-1)!.says);
      if (!playing) player.play(starts.peek().at(-2)!);
    },
    back: (length) => {
      go(way.peek().slice(0, length));
      tell(`Back: ${wayInWords(way.peek())}.`);
    },
    takeUp: (to) => {
      go(to);
      tell(`Taken up again: ${wayInWords(to)}.`);
    },
    play: () => {
      const ended = player.beat.peek() >= starts.peek().at(-1)!;
      player.play(ended ? 0 : undefined);
    },
  };
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
}
