import { describe, expect, it } from "vitest";
import { gridOf, keyed, roomFor } from "../../src/widgets/handles.ts";
import { score } from "./fakes.ts";

describe("handles", () => {
  it("stand at bar lines and at the end, not at an upbeat", () => {
    expect(gridOf(score, false)).toEqual([0, 3, 6, 9, 12]);
  });

  it("stand on every beat if wanted", () => {
    expect(gridOf(score, true)).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it("have room for a finger where they stand nearest", () => {
    expect(roomFor([0, 3, 6, 8], 8, 26)).toBe(104);
    expect(roomFor([0], 8, 26)).toBe(0);
  });

  it.each([
    ["ArrowUp", 62.4, 63],
    ["ArrowRight", 62.4, 63],
    ["ArrowDown", 62.4, 61],
    ["ArrowLeft", 62.4, 61],
    ["PageUp", 62.4, 72],
    ["PageDown", 62.4, 52],
  ])("%s goes from %d to %d", (key, value, next) => {
    expect(keyed(key, value, 1, 10)).toBe(next);
  });

  it("are reset by Home and Delete, and leave other keys alone", () => {
    expect([keyed("Home", 1, 1, 1), keyed("Delete", 1, 1, 1)]).toEqual(["reset", "reset"]);
    expect(keyed("Tab", 1, 1, 1)).toBeNull();
  });
});
