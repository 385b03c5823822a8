import { describe, expect, it } from "vitest";
import { samePlace, Timeline } from "../../src/audio/timeline.ts";
import type { Clock } from "../../src/core/types.ts";
import { steady } from "./helpers.ts";

const place = (sec: number, clock: Clock) => ({ sec, beat: clock.beat_at(sec) });

/** One second a beat, and before beat 2 a hold of `hold` seconds. */
const holding = (hold: number): Clock => ({
  duration_sec: 4 + hold,
  seconds_at: (beat) => (beat >= 2 ? beat + hold : beat),
  beat_at: (sec) => (sec < 2 ? sec : Math.max(2, sec - hold)),
});

describe("timeline", () => {
  it("follows the newest anchor that has been reached, and the one before until then", () => {
    const timeline = new Timeline();
    const clock = steady(0.5, 20);
    timeline.add({ context_sec: 10, sec: 0, clock, loop: null });
    timeline.add({ context_sec: 12, sec: 5, clock: steady(1, 20), loop: null });
    expect(timeline.beatAt(11)).toBe(2);
    expect(timeline.beatAt(12.5)).toBe(5.5);
    expect(timeline.secAt(9)).toBe(0);
  });

  it("goes round a loop without being told", () => {
    const timeline = new Timeline();
    const clock = steady(1, 20);
    const loop = { from: place(2, clock), to: place(5, clock) };
    timeline.add({ context_sec: 0, sec: 4, clock, loop });
    expect([0.5, 1.5, 3.5, 4.5].map((t) => timeline.secAt(t))).toEqual([4.5, 2.5, 4.5, 2.5]);
    timeline.add({ context_sec: 0, sec: 9, clock, loop });
    expect(timeline.secAt(1)).toBe(3);
  });

  it("stands at the end", () => {
    const timeline = new Timeline();
    timeline.add({ context_sec: 0, sec: 0, clock: steady(1, 4), loop: null });
    expect(timeline.secAt(9)).toBe(4);
  });
});

describe("the same place under another clock", () => {
  it("is the same beat", () => {
    expect(samePlace(3, steady(1, 8), steady(2, 8))).toBe(6);
  });

  it("keeps the share of a hold that is still to come", () => {
    expect(samePlace(2.25, holding(1), holding(2))).toBeCloseTo(2.5, 8);
    expect(samePlace(2.25, holding(1), holding(0))).toBeCloseTo(2, 8);
    expect(samePlace(2, holding(0), holding(2))).toBeCloseTo(4, 8);
    expect(samePlace(3.5, holding(1), holding(0))).toBeCloseTo(2.5, 8);
  });
});
