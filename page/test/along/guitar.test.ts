import { describe, expect, it } from "vitest";
import { distinct, easiestCapo, effortOf, fingered, shapeOf, shapeSaid } from "../../src/along/guitar.ts";
import { score } from "../widgets/fakes.ts";

const inF = {
  ...score,
  key: "F major",
  chords: [
    [0, "F"],
    [3, "Bb"],
    [6, "C7"],
    [9, "F"],
  ] as const,
};

describe("shapeOf", () => {
  it("knows a chord by its sound, whatever it is called", () => {
    expect(shapeOf("G")?.frets).toEqual([3, 2, 0, 0, 0, 3]);
    expect(shapeOf("A#m")).toEqual(shapeOf("Bbm"));
    expect(shapeOf("Amin7")).toEqual(shapeOf("Am7"));
    expect(shapeOf("D/F#")?.frets[0]).toBe(2);
  });

  it("leaves a bass to others where no hand reaches it, and knows what is no chord", () => {
    expect(shapeOf("Cm7/D")).toEqual(shapeOf("Cm7"));
    expect([shapeOf("N.C."), shapeOf("H7"), shapeOf("")]).toEqual([null, null, null]);
  });

  it("is said string by string", () => {
    expect(shapeSaid("G", shapeOf("G")!)).toBe(
      "G: strings from low E: 3, 2, open, open, open, 3; fingers 2, 1, none, none, none, 3.",
    );
    expect(shapeSaid("Bb", shapeOf("Bb")!)).toMatch(/^B♭: strings from low E: not played, 1, /);
  });
});

describe("a capo", () => {
  it("names the chords as they are fingered", () => {
    expect(distinct(fingered(inF, 0, 0))).toEqual(["F", "Bb", "C7"]);
    expect(distinct(fingered(inF, 0, 3))).toEqual(["D", "G", "A7"]);
    expect(distinct(fingered(inF, 2, 0))).toEqual(["G", "C", "D7"]);
    expect(distinct(fingered(inF, -11, 7))).toEqual(["B", "E", "F#7"]);
  });

  it("is offered where the shapes are easiest, and none where they are easy already", () => {
    const capo = easiestCapo(inF, 0);
    expect(capo).toBeGreaterThan(0);
    expect(effortOf(inF, 0, capo)).toBeLessThan(effortOf(inF, 0, 0) / 1.5);
    expect(easiestCapo(inF, 2)).toBe(0);
    expect(easiestCapo({ ...inF, chords: [] }, 0)).toBe(0);
  });
});
