// A music stand: one music at a time, from the beginning or from where it rests, with a count before it.
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Sound } from "../audio/types.ts";
import { AS_WRITTEN } from "../core/edit.ts";
import { perform } from "../core/perform.ts";
import { countIn } from "../core/pulse.ts";
import { shapes } from "../core/tables.ts";
import type { Performed, Score } from "../core/types.ts";
import type { Frame } from "../widgets/performing.ts";
import { instruments } from "../widgets/tables.ts";

/** As loud as the other widgets at first. */
const VOLUME = 0.8;

/** What lies on the stand. */
export interface Music {
  readonly score: Score;
  readonly speed?: number;
  readonly count_bars?: number;
  readonly isLooped?: boolean;
}

export interface Stand {
  readonly music: ReadonlySignal<(Music & { readonly performed: Performed }) | null>;
  readonly playing: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  readonly beat: ReadonlySignal<number>;
  readonly sec: ReadonlySignal<number>;
  /** The beat that is being counted before the music; null once it has begun. */
  readonly count: ReadonlySignal<number | null>;
  readonly message: ReadonlySignal<string | null>;
  /** Put music there; the same notes at another speed or level go on where they are. */
  put(music: Music): void;
  play(): void;
  pause(): void;
  stop(): void;
  seek(beat: number): void;
  dispose(): void;
}

export function createStand(sound: Sound, frame: Frame): Stand {
  const transport = sound.transport();
  transport.volume(VOLUME);
  const music = signal<(Music & { readonly performed: Performed }) | null>(null);
  const [beat, sec] = [signal(0), signal(0)];
  const count = signal<number | null>(null);
  const problem = signal<string | null>(null);
  const read = (): void => {
    count.value = transport.count();
    beat.value = transport.position_beat();
    sec.value = transport.position_sec();
  };
  const follow = (): void => {
    if (!transport.playing.peek()) return;
    read();
    frame(follow);
  };
  const end = effect(() => {
    const playing = transport.playing.value;
    untracked(() => (playing ? frame(follow) : read()));
  });
  return {
    music,
    playing: transport.playing,
    loading: computed(() => sound.state.value === "loading"),
    beat,
    sec,
    count,
    message: computed(() => problem.value ?? sound.message.value),
    put: (next) => {
      const { score, speed = 1, count_bars = 0, isLooped = false } = next;
      const performed = perform(score, AS_WRITTEN, instruments, { shapes, speed });
      music.value = { ...next, performed };
      const countAt = (at: number) => countIn(score, performed.tempo, at, count_bars);
      transport.load(performed.performance, performed.clock, { clicks: [], countAt });
      transport.loop(isLooped ? [score.start_beat, score.end_beat] : null);
      if (!transport.playing.peek()) read();
    },
    play: () => {
      problem.value = null;
      transport.play().catch((error: unknown) => {
        problem.value = error instanceof Error ? error.message : String(error);
      });
    },
    pause: () => transport.pause(),
    stop: () => {
      transport.stop();
      read();
    },
    seek: (to) => {
      transport.seek(to);
      read();
    },
    dispose: () => {
      end();
      transport.dispose();
    },
  };
}
