import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { product, sum } from "../src/core/combine.ts";
import { CurveReader, curve, integralTo, invert, points, valueAt, valueBefore } from "../src/core/curve.ts";
import type { Breakpoint } from "../src/core/types.ts";

const breakpoints = (least: number, most: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: -16, max: 64 }), fc.double({ min: least, max: most, noNaN: true })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((list) => list.map(([beat, value]): Breakpoint => [beat / 4, value]).sort((a, b) => a[0] - b[0]));
const beat = fc.double({ min: -6, max: 20, noNaN: true });

describe("a curve", () => {
  const step = curve([
    [0, 1],
    [4, 2],
    [4, 5],
    [4, 3],
    [8, 3],
  ]);

  it("is linear between breakpoints and constant outside", () => {
    expect([-3, 0, 1, 2, 6, 9].map((place) => valueAt(step, place))).toEqual([1, 1, 1.25, 1.5, 3, 3]);
  });

  it("takes the last value at a step, and the first as its limit from the left", () => {
    expect([valueBefore(step, 4), valueAt(step, 4)]).toEqual([2, 3]);
    expect([valueBefore(step, 3), valueBefore(step, -1), valueBefore(step, 0)]).toEqual([1.75, 1, 1]);
  });

  it("has the trapezoids under it as its integral, counted from beat 0", () => {
    expect(integralTo(step, 4)).toBe(6);
    expect(integralTo(step, 6)).toBe(12);
    expect(integralTo(step, -2)).toBe(-2);
    const early = curve([
      [-2, 1],
      [2, 3],
    ]);
    expect([integralTo(early, -2), integralTo(early, 0), integralTo(early, 2)]).toEqual([-3, 0, 5]);
  });

  it("takes 3 s for four beats that slow from 0.5 to 1 second a beat", () => {
    const ramp = curve([
      [0, 0.5],
      [4, 1],
    ]);
    expect(integralTo(ramp, 4)).toBe(3);
    expect(invert(ramp, 3)).toBe(4);
    expect(invert(ramp, -0.5)).toBe(-1);
    expect(invert(ramp, 4)).toBe(5);
  });

  it("refuses to be empty, to go back or to hold what is no number", () => {
    expect(() => curve([])).toThrow(/at least one breakpoint/);
    expect(() =>
      curve([
        [1, 1],
        [0, 1],
      ]),
    ).toThrow(/must not go back/);
    expect(() => curve([[0, Number.NaN]])).toThrow(/finite/);
  });

  it("gives back its beats from its integral", () => {
    fc.assert(
      fc.property(breakpoints(0.05, 20), beat, (list, place) => {
        const made = curve(list);
        expect(invert(made, integralTo(made, place))).toBeCloseTo(place, 9);
      }),
    );
  });

  it("reads the same in any order of places", () => {
    fc.assert(
      fc.property(
        breakpoints(-20, 20),
        fc.array(fc.oneof(beat, fc.integer({ min: -4, max: 16 }))),
        (list, places) => {
          const made = curve(list);
          const reader = new CurveReader(made);
          for (const place of places) {
            expect(reader.integralTo(place)).toBe(integralTo(made, place));
            expect(reader.valueAt(place)).toBe(valueAt(made, place));
            expect(reader.valueBefore(place)).toBe(valueBefore(made, place));
          }
        },
      ),
    );
  });
});

describe("a product", () => {
  it("of one curve is that curve", () => {
    const one = curve([[0, 2]]);
    expect(product([one])).toBe(one);
  });

  it("divides a stretch in which two curves move into eight parts", () => {
    const rising = curve([
      [0, 1],
      [8, 2],
    ]);
    const squared = points(product([rising, rising]));
    expect(squared).toEqual(Array.from({ length: 9 }, (_, k) => [k, (1 + k / 8) ** 2]));
  });

  it("does not divide where one alone moves, and keeps a step", () => {
    const rising = curve([
      [0, 1],
      [4, 2],
    ]);
    const step = curve([
      [2, 1],
      [2, 3],
    ]);
    expect(points(product([rising, step]))).toEqual([
      [0, 1],
      [2, 1.5],
      [2, 4.5],
      [4, 6],
    ]);
  });

  it("is the product of the values at every breakpoint of its factors", () => {
    fc.assert(
      fc.property(breakpoints(0.1, 10), breakpoints(0.1, 10), breakpoints(0.1, 10), (...lists) => {
        const factors = lists.map(curve);
        const whole = product(factors);
        for (const [place] of lists.flat()) {
          const at = factors.reduce((value, factor) => value * valueAt(factor, place), 1);
          const before = factors.reduce((value, factor) => value * valueBefore(factor, place), 1);
          expect(valueAt(whole, place)).toBe(at);
          expect(valueBefore(whole, place)).toBe(before);
        }
      }),
    );
  });
});

describe("a sum", () => {
  it("is the sum of the values everywhere, without dividing", () => {
    fc.assert(
      fc.property(breakpoints(-20, 20), breakpoints(-20, 20), beat, (one, other, place) => {
        const whole = sum([curve(one), curve(other)]);
        expect(valueAt(whole, place)).toBeCloseTo(
          valueAt(curve(one), place) + valueAt(curve(other), place),
          9,
        );
      }),
    );
  });
});
