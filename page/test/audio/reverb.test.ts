import { describe, expect, it } from "vitest";
import { Reverb } from "../../src/audio/reverb.ts";

const RATE_HZ = 44100;

/** What the room answers to a clap, taken in blocks of so many frames. */
function answer(
  sec: number,
  block: number,
  room = new Reverb(RATE_HZ),
  clap = 1,
): [Float32Array, Float32Array] {
  const left = new Float32Array(Math.round(sec * RATE_HZ));
  const right = new Float32Array(left.length);
  left[0] = right[0] = clap;
  for (let from = 0; from < left.length; from += block) {
    const count = Math.min(block, left.length - from);
    room.process(left.subarray(from, from + count), right.subarray(from, from + count), count);
  }
  return [left, right];
}

function level_db(samples: Float32Array, from_sec: number, to_sec: number): number {
  const part = samples.subarray(from_sec * RATE_HZ, to_sec * RATE_HZ);
  return 10 * Math.log10(part.reduce((sum, value) => sum + value * value, 0) / part.length);
}

/** What is left when each frame is the mean of so many: what lies low. */
const low = (samples: Float32Array, frames = 96): Float32Array =>
  samples.map((_, i) => samples.subarray(Math.max(0, i - frames), i).reduce((sum, x) => sum + x, 0) / frames);

/** What lies high: what is left between neighbours. */
const high = (samples: Float32Array): Float32Array =>
  samples.map((value, i) => value - 2 * (samples[i - 1] ?? 0) + (samples[i - 2] ?? 0));

describe("the room", () => {
  it("lets the clap itself through as it was", () => {
    const [left, right] = answer(0.01, 128);
    expect(left[0]).toBe(1);
    expect(right[0]).toBe(1);
  });

  it("falls evenly, by 60 dB within its decay of 1.1 s", () => {
    for (const side of answer(1.4, 128)) {
      const begins = level_db(side, 0.05, 0.15);
      expect(begins - level_db(side, 0.3, 0.4)).toBeGreaterThan(10);
      expect(begins - level_db(side, 0.3, 0.4)).toBeLessThan(25);
      expect(begins - level_db(side, 1.2, 1.3)).toBeGreaterThan(60);
    }
  });

  it("falls by 60 dB in 1.1 s where it is low, and sooner where it is high", () => {
    const [left] = answer(0.9, 128);
    const fall_db = (part: Float32Array): number => level_db(part, 0.1, 0.3) - level_db(part, 0.6, 0.8);
    const low_db = fall_db(low(left));
    expect(Math.abs(low_db - (60 * 0.5) / 1.1)).toBeLessThan(2);
    expect(fall_db(high(left))).toBeGreaterThan(low_db + 10);
  });

  it("sounds differently on either side", () => {
    const [left, right] = answer(0.5, 128);
    const apart = left.map((value, i) => value - right[i]!);
    expect(level_db(apart, 0.05, 0.5)).toBeGreaterThan(level_db(left, 0.05, 0.5) - 3);
  });

  it("does not depend on the length of the blocks", () => {
    expect(answer(0.5, 37)).toEqual(answer(0.5, 128));
  });

  it("is silent once cleared", () => {
    const room = new Reverb(RATE_HZ);
    answer(0.2, 128, room);
    room.clear();
    for (const side of answer(0.2, 128, room, 0)) expect(side.every((value) => value === 0)).toBe(true);
  });
});
