import { describe, expect, it } from "vitest";
import { endOptions } from "../../src/widgets/bars.tsx";
import { barIndexAt, placeName, rangeName } from "../../src/widgets/places.ts";
import { score } from "./fakes.ts";

describe("places", () => {
  it.each([
    [-1, "the upbeat"],
    [0, "bar 1, beat 1"],
    [4.9, "bar 2, beat 2"],
    [11, "bar 4, beat 3"],
    [12, "the end"],
  ])("calls beat %d %s", (beat, name) => {
    expect(placeName(score, beat)).toBe(name);
  });

  it.each([
    [0, 6, "bars 1 to 2"],
    [3, 6, "bar 2"],
    [-1, 6, "the upbeat to bar 2"],
    [1, 2, "bar 1"],
  ])("calls beats %d to %d %s", (from, to, name) => {
    expect(rangeName(score, from, to)).toBe(name);
  });

  it("tells a bar that is played again", () => {
    const bars = [...score.bars, { number: 4, start_beat: 12, end_beat: 15, pass: 2 }];
    expect(placeName({ bars }, 13)).toBe("bar 4 (time 2), beat 2");
  });

  it("keeps beats before and after the music in the first and the last bar", () => {
    expect(barIndexAt(score, -5)).toBe(0);
    expect(barIndexAt(score, 99)).toBe(4);
  });
});

describe("an end of bars to choose", () => {
  const chosen = (beat: number) => endOptions(score, beat).find(({ value }) => value === String(beat))?.text;

  it("is a bar, or the beat that is the last", () => {
    expect(chosen(6)).toBe("bar 2");
    expect(chosen(8)).toBe("bar 3, beat 2");
    expect(chosen(7.5)).toBe("bar 3, beat 2 (in part)");
  });
});
