import { describe, expect, it } from "vitest";
import { curve } from "../../src/core/curve.ts";
import type { Performance, PerformedNote } from "../../src/core/types.ts";
import { soundingAt } from "../../src/views/notation.tsx";
import { across, beatAcross, down, path, sampled, ticks, valueDown } from "../../src/views/plot.ts";
import { firstInView, pitchRange, pixelsPerSecond, thickness } from "../../src/views/rolldraw.ts";

const frame = { start_beat: -1, end_beat: 11, axis: { low: 40, high: 100 } };

const note = (id: string, onset_sec: number, release_sec: number, pitch = 60): PerformedNote => ({
  ids: [id, `${id}'`],
  pitch,
  onset_beat: 0,
  end_beat: 1,
  onset_sec,
  release_sec,
  velocity: 60,
});
const performance = (notes: readonly PerformedNote[]): Performance => ({
  duration_sec: 10,
  clipped: false,
  voices: [{ id: "melody", instrument: "piano", balance_db: 0, notes, gain: [[0, 0]] }],
});

describe("plot", () => {
  it("goes from music to picture and back", () => {
    expect(across(frame, 5)).toBe(0.5);
    expect(beatAcross(frame, 0.5)).toBe(5);
    expect(down(frame, 70)).toBe(0.5);
    expect(valueDown(frame, 0.5)).toBe(70);
    expect([valueDown(frame, -1), valueDown(frame, 2)]).toEqual([100, 40]);
  });

  it("draws both sides of a step", () => {
    const points = sampled(curve([[0, 1], [4, 1], [4, 2]]), { ...frame, start_beat: 0, end_beat: 8 }, (value) => value); // biome-ignore format: one line
    expect(points.filter(([beat]) => beat === 4)).toEqual([
      [4, 1],
      [4, 2],
    ]);
  });

  it("starts a path once", () => {
    expect(path([[-1, 100], [11, 40]], frame)).toBe("M0.00 0.00L100.00 100.00"); // biome-ignore format: one line
  });

  it("marks an axis with few round numbers", () => {
    expect(ticks({ low: 43, high: 101 }, 4)).toEqual([60, 80, 100]);
  });
});

describe("roll", () => {
  it("shows a short piece whole and lets a long one scroll", () => {
    expect(pixelsPerSecond(800, 40)).toBe(20);
    expect(pixelsPerSecond(800, 400)).toBe(28);
  });

  it("holds every key that sounds", () => {
    expect(pitchRange(performance([note("a", 0, 1, 60), note("b", 1, 2, 72)]))).toEqual({
      low: 59,
      high: 73,
    });
    expect(pitchRange(performance([]))).toEqual({ low: 59, high: 73 });
  });

  it("starts at the first note that may reach into view", () => {
    const notes = Array.from({ length: 100 }, (_, i) => note(`n${i}`, i, i + 1));
    expect(firstInView(notes, 50, 1)).toBe(49);
    expect(firstInView(notes, 0, 1)).toBe(0);
  });

  it("draws louder notes thicker", () => {
    expect(thickness(120)).toBeGreaterThan(thickness(20));
    expect(thickness(120)).toBeLessThanOrEqual(1);
  });
});

describe("soundingAt", () => {
  const played = performance([note("a", 0, 4), note("b", 1, 2), note("c", 5, 6)]);

  it.each([
    [0.5, ["a", "a'"]],
    [1.5, ["a", "a'", "b", "b'"]],
    [3, ["a", "a'"]],
    [4.5, []],
    [-1, []],
    [null, []],
  ])("at %s lights %j", (sec, ids) => {
    expect([...soundingAt(played, sec)].sort()).toEqual(ids);
  });
});
