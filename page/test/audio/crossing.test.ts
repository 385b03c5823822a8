import { describe, expect, it } from "vitest";
import type { Crossing } from "../../src/audio/places.ts";
import { type Plan, planOf } from "../../src/audio/plan.ts";
import { BLOCK_FRAMES, ROOM_SEC } from "../../src/audio/sequence.ts";
import {
  hear,
  type NoteSpec,
  peakOf,
  performanceOf,
  plan,
  RATE,
  renderer,
  roughness,
  START,
  table,
} from "./helpers.ts";

const place = (sec: number) => ({ sec, beat: sec });
const cross = (to: Plan, at_sec: number, from_sec: number, more: Partial<Crossing> = {}): Crossing => ({
  plan: to,
  at_sec,
  from: place(from_sec),
  loop: null,
  music: 1,
  leaves: 0,
  ...more,
});
const steps = (pitch: number, length: number): NoteSpec[] =>
  Array.from({ length }, (_, i) => [pitch + (i % 5), i / 2, (i + 1) / 2]);

/** The first sample from a place on that stands out of silence. */
const firstSound = (samples: Float32Array, from: number): number =>
  samples.findIndex((x, i) => i >= from && Math.abs(x) > 1e-4);

describe("going over to another music", () => {
  it("changes nothing until it makes room, and is on its sample at its place", () => {
    const [one, two] = [
      plan(steps(60, 8)),
      plan([
        [84, 1, 2],
        [86, 3, 4],
      ]),
    ];
    const alone = renderer("piano");
    alone.play(one, START, null);
    const expected = hear(alone, 1 + alone.latency_frames / RATE);
    const source = renderer("piano");
    source.play(one, START, null);
    const before = hear(source, 0.5);
    source.cross(cross(two, 1, 0.75));
    const after = hear(source, 2);
    const at = Math.round(RATE) + source.latency_frames;
    const whole = Float32Array.from([...before, ...after]);
    const room = at - Math.round(ROOM_SEC * RATE) - BLOCK_FRAMES;
    expect(whole.slice(0, room - 1)).toEqual(expected.slice(0, room - 1));
    expect(peakOf(whole.slice(at - 50, at))).toBeLessThan(0.5 * peakOf(expected.slice(at - 50, at)));
    // Entered a quarter of a second before its first note.
    const onset = Math.round(1.25 * RATE) + source.latency_frames;
    const fresh = renderer("piano");
    fresh.play(plan([[84, 0, 1]]), START, null);
    const lead = firstSound(hear(fresh, 0.5), 0) - fresh.latency_frames;
    const quiet = peakOf(whole.slice(onset - 400, onset));
    const rise = whole.findIndex((x, i) => i >= onset - 200 && Math.abs(x) > quiet + 0.01);
    expect(Math.abs(rise - lead - onset)).toBeLessThan(0.005 * RATE);
  });

  it("makes no click, whatever instrument and level it brings", () => {
    const loud = planOf(performanceOf(steps(60, 8), "piano"), table);
    const soft = planOf(performanceOf(steps(72, 8), "flute", [[0, -20]]), table);
    const rough = (...plans: readonly Plan[]): number => {
      const source = renderer("piano", "flute");
      source.play(plans[0]!, START, null);
      const parts = [hear(source, 0.8)];
      if (plans[1]) source.cross(cross(plans[1], 1, 1));
      parts.push(hear(source, 1.5));
      return Math.max(...parts.map(roughness));
    };
    expect(rough(loud, soft)).toBeLessThanOrEqual(1.05 * Math.max(rough(loud), rough(soft)));
    expect(rough(soft, loud)).toBeLessThanOrEqual(1.05 * Math.max(rough(loud), rough(soft)));
  });

  it("waits for the next round where its place is past in this one", () => {
    const source = renderer("piano");
    const anchors: number[] = [];
    source.onAnchor = ({ frame }) => anchors.push(frame);
    source.play(plan(steps(60, 8)), START, { from: place(0), to: place(2) });
    hear(source, 1.5);
    source.cross(cross(plan(steps(72, 8)), 0.5, 0));
    hear(source, 2);
    expect(anchors.map((frame) => Math.round((frame / RATE) * 10) / 10)).toEqual([0, 2, 2.5]);
    expect(source.music).toBe(1);
  });

  it("is not followed where it was meant to follow another music", () => {
    const source = renderer("piano");
    source.play(plan(steps(60, 8)), START, null);
    hear(source, 0.2);
    source.cross(cross(plan(steps(72, 8)), 0.5, 0, { leaves: 3, music: 4 }));
    hear(source, 1);
    expect(source.music).toBe(0);
    source.cross(cross(plan(steps(72, 8)), 1.5, 0, { music: 5 }));
    source.cross(cross(plan(steps(74, 8)), 2, 0, { music: 6 }));
    hear(source, 1.2);
    expect(source.music).toBe(6);
    // The one that plays has made room already: what comes now would have to wait for another place.
    source.cross(cross(plan(steps(72, 8)), 0.5, 0, { leaves: 6, music: 7 }));
    hear(source, 0.097);
    source.cross(cross(plan(steps(74, 8)), 1, 0, { leaves: 6, music: 8 }));
    hear(source, 0.5);
    expect(source.music).toBe(7);
  });
});
