// A small piece, and a sound that keeps time by hand.
import { signal } from "@preact/signals";
import type { Along } from "../../src/audio/click.ts";
import type { Other, Sound, Transport } from "../../src/audio/types.ts";
import type { Clock, Performance, Score } from "../../src/core/types.ts";
import type { Traits } from "../../src/widgets/model.ts";
import type { Frame } from "../../src/widgets/performing.ts";

const note = (id: string, onset_beat: number, pitch: number, lyric = "") => ({
  id,
  onset_beat,
  end_beat: onset_beat + 1,
  pitch,
  lyric,
});

/** An upbeat and four bars of three quarters, one note a beat, 60 beats a minute. */
export const score: Score = {
  title: "A Tune",
  beat_quarters: 1,
  start_beat: -1,
  end_beat: 12,
  bars: [
    { number: 0, start_beat: -1, end_beat: 0, pass: 1 },
    ...[0, 3, 6, 9].map((start_beat, i) => ({
      number: i + 1,
      start_beat,
      end_beat: start_beat + 3,
      pass: 1,
    })),
  ],
  metres: [{ beat: -1, numerator: 3, denominator: 4 }],
  voices: [
    {
      id: "melody",
      name: "Melody",
      instrument: "piano",
      balance_db: 0,
      notes: Array.from({ length: 13 }, (_, i) => note(`m${i}`, i - 1, 60 + i, i === 1 ? "maz-" : "")),
    },
    { id: "bass", name: "Bass", instrument: "piano", balance_db: -3, notes: [note("b1", 0, 43)] },
  ],
  tempo: [[-1, 1]],
  level: [],
  chords: [],
  phrases: [
    [-1, 6],
    [6, 12],
  ],
};

export const traits: Traits = {
  widget: "shape",
  piece: { score },
  interpretation: null,
  versions: [],
  view: "performed",
  position_beat: -1,
  playing: false,
  loop: null,
  speed: 1,
  volume: 0.8,
  instruments: {},
  balance_db: {},
  show: ["notation"],
  classroom: false,
  title: null,
  transpose: 0,
  capo: 0,
  count_in: 0,
  click: false,
  muted: [],
};

/** Frames that come when the test says so. */
export function frames(): { readonly frame: Frame; draw(): void; count(): number } {
  let waiting: (() => void)[] = [];
  return {
    frame: (work) => waiting.push(work),
    count: () => waiting.length,
    draw: () => {
      const due = waiting;
      waiting = [];
      for (const work of due) work();
    },
  };
}

export class FakeTransport implements Transport {
  readonly playing = signal(false);
  readonly calls: string[] = [];
  beat = -1;
  fails: string | null = null;
  crossing: Other | null = null;
  loaded: { readonly performance: Performance; readonly clock: Clock; readonly along?: Along } | null = null;
  counted: number | null = null;

  position_beat = (): number => this.beat;
  count = (): number | null => this.counted;
  position_sec = (): number => this.loaded?.clock.seconds_at(this.beat) ?? 0;

  /** Like the real one: it stands at the start until it is told otherwise. */
  load(performance: Performance, clock: Clock, along?: Along): void {
    this.loaded = { performance, clock, ...(along ? { along } : {}) };
    this.calls.push("load");
  }

  cross(other: Other): void {
    this.loaded = { performance: other.performance, clock: other.clock };
    this.crossing = other;
    this.calls.push("cross");
    other.taken();
  }

  async play(): Promise<void> {
    if (this.fails !== null) throw new Error(this.fails);
    this.playing.value = true;
  }

  pause(): void {
    this.playing.value = false;
  }

  stop(): void {
    this.playing.value = false;
    this.beat = -1;
  }

  seek(beat: number): void {
    this.calls.push("seek");
    this.beat = beat;
  }

  loop(range: readonly [number, number] | null): void {
    this.calls.push(`loop ${JSON.stringify(range)}`);
  }

  volume(value: number): void {
    this.calls.push(`volume ${value}`);
  }

  dispose(): void {
    this.calls.push("dispose");
  }
}

export class FakeSound implements Sound {
  readonly state = signal<"silent" | "loading" | "ready" | "failed">("silent");
  readonly message = signal<string | null>(null);
  readonly made = new FakeTransport();
  readonly assets = { fetch: async (): Promise<ArrayBuffer> => new ArrayBuffer(0) };
  prepare = async (): Promise<void> => {};
  transport = (): Transport => this.made;
}
