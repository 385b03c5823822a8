// Plays one short piece at a time, on request, from its beginning.
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { ALONE, type Along } from "../audio/click.ts";
import type { Sound } from "../audio/types.ts";
import { clicksOf, countIn } from "../core/pulse.ts";
import { pitchesOf } from "../widgets/ahead.ts";
import type { Made } from "./made.ts";

export interface PlayOptions {
  /** A click on every beat, higher on the first of a bar. */
  readonly click?: boolean;
  /** A bar is counted before the music. */
  readonly count?: boolean;
}

export interface Ear {
  /** Which playing sounds, by the name it was given; null: none. */
  readonly sounding: ReadonlySignal<string | null>;
  readonly loading: ReadonlySignal<boolean>;
  readonly message: ReadonlySignal<string | null>;
  readonly beat: ReadonlySignal<number>;
  /** The beat that is counted before the music, 0 before the first; null once it has begun. */
  readonly count: ReadonlySignal<number | null>;
  play(name: string, made: Made, options?: PlayOptions): void;
  stop(): void;
  /** Where the music is, in its seconds; null while it is counted in, or silent. */
  nowSec(): number | null;
  prepare(made: readonly Made[]): void;
  dispose(): void;
}

const COUNT_BARS = 1;
/** A count that is to come. */
const BEFORE = 0;

export function createEar(sound: Sound, frame: (work: () => void) => void): Ear {
  const transport = sound.transport();
  const name = signal<string | null>(null);
  const beat = signal(0);
  const count = signal<number | null>(null);
  let start_beat = 0;
  const problem = signal<string | null>(null);
  const follow = (): void => {
    if (!transport.playing.peek()) return;
    beat.value = transport.position_beat();
    const counted = transport.count();
    // Until the first count is on its way the transport knows of none: the music has not moved.
    const before = count.peek() === BEFORE && counted === null && beat.value <= start_beat;
    if (!before) count.value = counted;
    frame(follow);
  };
  const end = effect(() => {
    const playing = transport.playing.value;
    untracked(() => {
      if (playing) frame(follow);
      else name.value = null;
    });
  });
  const alongOf = ({ score, performed }: Made, { click = false, count = false }: PlayOptions): Along => {
    if (!click && !count) return ALONE;
    return {
      clicks: click ? clicksOf(score, performed.clock) : [],
      countAt: (at) => countIn(score, performed.tempo, at, count ? COUNT_BARS : 0),
    };
  };
  return {
    sounding: name,
    loading: computed(() => name.value !== null && sound.state.value === "loading"),
    message: computed(() => problem.value ?? sound.message.value),
    beat,
    count,
    play: (which, made, options = {}) => {
      problem.value = null;
      transport.stop();
      transport.load(made.performed.performance, made.performed.clock, alongOf(made, options));
      transport.loop(null);
      name.value = which;
      beat.value = made.score.start_beat;
      start_beat = made.score.start_beat;
      count.value = options.count ? BEFORE : null;
      transport
        .play()
        .catch((error: unknown) => {
          problem.value = error instanceof Error ? error.message : String(error);
        })
        .finally(() => {
          if (!transport.playing.peek()) name.value = null;
        });
    },
    stop: () => {
      transport.stop();
      name.value = null;
    },
    nowSec: () => (transport.playing.peek() && count.peek() === null ? transport.position_sec() : null),
    prepare: (all) => {
      void sound.prepare(pitchesOf(all.flatMap(({ score }) => score.voices)));
    },
    dispose: () => {
      end();
      transport.dispose();
    },
  };
}
