import { describe, expect, it } from "vitest";
import { curve } from "../src/core/curve.ts";
import { greatestStep } from "../src/core/level.ts";
import type { Breakpoints } from "../src/core/types.ts";

const step = (points: Breakpoints): number => greatestStep(curve(points), 0, 8);

describe("the greatest sudden change of level", () => {
  it("is that between the limits of one place, up or down", () => {
    expect(
      step([
        [2, 0],
        [2, 9],
        [2, -15],
        [6, -15],
        [6, 0],
      ]),
    ).toBe(15);
  });

  it("is none where the level moves little by little", () => {
    expect(
      step([
        [0, 0],
        [8, 18],
      ]),
    ).toBe(0);
    expect(step([[3, 5]])).toBe(0);
  });

  it("is not that with which the music begins or ends", () => {
    expect(
      step([
        [0, 0],
        [0, 20],
        [4, 20],
        [4, 17],
        [8, 17],
        [8, 0],
      ]),
    ).toBe(3);
  });
});
