import { beforeEach, describe, expect, it } from "vitest";
import type { ToWorklet } from "../../src/audio/messages.ts";
import { planOf } from "../../src/audio/plan.ts";
import type { Player } from "../../src/audio/sound.ts";
import { PageTransport } from "../../src/audio/transport.ts";
import type { Other } from "../../src/audio/types.ts";
import type { Performance } from "../../src/core/types.ts";
import { performanceOf, steady, table } from "./helpers.ts";

class Bench implements Player {
  now = 0;
  said: ToWorklet[] = [];
  loaded = new Set(["piano"]);
  current: PageTransport | null = null;
  takes = 0;
  planOf = (performance: Performance) => planOf(performance, table);
  begin(transport: PageTransport): number {
    this.current = transport;
    return ++this.takes;
  }
  async ready(names: readonly string[]): Promise<boolean> {
    for (const name of names) this.loaded.add(name);
    return true;
  }
  has = (name: string): boolean => this.loaded.has(name);
  ended(): void {
    this.current = null;
  }
  say(message: ToWorklet): void {
    this.said.push(message);
  }
  nowSec = (): number => this.now;
  heardSec = (): number => this.now;
  get crossings() {
    return this.said.flatMap((message) => (message.kind === "cross" ? [message.crossing] : []));
  }
  anchor(sec: number, music: number): void {
    this.current?.anchored({
      kind: "anchor",
      context_sec: this.now,
      sec,
      playing: true,
      take: this.takes,
      music,
    });
  }
}

const first = performanceOf([[60, 0, 4]]);
const taken: string[] = [];
/** Goes over at the next whole beat, to the same beat. */
const other = (name: string, period = 1, instrument = "piano"): Other => ({
  performance: performanceOf([[70, 0, 4]], instrument),
  clock: steady(period, 8),
  loop: [0, 8],
  place: (soonest) => [Math.ceil(soonest), Math.ceil(soonest)],
  taken: () => taken.push(name),
});

let bench: Bench;
let transport: PageTransport;

beforeEach(async () => {
  taken.length = 0;
  bench = new Bench();
  transport = new PageTransport(bench);
  transport.load(first, steady(1, 4));
  await transport.play();
  bench.anchor(0, 0);
});

describe("handing over", () => {
  it("asks for the next place that can be met, and tells time by the other music from there", () => {
    bench.now = 0.5;
    transport.cross(other("two", 2));
    expect(bench.crossings.at(-1)).toMatchObject({ at_sec: 1, from: { beat: 1, sec: 2 }, leaves: 0 });
    expect(transport.position_beat()).toBe(0.5);
    bench.now = 1;
    bench.anchor(2, bench.crossings.at(-1)!.music);
    expect(taken).toEqual(["two"]);
    bench.now = 2;
    expect(transport.position_beat()).toBe(1.5);
  });

  it("lets a place pass that is too near", () => {
    bench.now = 0.97;
    transport.cross(other("two"));
    expect(bench.crossings.at(-1)!.at_sec).toBe(2);
  });

  it("of two asked for takes the later, and one asked for too late after the one that came", () => {
    bench.now = 0.2;
    transport.cross(other("two"));
    transport.cross(other("three"));
    const [two, three] = bench.crossings;
    bench.now = 1;
    bench.anchor(1, two!.music);
    expect(taken).toEqual(["two"]);
    expect(bench.crossings.at(-1)).toMatchObject({ music: three!.music, leaves: two!.music });
    bench.anchor(2, three!.music);
    expect(taken).toEqual(["two", "three"]);
    transport.cross(other("four"));
    expect(bench.crossings.at(-1)!.leaves).toBe(three!.music);
  });

  it("takes what was to come when it is paused, stopped or moved", async () => {
    bench.now = 1.5;
    transport.cross(other("two"));
    transport.pause();
    expect([taken, transport.position_beat()]).toEqual([["two"], 2]);
    await transport.play();
    expect(bench.said.at(-1)).toMatchObject({ kind: "play", from: { beat: 2 }, loop: { to: { beat: 8 } } });
    bench.anchor(2, 0);
    transport.cross(other("three"));
    transport.seek(5);
    expect([taken, transport.position_beat()]).toEqual([["two", "three"], 5]);
  });

  it("fetches instruments first", async () => {
    bench.now = 0.5;
    transport.cross(other("two", 1, "flute"));
    expect(bench.crossings).toEqual([]);
    bench.now = 1.5;
    await Promise.resolve();
    await Promise.resolve();
    expect(bench.crossings.at(-1)!.at_sec).toBe(2);
  });

  it("needs no bar line where nothing sounds", () => {
    transport.stop();
    transport.cross(other("two"));
    expect([taken, bench.crossings]).toEqual([["two"], []]);
  });
});
