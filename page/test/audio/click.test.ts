import { BasicSoundBank } from "spessasynth_core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ALONE, CLICK, COUNT, clickStrikes, countStrikes, withStrikes } from "../../src/audio/click.ts";
import type { Plan } from "../../src/audio/plan.ts";
import { Sequence } from "../../src/audio/sequence.ts";
import type { Click, CountIn } from "../../src/core/pulse.ts";
import { hear, peakOf, plan, RATE, renderer, roughness, START } from "./helpers.ts";

vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  await BasicSoundBank.isSF3DecoderReady;
});

const clicks = (...at: readonly number[]): readonly Click[] =>
  at.map((sec, i) => ({ beat: sec, sec, accented: i === 0 }));
const clicked = (of: Plan, ...at: readonly number[]): Plan => withStrikes(of, clickStrikes(clicks(...at)));
const count: CountIn = {
  beat_period: 0.5,
  counts: [1, 2, 3].map((number) => ({ number, before_beats: 4 - number })),
};

/** The frames at which sound begins after silence. */
function begins(samples: Float32Array, latency: number): number[] {
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  samples.forEach((sample, i) => {
    if (Math.abs(sample) < 1e-4) return;
    if (i - last > 0.1 * RATE) found.push(i - latency);
    last = i;
  });
  return found;
}

describe("the click", () => {
  const silent = plan([[60, 5, 6]]);

  it("begins on its very sample, accented higher and louder", () => {
    const source = renderer("piano");
    source.play(clicked(silent, 0.1, 0.35017, 0.60089), START, null);
    const heard = hear(source, 1);
    // The first sample of a sine is 0, and the next ones are already above the threshold.
    const frames = [0.1, 0.35017, 0.60089].map((sec) => Math.round(sec * RATE) + 1);
    expect(begins(heard, source.latency_frames)).toEqual(frames);
    const part = (sec: number) => heard.subarray(Math.round(sec * RATE), Math.round((sec + 0.2) * RATE));
    const crossings = (samples: Float32Array) =>
      samples.subarray(0, 0.02 * RATE).filter((sample, i) => i > 0 && sample >= 0 && samples[i - 1]! < 0)
        .length;
    expect(peakOf(part(0.1))).toBeGreaterThan(1.3 * peakOf(part(0.35)));
    expect(crossings(part(0.1))).toBeGreaterThan(crossings(part(0.35)));
    expect(part(0.6).length).toBeGreaterThan(0);
  });

  it("is as loud whatever the master gain, and obeys the volume", () => {
    const at = (master_db: number, volume: number) => {
      const source = renderer("piano");
      source.setVolume(volume);
      source.play({ ...clicked(silent, 0.1), master_db }, START, null);
      return peakOf(hear(source, 0.4));
    };
    expect(at(18, 1)).toBeCloseTo(at(0, 1), 4);
    expect(at(6, 0.5)).toBeCloseTo(at(6, 1) / 2, 4);
    expect(at(6, 1)).toBeLessThan(0.5);
  });

  it("leaves the notes as they are", () => {
    const notes = plan([
      [60, 0.1, 0.5],
      [64, 0.3, 0.6],
    ]);
    const listen = (of: Plan) => {
      const source = renderer("piano");
      source.play(of, START, null);
      return hear(source, 1);
    };
    const alone = listen(clicked(silent, 0.2));
    const both = listen(clicked(notes, 0.2));
    const music = listen(notes);
    const rest = both.map((sample, i) => sample - music[i]! - alone[i]!);
    expect(peakOf(rest)).toBeLessThan(0.002);
  });

  it("turned on and off while the music plays is heard at once, and the notes go on", () => {
    const notes = plan([[60, 0, 3]]);
    const source = renderer("piano");
    source.play(notes, START, null);
    const before = hear(source, 0.5);
    const here = { frame: source.frame, sec: source.frame / RATE };
    source.swap(clicked(notes, 0.25, 0.75, 1.25), here, null);
    const on = hear(source, 0.5);
    source.swap(notes, { frame: source.frame, sec: source.frame / RATE }, null);
    const off = hear(source, 0.5);
    expect(roughness(on)).toBeGreaterThan(3 * roughness(before));
    expect(roughness(off)).toBeLessThan(2 * roughness(before));
    expect(peakOf(off)).toBeGreaterThan(0.001);
  });
});

describe("a voice that falls silent", () => {
  it("does so without a click, and comes back", () => {
    const notes = plan([[60, 0, 3]]);
    const [channel] = notes.channels;
    const muted = { ...notes, channels: [{ ...channel!, level_db: -120 }] };
    const source = renderer("piano");
    source.play(notes, START, null);
    const sounding = hear(source, 0.5);
    const change = (to: Plan) => source.swap(to, { frame: source.frame, sec: source.frame / RATE }, null);
    change(muted);
    const falling = hear(source, 0.5);
    change(notes);
    const rising = hear(source, 0.5);
    expect(Math.max(roughness(falling), roughness(rising))).toBeLessThan(1.5 * roughness(sounding));
    // What is left is the room.
    expect(peakOf(falling.subarray(0.4 * RATE))).toBeLessThan(peakOf(rising.subarray(0.4 * RATE)) / 10);
    expect(peakOf(rising.subarray(0.4 * RATE))).toBeGreaterThan(0.001);
  });
});

describe("the count-in", () => {
  const struck = (of: Plan, channel: number) => [...of.onset_sec].filter((_, i) => of.channel[i] === channel);

  it("is counted before the music, accented on one", () => {
    const made = withStrikes(plan([[60, 4, 5]]), countStrikes(count, 4, 4));
    expect(struck(made, COUNT)).toEqual([2.5, 3, 3.5]);
    expect([...made.pitch].slice(0, 3)).toEqual([1, 0, 0]);
    expect([...made.onset_sec]).toEqual([2.5, 3, 3.5, 4]);
    expect(ALONE.countAt(0).counts).toEqual([]);
  });

  it("is counted once, though the music goes round, and no click falls into it", () => {
    const notes = plan([
      [60, 2, 3],
      [62, 4, 5],
      [64, 6, 7],
    ]);
    const made = withStrikes(notes, [...countStrikes(count, 4, 4), ...clickStrikes(clicks(2, 3, 4, 5, 6))]);
    const PER_SEC = 2000;
    const sequence = new Sequence(PER_SEC);
    const heard: (readonly [frame: number, channel: number])[] = [];
    let frame = 0;
    const sink = {
      on: (channel: number) => heard.push([frame, channel]),
      off: () => {},
      wrapped: () => {},
      yielded: () => {},
      crossed: () => {},
    };
    const loop = { from: { sec: 2, beat: 2 }, to: { sec: 6, beat: 6 } };
    sequence.start(made, { sec: 2.5, beat: 4 }, loop, 0);
    for (; frame < 8 * PER_SEC; frame++) sequence.run(frame, sink);
    const of = (channel: number) =>
      heard.filter(([, other]) => other === channel).map(([at]) => (10 * at) / PER_SEC);
    expect(of(COUNT)).toEqual([0, 5, 10]);
    expect(of(CLICK)).toEqual([15, 25, 35, 45, 55, 65, 75]);
    expect(of(0)).toEqual([15, 35, 55, 75]);
  });
});
