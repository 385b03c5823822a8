// A player whose music grows while it sounds: what is chosen is joined to what plays, without a gap.
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Sound } from "../audio/types.ts";
import { AS_WRITTEN } from "../core/edit.ts";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import type { Score } from "../core/types.ts";
import type { Frame } from "../widgets/performing.ts";
import { instruments } from "../widgets/tables.ts";

export interface GrowingPlayer {
  /** Whether it sounds, or will as soon as the sound is there. */
  readonly playing: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  readonly beat: ReadonlySignal<number>;
  readonly message: ReadonlySignal<string | null>;
  /** Set what is played; while playing, the other music takes over at the next of the beats where it may. */
  load(score: Score, boundaries: readonly number[]): void;
  /** Play from a beat, or from where the music stands. */
  play(from_beat?: number): void;
  pause(): void;
  stop(): void;
  dispose(): void;
}

export function createGrowingPlayer(sound: Sound, frame: Frame): GrowingPlayer {
  const transport = sound.transport();
  const beat = signal(0);
  const starting = signal(false);
  const problem = signal<string | null>(null);
  const message = signal<string | null>(null);
  const follow = (): void => {
    if (!transport.playing.peek()) return;
    beat.value = transport.position_beat();
    frame(follow);
  };
  const ends = [
    effect(() => {
      const playing = transport.playing.value;
      untracked(() => {
        if (playing) frame(follow);
        else beat.value = transport.position_beat();
      });
    }),
    effect(() => {
      message.value = problem.value ?? sound.message.value;
    }),
  ];
  return {
    playing: computed(() => transport.playing.value || starting.value),
    loading: computed(() => sound.state.value === "loading"),
    beat,
    message,
    load: (score, boundaries) => {
      const { performance, clock } = perform(score, AS_WRITTEN, instruments, { shapes, speed: 1 });
      if (transport.playing.peek()) {
        const place = (soonest_beat: number) => {
          const boundary = boundaries.find((at) => at >= soonest_beat) ?? soonest_beat;
          return [boundary, boundary] as const;
        };
        transport.cross({ performance, clock, loop: null, place, taken: () => {} });
        return;
      }
      const at = transport.position_beat();
      transport.load(performance, clock);
      transport.seek(Math.min(at, score.end_beat));
    },
    play: (from_beat) => {
      problem.value = null;
      if (from_beat !== undefined) {
        transport.seek(from_beat);
        beat.value = from_beat;
      }
      starting.value = true;
      transport
        .play()
        .catch((error: unknown) => {
          problem.value = error instanceof Error ? error.message : String(error);
        })
        .finally(() => {
          starting.value = false;
        });
    },
    pause: () => {
      starting.value = false;
      const at = transport.position_beat();
      transport.pause();
      // What was still to take over does so now, but the place stays.
      transport.seek(at);
      beat.value = at;
    },
    stop: () => {
      starting.value = false;
      transport.stop();
      beat.value = transport.position_beat();
    },
    dispose: () => {
      for (const end of ends) end();
      transport.dispose();
    },
  };
}
