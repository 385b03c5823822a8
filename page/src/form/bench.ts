// The form lab at work: what is chosen, what sounds, and how one gives way to the other at the bar line.
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Other, Sound, Transport } from "../audio/types.ts";
import { AS_WRITTEN } from "../core/edit.ts";
import { assemble } from "../core/layers.ts";
import type { Choice, Joined, Tables } from "../core/layertables.ts";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import type { Performed } from "../core/types.ts";
import { spaced } from "../widgets/binding.ts";
import type { OpenModel } from "../widgets/kinds.ts";
import type { Frame } from "../widgets/performing.ts";
import { instruments } from "../widgets/tables.ts";
import { changed, isSameMusic, readChoice } from "./choice.ts";
import { crossing } from "./crossing.ts";

const KERNEL_PAUSE_MS = 250;
const NEEDS_PYTHON =
  "This piece goes beyond the layers of the book, and Python composes it: open it in JupyterLab. Here it sounds as far as the layers reach.";

/** A choice with the music that it is. */
export interface Made {
  readonly choice: Choice;
  readonly score: Joined;
  readonly performed: Performed;
}

/** Python, where there is a kernel: it composes what lies outside the layers, or refuses with a sentence. */
export type Compose = (choice: Choice) => Promise<Joined>;

export interface Bench {
  readonly tables: Tables;
  readonly choice: ReadonlySignal<Choice>;
  /** What sounds. */
  readonly made: ReadonlySignal<Made>;
  /** What sounds, or will from the next bar line on. */
  readonly next: ReadonlySignal<Made>;
  /** Another music comes in at the next bar line. */
  readonly coming: ReadonlySignal<boolean>;
  /** Python is at work. */
  readonly composing: ReadonlySignal<boolean>;
  readonly playing: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  readonly beat: ReadonlySignal<number>;
  readonly sec: ReadonlySignal<number>;
  readonly volume: Signal<number>;
  readonly message: Signal<string | null>;
  set(change: Partial<Choice>): void;
  play(): void;
  toggle(): void;
  stop(): void;
  seek(beat: number): void;
  dispose(): void;
}

const played = (choice: Choice, score: Joined): Made => ({
  choice,
  score,
  performed: perform(score, AS_WRITTEN, instruments, { shapes }),
});

/** The music of a choice from the layers. */
export function make(tables: Tables, choice: Choice): Made {
  return played(choice, assemble(tables, choice));
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createBench(
  model: OpenModel,
  tables: Tables,
  sound: Sound,
  frame: Frame,
  compose: Compose | null = null,
): Bench {
  const transport: Transport = sound.transport();
  const first = readChoice(tables, model.get("choice"));
  const made = signal(make(tables, { ...first, own: null }));
  const choice = signal(made.peek().choice);
  const next = signal(made.peek());
  const coming = signal(false);
  const composing = signal(false);
  const beat = signal(0);
  const sec = signal(0);
  const volume = signal(0.8);
  const message = signal<string | null>(null);
  const read = (): void => {
    beat.value = transport.position_beat();
    sec.value = transport.position_sec();
  };
  const follow = (): void => {
    if (!transport.playing.peek()) return;
    read();
    frame(follow);
  };
  const whole = (score: Joined): readonly [number, number] => [0, score.end_beat];
  const otherOf = (other: Made): Other => ({
    performance: other.performed.performance,
    clock: other.performed.clock,
    loop: whole(other.score),
    place: (soonest_beat) => crossing(made.peek().score, other.score, soonest_beat),
    taken: () => {
      made.value = other;
      coming.value = !isSameMusic(other.choice, choice.peek());
      read();
    },
  });
  const take = (other: Made): void => {
    next.value = other;
    if (isSameMusic(other.choice, made.peek().choice) && !coming.peek()) {
      made.value = other;
      transport.load(other.performed.performance, other.performed.clock);
      return;
    }
    coming.value = true;
    transport.cross(otherOf(other));
  };
  /** Python refuses, or cannot be reached: the last music stays, and the choice is what it is made of. */
  const refuse = (error: unknown): void => {
    message.value = sentenceOf(error);
    choice.value = next.peek().choice;
    tell();
  };
  let questions = 0;
  const ask = async (wanted: Choice, python: Compose): Promise<void> => {
    questions += 1;
    const question = questions;
    composing.value = true;
    try {
      const score = isSameMusic(wanted, next.peek().choice)
        ? levelled(next.peek().score, wanted)
        : await python(wanted);
      if (wanted !== choice.peek()) return;
      take(played(wanted, score));
      tell();
    } catch (error) {
      if (wanted === choice.peek()) refuse(error);
    } finally {
      if (question === questions) composing.value = false;
    }
  };
  const change = (): void => {
    waiting = false;
    const wanted = choice.peek();
    if (wanted.own !== null && compose !== null) {
      void ask(wanted, compose);
      return;
    }
    questions += 1;
    composing.value = false;
    try {
      take(make(tables, wanted));
    } catch (error) {
      message.value = sentenceOf(error);
    }
  };
  let waiting = false;
  let telling = false;
  /** Python has yet to compose what is chosen, and may refuse: until then it is not told. */
  const isAsked = (): boolean => choice.peek().own !== null && choice.peek() !== next.peek().choice;
  const tell = spaced(() => {
    if (isAsked()) return;
    telling = true;
    model.set("choice", choice.peek());
    model.save_changes();
    telling = false;
  }, KERNEL_PAUSE_MS);
  const set = (part: Partial<Choice>): void => {
    message.value = null;
    const wanted = changed(choice.peek(), part);
    if (wanted.own !== null && compose === null) message.value = NEEDS_PYTHON;
    choice.value = compose === null ? { ...wanted, own: null } : wanted;
    if (!isAsked()) tell();
    if (waiting) return;
    waiting = true;
    frame(change);
  };
  const told = (): void => {
    if (!telling) set(readChoice(tables, model.get("choice")));
  };
  model.on("change:choice", told);
  transport.load(made.peek().performed.performance, made.peek().performed.clock);
  transport.loop(whole(made.peek().score));
  if (first.own !== null) set(first);
  const stops = [
    effect(() => transport.volume(volume.value)),
    effect(() => {
      const playing = transport.playing.value;
      untracked(() => (playing ? frame(follow) : read()));
    }),
  ];
  const play = (): void => {
    message.value = null;
    transport.play().catch((error: unknown) => {
      message.value = sentenceOf(error);
    });
  };
  return {
    tables,
    choice,
    made,
    next,
    coming: computed(() => coming.value && transport.playing.value),
    composing,
    playing: transport.playing,
    loading: computed(() => sound.state.value === "loading"),
    beat,
    sec,
    volume,
    message,
    set,
    play,
    toggle: () => (transport.playing.peek() ? transport.pause() : play()),
    stop: () => {
      transport.stop();
      read();
    },
    seek: (to) => {
      transport.seek(Math.max(0, Math.min(made.peek().score.end_beat, to)));
      read();
    },
    dispose: () => {
      for (const stop of stops) stop();
      model.off("change:choice", told);
      transport.dispose();
    },
  };
}

/** The same music at other levels. */
function levelled(score: Joined, { balance_db }: Choice): Joined {
  const voices = score.voices.map((voice) => {
    const chosen = balance_db[voice.id === "answer" ? "melody" : (voice.id as keyof typeof balance_db)];
    return chosen === undefined
      ? voice
      : { ...voice, balance_db: voice.id === "answer" ? chosen - 1 : chosen };
  });
  return { ...score, voices };
}
