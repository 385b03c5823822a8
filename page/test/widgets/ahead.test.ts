import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pitchesOf, purseOf } from "../../src/widgets/ahead.ts";

const sizes = {
  piano: { size_kb: 1500 },
  drums: { size_kb: 400 },
  flute: { size_kb: 150 },
  harp: { size_kb: 100 },
};

describe("the purse for instruments", () => {
  it("takes what is wanted first, and leaves what no longer fits for when it is played", () => {
    const take = purseOf(1650, sizes);
    expect(take(["piano", "drums", "flute", "harp"])).toEqual(["piano", "flute"]);
    expect(purseOf(1650, sizes)(["drums", "piano", "harp"])).toEqual(["drums", "harp"]);
  });

  it("is one for all widgets of the page, which pay once for what they share", () => {
    const take = purseOf(650, sizes);
    expect(take(["drums"])).toEqual(["drums"]);
    expect(take(["drums", "flute"])).toEqual(["flute"]);
    expect(take(["drums", "flute", "harp"])).toEqual(["harp"]);
    expect(take(["piano", "an instrument of another book"])).toEqual([]);
  });

  it("never pays more than it holds, nor twice", () => {
    const wants = fc.array(fc.array(fc.constantFrom(...Object.keys(sizes))));
    fc.assert(
      fc.property(fc.nat(3000), wants, (allowance_kb, all) => {
        const take = purseOf(allowance_kb, sizes);
        const taken = all.flatMap((wanted) => take(wanted));
        expect(new Set(taken).size).toBe(taken.length);
        const spent_kb = taken.reduce((sum, name) => sum + sizes[name as keyof typeof sizes].size_kb, 0);
        expect(spent_kb).toBeLessThanOrEqual(allowance_kb);
      }),
      { seed: 1 },
    );
  });
});

it("knows of each instrument what it is to sound, in whatever part", () => {
  const part = (instrument: string, ...pitches: number[]) => ({
    instrument,
    notes: pitches.map((pitch) => ({ pitch })),
  });
  const found = pitchesOf([part("piano", 60, 64, 60), part("flute"), part("piano", 36)]);
  expect(found).toEqual(
    new Map([
      ["piano", new Set([60, 64, 36])],
      ["flute", new Set()],
    ]),
  );
});
