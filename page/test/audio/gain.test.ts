import { describe, expect, it } from "vitest";
import { Gain } from "../../src/audio/gain.ts";

const started = (points: readonly (readonly [number, number])[]) => {
  const gain = new Gain();
  gain.start(points);
  return gain;
};

describe("gain", () => {
  it("runs straight in dB between its points and stays at its ends", () => {
    const gain = started([
      [1, 0],
      [3, 12],
    ]);
    expect([0, 1, 2, 3, 9].map((sec) => gain.at(sec))).toEqual([0, 0, 6, 12, 12]);
  });

  it("has arrived when the note at a step begins, and has not moved 5 ms before", () => {
    const gain = started([
      [0, 6],
      [1, 6],
      [1, 0],
      [2, 0],
    ]);
    expect(gain.at(1)).toBe(0);
    expect(gain.at(0.995)).toBe(6);
    expect(gain.at(0.998)).toBeCloseTo(3, 6);
  });

  it("keeps several steps close together in order", () => {
    const gain = started([
      [0, 0],
      [1, 0],
      [1, 6],
      [1.001, 6],
      [1.001, -6],
      [2, -6],
    ]);
    expect(gain.at(1.001)).toBe(-6);
    expect(gain.at(0.99)).toBe(0);
    for (let sec = 0.99; sec < 1.01; sec += 0.0001) expect(Math.abs(gain.at(sec))).toBeLessThanOrEqual(6);
  });

  it("goes over to another curve from where it stands", () => {
    const gain = started([[0, 0]]);
    gain.change([[0, 12]], 5, 7);
    expect(gain.at(7)).toBe(0);
    expect(gain.at(7.0025)).toBeCloseTo(6, 6);
    expect(gain.at(7.006)).toBe(12);
  });
});
