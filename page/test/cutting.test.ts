// How samples are cut short, made mono and measured, on sounds whose answer is known.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correlate, decayRate, detuning, fitCubic, keyHz, resample } from "../../audio/src/dsp.mjs";
import { integratedLufs, rmsDb, truePeakDb } from "../../audio/src/level.mjs";
import { cutWithLoop } from "../../audio/src/loop.mjs";
import { fuse } from "../../audio/src/mono.mjs";

const RATE = 32000;
const tone = (hz: number, seconds: number, fadeDb = 0, rate = RATE): Float32Array =>
  Float32Array.from(
    { length: seconds * rate },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate) * 10 ** ((-fadeDb * i) / rate / 20),
  );

test("a cut sample keeps its level in the loop, and says how fast the envelope must fade", () => {
  const { audio, loopStart, loopEnd, holdSec, slope } = cutWithLoop(tone(220, 6, 9), RATE, {
    seconds: 3,
    loopSec: [0.4, 0.9],
    leastSlope: 1,
  });
  expect(slope).toBeCloseTo(9, 1);
  expect((loopEnd - loopStart) / RATE).toBeGreaterThanOrEqual(0.4);
  const level = (sec: number): number => rmsDb([audio, audio], sec, sec + 0.1, RATE);
  expect(level(holdSec)).toBeCloseTo(level(loopEnd / RATE - 0.1), 0);
  expect(level(0) - level(holdSec)).toBeCloseTo(9 * holdSec, 0);
  const seam = Math.abs(audio[loopEnd - 1]! - audio[loopStart - 1]!);
  expect(seam).toBeLessThan(0.02);
});

test("one channel out of two is as strong as both, even where their sum is silence", () => {
  const left = tone(440, 2);
  const against = left.map((x) => -x);
  const fused = fuse(left, against, RATE);
  expect(rmsDb([fused, fused], 0.5, 1.5, RATE)).toBeCloseTo(rmsDb([left, against], 0.5, 1.5, RATE), 1);
  const weak = left.map((x) => x / 4);
  const lifted = fuse(weak, left, RATE);
  expect(rmsDb([lifted, lifted], 0.5, 1.5, RATE)).toBeCloseTo(rmsDb([weak, left], 0.5, 1.5, RATE), 1);
});

test("resampling keeps a tone and refuses what the new rate cannot hold", () => {
  const power = (audio: Float32Array): number => rmsDb([audio, audio], 0.2, 0.8, RATE);
  expect(power(resample(tone(1000, 1, 0, 44100), 44100, RATE))).toBeCloseTo(power(tone(1000, 1)), 1);
  expect(power(resample(tone(19000, 1, 0, 44100), 44100, RATE))).toBeLessThan(power(tone(1000, 1)) - 50);
});

test("detuning finds how far a string is from its key", () => {
  for (const [key, cents] of [
    [40, 7],
    [69, -4],
    [90, 12],
  ] as const) {
    const hz = keyHz(key) * 2 ** (cents / 1200);
    const string = tone(hz, 2, 4).map((x, i) => x + 0.4 * Math.sin((4 * Math.PI * hz * i) / RATE));
    expect(detuning(string, RATE, key)).toBeCloseTo(cents, 0);
  }
});

test("decayRate finds any fading", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 30, noNaN: true }), (db) => {
      expect(decayRate(tone(500, 2, db, 8000), 8000, 0.1, 1.9)).toBeCloseTo(db, 1);
    }),
    { seed: 4, numRuns: 20 },
  );
});

test("correlate is the plain sum of products", () => {
  const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 40 });
  fc.assert(
    fc.property(numbers, (long) => {
      const short = long.slice(1, 3);
      const plain = long
        .slice(0, long.length - 1)
        .map((_, k) => long[k]! * short[0]! + long[k + 1]! * short[1]!);
      for (const [k, value] of correlate(long, short).entries()) expect(value).toBeCloseTo(plain[k]!, 9);
    }),
    { seed: 4, numRuns: 50 },
  );
});

test("a cubic is found again from its points", () => {
  const cubic = (x: number): number => 2 - x + 0.5 * x * x - 0.01 * x ** 3;
  const found = fitCubic([20, 33, 47, 60, 88, 108].map((x) => [x, cubic(x)]));
  expect(found(55)).toBeCloseTo(cubic(55), 6);
});

describe("loudness", () => {
  test("of a full-scale 997 Hz tone in one channel is −3.01 LUFS, as BS.1770 has it", () => {
    const full = tone(997, 3, 0, 48000).map((x) => 2 * x);
    expect(integratedLufs([full, new Float32Array(full.length)])).toBeCloseTo(-3.01, 1);
  });

  test("true peak sees between the samples", () => {
    const between = Float32Array.from(
      { length: 4800 },
      (_, i) => Math.sin((Math.PI / 2) * i + Math.PI / 4) * Math.min(1, i / 500, (4800 - i) / 500),
    );
    expect(truePeakDb([between, between])).toBeCloseTo(0, 0);
    expect(Math.max(...between)).toBeLessThan(0.72);
  });
});
