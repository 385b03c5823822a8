// A widget's hands on the sound: play, pause, stop, seek, and where the music is now.
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Sound } from "../audio/types.ts";
import { clicksOf, countIn } from "../core/pulse.ts";
import type { Clock, Performance } from "../core/types.ts";
import { spaced } from "./binding.ts";
import type { Frame } from "./performing.ts";
import { placeName } from "./places.ts";
import type { Store } from "./store.ts";

const KERNEL_PAUSE_MS = 250;

interface Music {
  readonly performance: Performance;
  readonly clock: Clock;
}

export interface Player {
  readonly playing: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  readonly beat: ReadonlySignal<number>;
  readonly sec: ReadonlySignal<number>;
  /** "bar 3, beat 2": changes once a beat. */
  readonly place: ReadonlySignal<string>;
  /** The beat that is being counted before the music; null once it has begun. */
  readonly count: ReadonlySignal<number | null>;
  readonly message: ReadonlySignal<string | null>;
  toggle(): void;
  play(): void;
  pause(): void;
  stop(): void;
  seek(beat: number): void;
  /** Let another performance of the music sound, such as one that is being conducted; null: the present one again. */
  live(music: Music | null): void;
  /** Play from a beat that may lie before the music. */
  begin(beat: number): void;
  /** The beat that is heard now; before the music as well. */
  heardBeat(): number;
  dispose(): void;
}

export function createPlayer(store: Store, sound: Sound, frame: Frame): Player {
  const { score } = store.piece;
  const { model } = store;
  const transport = sound.transport();
  const beat = signal(model.get("position_beat"));
  const sec = signal(store.current.peek().clock.seconds_at(beat.peek()));
  const count = signal<number | null>(null);
  const problem = signal<string | null>(null);
  const conducted = signal<Music | null>(null);
  let telling = false; // our own words come back as events of the model

  const tell = (): void => {
    telling = true;
    model.set("position_beat", beat.peek());
    model.set("playing", transport.playing.peek());
    model.save_changes();
    telling = false;
  };
  const tellSometimes = spaced(tell, KERNEL_PAUSE_MS);
  const within = (to: number): number => Math.min(score.end_beat, Math.max(score.start_beat, to));
  const read = (): void => {
    batch(() => {
      count.value = transport.count();
      const at = transport.position_beat();
      beat.value = conducted.peek() === null ? at : within(at);
      // What is seen is drawn by the clock of what stands there, not of what is made at this moment.
      sec.value =
        conducted.peek() === null
          ? transport.position_sec()
          : store.current.peek().clock.seconds_at(beat.peek());
    });
  };
  const seek = (to: number): void => {
    transport.seek(within(to));
    read();
    tell();
  };
  const play = (): void => {
    problem.value = null;
    transport.play().catch((error: unknown) => {
      problem.value = error instanceof Error ? error.message : String(error);
    });
  };
  const follow = (): void => {
    if (!transport.playing.peek()) return;
    read();
    tellSometimes();
    frame(follow);
  };
  transport.seek(beat.peek());
  const stops = [
    effect(() => {
      const { performance, clock } = conducted.value ?? store.current.value;
      const clicks = store.click.value ? clicksOf(score, clock) : [];
      const bars = conducted.value === null ? store.count_in.value : 0;
      const along = { clicks, countAt: (at: number) => countIn(score, store.current.peek().tempo, at, bars) };
      untracked(() => {
        transport.load(performance, clock, along);
        if (!transport.playing.peek()) read();
      });
    }),
    effect(() => {
      const range = store.loop.value;
      untracked(() => transport.loop(range));
    }),
    effect(() => {
      const volume = store.volume.value;
      untracked(() => transport.volume(volume));
    }),
    effect(() => {
      const playing = transport.playing.value;
      untracked(() => {
        if (playing) frame(follow);
        else read();
        tell();
      });
    }),
  ];
  const moved = (): void => {
    if (!telling) seek(model.get("position_beat"));
  };
  const started = (): void => {
    if (telling || model.get("playing") === transport.playing.peek()) return;
    if (model.get("playing")) play();
    else transport.pause();
  };
  model.on("change:position_beat", moved);
  model.on("change:playing", started);
  return {
    playing: transport.playing,
    loading: computed(() => sound.state.value === "loading"),
    beat,
    sec,
    count,
    place: computed(() => placeName(score, beat.value)),
    message: computed(() => problem.value ?? sound.message.value),
    toggle: () => (transport.playing.peek() ? transport.pause() : play()),
    play,
    pause: () => transport.pause(),
    stop: () => {
      transport.stop();
      read();
      tell();
    },
    seek,
    live: (music) => {
      conducted.value = music;
    },
    begin: (from) => {
      transport.seek(from);
      play();
    },
    heardBeat: () => transport.position_beat(),
    dispose: () => {
      for (const stop of stops) stop();
      model.off("change:position_beat", moved);
      model.off("change:playing", started);
      transport.dispose();
    },
  };
}
