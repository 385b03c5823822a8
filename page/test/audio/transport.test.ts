import { beforeEach, describe, expect, it } from "vitest";
import type { Along } from "../../src/audio/click.ts";
import type { ToWorklet } from "../../src/audio/messages.ts";
import { type Plan, planOf } from "../../src/audio/plan.ts";
import type { Player } from "../../src/audio/sound.ts";
import { PageTransport } from "../../src/audio/transport.ts";
import type { Performance } from "../../src/core/types.ts";
import { performanceOf, steady, table } from "./helpers.ts";

/** A sound whose time is set by hand and whose worklet answers when told. */
class Bench implements Player {
  now = 0;
  takes = 0;
  works = true;
  readonly said: ToWorklet[] = [];
  readonly loaded = new Set(["piano"]);
  current: PageTransport | null = null;
  planOf = (performance: Performance): Plan => planOf(performance, table);
  begin(transport: PageTransport): number {
    if (this.current !== transport) this.current?.pause();
    this.current = transport;
    return ++this.takes;
  }
  async ready(instruments: readonly string[]): Promise<boolean> {
    if (this.works) for (const name of instruments) this.loaded.add(name);
    return this.works;
  }
  has = (name: string): boolean => this.loaded.has(name);
  ended(transport: PageTransport): void {
    if (this.current === transport) this.current = null;
  }
  say(message: ToWorklet): void {
    this.said.push(message);
  }
  nowSec = (): number => this.now;
  heardSec = (): number => this.now;
  last<K extends ToWorklet["kind"]>(kind: K): (ToWorklet & { kind: K }) | undefined {
    return this.said.findLast((message) => message.kind === kind) as (ToWorklet & { kind: K }) | undefined;
  }
  /** The worklet begins (or ends) what it was last told to play. */
  answer(sec: number, playing = true): void {
    this.current?.anchored({
      kind: "anchor",
      context_sec: this.now,
      sec,
      playing,
      take: this.takes,
      music: 0,
    });
  }
}

const music = performanceOf([
  [60, 0, 1],
  [62, 1, 2],
  [64, 2, 4],
]);
let bench: Bench;
let transport: PageTransport;

beforeEach(() => {
  bench = new Bench();
  transport = new PageTransport(bench);
  transport.load(music, steady(1, 4));
});

async function started(): Promise<void> {
  await transport.play();
  bench.answer(bench.last("play")!.from.sec);
}

describe("transport", () => {
  it("tells where the music is from time alone", async () => {
    await started();
    bench.now = 1.5;
    expect(transport.position_beat()).toBe(1.5);
    expect(transport.position_sec()).toBe(1.5);
    expect(transport.playing.value).toBe(true);
  });

  it("goes on from where it was paused, and from the beginning after the end", async () => {
    await started();
    bench.now = 1.5;
    transport.pause();
    expect([transport.position_beat(), transport.playing.value]).toEqual([1.5, false]);
    await started();
    expect(bench.last("play")!.from).toEqual({ beat: 1.5, sec: 1.5 });
    bench.answer(4, false);
    expect([transport.position_beat(), transport.playing.value]).toEqual([0, false]);
    await started();
    expect(bench.last("play")!.from.beat).toBe(0);
  });

  it("keeps the beat when the tempo changes under it", async () => {
    await started();
    bench.now = 1.5;
    transport.load(music, steady(2, 4));
    expect(bench.last("swap")).toMatchObject({ context_sec: 1.5, sec: 3 });
    bench.now = 2.5;
    expect(transport.position_beat()).toBe(2);
  });

  it("remembers a change that came before the worklet had begun", async () => {
    await transport.play();
    transport.load(music, steady(2, 4));
    expect(bench.last("swap")).toBeUndefined();
    bench.answer(0);
    expect(bench.last("swap")).toBeDefined();
    bench.now = 1;
    expect(transport.position_beat()).toBe(0.5);
  });

  it("fetches a new instrument before it goes over to it", async () => {
    await started();
    transport.load({ ...music, voices: [{ ...music.voices[0]!, instrument: "flute" }] }, steady(1, 4));
    expect(bench.last("swap")).toBeUndefined();
    await Promise.resolve();
    await Promise.resolve();
    expect(bench.last("swap")?.plan.channels[0]?.instrument).toBe("flute");
  });

  it("stops at the beginning when other music is loaded", async () => {
    await started();
    bench.now = 1;
    transport.load(performanceOf([[60, 0, 1]]), steady(1, 1));
    expect([transport.position_beat(), transport.playing.value]).toEqual([0, false]);
    expect(bench.last("stop")).toBeDefined();
  });

  it("starts in its loop, goes round in it, and leaves it when told", async () => {
    transport.loop([1, 3]);
    await started();
    expect(bench.last("play")).toMatchObject({
      from: { beat: 1 },
      loop: { from: { sec: 1 }, to: { sec: 3 } },
    });
    bench.now = 2.5;
    expect(transport.position_beat()).toBe(1.5);
    transport.loop(null);
    expect(bench.last("swap")).toMatchObject({ sec: 1.5, loop: null });
    bench.now = 4.5;
    expect(transport.position_beat()).toBe(3.5);
  });

  it("seeks while it plays and while it rests", async () => {
    transport.seek(2);
    expect(transport.position_beat()).toBe(2);
    await started();
    expect(bench.last("play")!.from.beat).toBe(2);
    transport.seek(1);
    expect(bench.last("play")!.from.beat).toBe(1);
    bench.answer(1);
    expect(transport.position_beat()).toBe(1);
  });

  it("believes no answer to an earlier start", async () => {
    await started();
    const old = bench.takes;
    transport.seek(3);
    transport.anchored({ kind: "anchor", context_sec: 0, sec: 0, playing: false, take: old, music: 0 });
    expect(transport.playing.value).toBe(true);
  });

  it("gives way to another transport", async () => {
    await started();
    const other = new PageTransport(bench);
    other.load(music, steady(1, 4));
    await other.play();
    expect([transport.playing.value, other.playing.value]).toEqual([false, true]);
  });

  it("rests again when the sound cannot be had, or when stopped while it is being made ready", async () => {
    bench.works = false;
    await transport.play();
    expect(transport.playing.value).toBe(false);
    bench.works = true;
    const pressing = transport.play();
    transport.pause();
    await pressing;
    expect([transport.playing.value, bench.last("play")]).toEqual([false, undefined]);
  });
});

describe("a count-in", () => {
  const counts = [1, 2, 3].map((number) => ({ number, before_beats: 4 - number }));
  const along = (beat_period: number): Along => ({ clicks: [], countAt: () => ({ beat_period, counts }) });

  beforeEach(() => transport.load(music, steady(1, 4), along(1)));

  it("goes before the music, which waits at its place", async () => {
    transport.seek(2);
    await started();
    expect(bench.last("play")!.from).toEqual({ beat: 2, sec: -1 });
    const seen = [0, 0.99, 1, 2.5, 3, 3.5].map((now) => {
      bench.now = now;
      return [transport.count(), transport.position_beat(), transport.position_sec()];
    });
    expect(seen).toEqual([
      [1, 2, 2],
      [1, 2, 2],
      [2, 2, 2],
      [3, 2, 2],
      [null, 2, 2],
      [null, 2.5, 2.5],
    ]);
  });

  it("keeps its beat when the tempo changes under it", async () => {
    await started();
    bench.now = 1.5; // one and a half beats are left
    transport.load(music, steady(2, 4), along(2));
    expect(bench.last("swap")).toMatchObject({ context_sec: 1.5, sec: -3 });
    expect([transport.count(), transport.position_beat()]).toEqual([2, 0]);
    bench.now = 4.5;
    expect([transport.count(), transport.position_beat()]).toEqual([null, 0]);
    bench.now = 6.5;
    expect(transport.position_beat()).toBe(1);
  });

  it("does not come back when the music goes round to before its place", async () => {
    transport.loop([0, 3]);
    transport.seek(2);
    await started();
    bench.now = 4.5;
    expect([transport.count(), transport.position_beat()]).toEqual([null, 0.5]);
  });

  it("is not counted again at a seek, and is left at once by a pause", async () => {
    await started();
    bench.now = 1;
    transport.pause();
    expect([transport.count(), transport.position_beat()]).toEqual([null, 0]);
    await started();
    transport.seek(1);
    expect(bench.last("play")!.from).toEqual({ beat: 1, sec: 1 });
  });
});
