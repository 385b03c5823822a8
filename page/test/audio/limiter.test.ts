import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CEILING_DB, Limiter, LOOKAHEAD_FRAMES } from "../../src/audio/limiter.ts";
import { peakOf } from "./helpers.ts";

const RATE = 48000;
const ceiling = 10 ** (CEILING_DB / 20);

function limited(input: Float32Array): { readonly out: Float32Array; readonly engaged: boolean } {
  const limiter = new Limiter(RATE);
  const padded = new Float32Array(input.length + LOOKAHEAD_FRAMES);
  padded.set(input);
  const right = padded.slice();
  limiter.process(padded, right, padded.length);
  expect(right).toEqual(padded);
  return { out: padded.subarray(LOOKAHEAD_FRAMES), engaged: limiter.engaged };
}

const sine = (hz: number, amplitude: number, phase = 0) =>
  Float32Array.from({ length: 4800 }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / RATE + phase));

describe("limiter", () => {
  it("hands on what is below its ceiling bit by bit", () => {
    const input = sine(440, 0.85);
    const { out, engaged } = limited(input);
    expect(engaged).toBe(false);
    expect(out).toEqual(input);
  });

  it("lets no sample above the ceiling through", () => {
    const loud = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 600 });
    fc.assert(
      fc.property(loud, (samples) => {
        expect(peakOf(limited(Float32Array.from(samples)).out)).toBeLessThanOrEqual(ceiling * 1.0001);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("sees a peak that lies between two samples", () => {
    // A quarter of the rate, sampled at 45°: every sample is 3 dB below the true peak.
    const { engaged } = limited(sine(RATE / 4, 1, Math.PI / 4));
    expect(engaged).toBe(true);
  });

  it("comes back to full level after a peak", () => {
    const input = new Float32Array(RATE);
    input[100] = 2;
    input.fill(0.1, 2000);
    const { out } = limited(input);
    expect(out.at(-1)).toBeCloseTo(0.1, 6);
  });
});
