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
import { isSameMusic, readChoice } from "./choice.ts";

const KERNEL_PAUSE_MS = 250;
/** A place so little past a bar line still stands on it, in beats. */
const NEAR = 1e-6;

/** A choice with the music that it is. */
export interface Made {
  readonly choice: Choice;
  readonly score: Joined;
  readonly performed: Performed;
}

export interface Bench {
  readonly tables: Tables;
  readonly choice: ReadonlySignal<Choice>;
  readonly made: ReadonlySignal<Made>;
  /** Another music comes in at the next bar line. */
  readonly coming: ReadonlySignal<boolean>;
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

export function make(tables: Tables, choice: Choice): Made {
  const score = assemble(tables, choice);
  return { choice, score, performed: perform(score, AS_WRITTEN, instruments, { shapes }) };
}

/** Where one music is left and the other entered: at the next bar line, at the same bar of the same section. */
export function crossing(from: Joined, to: Joined, soonest_beat: number): readonly [number, number] {
  const leave =
    from.bars.find(({ start_beat }) => start_beat >= soonest_beat - NEAR)?.start_beat ?? from.end_beat;
  const at = leave >= from.end_beat ? 0 : leave;
  const [bar, length] = [from.bars[0]!.end_beat, from.sections[0]!.to_beat];
  const section = Math.floor(at / length);
  const inside = Math.round((at - section * length) / bar);
  const [newBar, newLength] = [to.bars[0]!.end_beat, to.sections[0]!.to_beat];
  return [leave, (section % to.sections.length) * newLength + ((inside * newBar) % newLength)];
}

export function createBench(model: OpenModel, tables: Tables, sound: Sound, frame: Frame): Bench {
  const transport: Transport = sound.transport();
  const choice = signal(readChoice(tables, model.get("choice")));
  const made = signal(make(tables, choice.peek()));
  const coming = signal(false);
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
  const start = ({ performed, score }: Made): void => {
    transport.load(performed.performance, performed.clock);
    transport.loop(whole(score));
  };
  const otherOf = (next: Made): Other => ({
    performance: next.performed.performance,
    clock: next.performed.clock,
    loop: whole(next.score),
    place: (soonest_beat) => crossing(made.peek().score, next.score, soonest_beat),
    taken: () => {
      made.value = next;
      coming.value = !isSameMusic(next.choice, choice.peek());
      read();
    },
  });
  const change = (): void => {
    waiting = false;
    try {
      const next = make(tables, choice.peek());
      const only_levels = isSameMusic(next.choice, made.peek().choice);
      if (only_levels && !coming.peek()) {
        made.value = next;
        transport.load(next.performed.performance, next.performed.clock);
        return;
      }
      coming.value = true;
      transport.cross(otherOf(next));
    } catch (error) {
      message.value = error instanceof Error ? error.message : String(error);
    }
  };
  let waiting = false;
  let telling = false;
  const tell = spaced(() => {
    telling = true;
    model.set("choice", choice.peek());
    model.save_changes();
    telling = false;
  }, KERNEL_PAUSE_MS);
  const set = (part: Partial<Choice>): void => {
    message.value = null;
    choice.value = { ...choice.peek(), ...part };
    tell();
    if (waiting) return;
    waiting = true;
    frame(change);
  };
  const told = (): void => {
    if (!telling) set(readChoice(tables, model.get("choice")));
  };
  model.on("change:choice", told);
  start(made.peek());
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
      message.value = error instanceof Error ? error.message : String(error);
    });
  };
  return {
    tables,
    choice,
    made,
    coming: computed(() => coming.value && transport.playing.value),
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
