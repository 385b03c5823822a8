import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPlaced, type Line, lineOf, movedTo, putAt, stationOf, unsorted } from "../../src/study/line.ts";

const seal = (hidden: unknown): string => Buffer.from(JSON.stringify(hidden)).toString("base64");
const raw = {
  stations: ["nothing", "framework", "moment"],
  definitions: ["one"],
  examples: ["a", "b", "c"].map((name) => ({
    name,
    title: name,
    about: "",
    piece: name,
    interpretation: null,
    sealed: seal({ at: ["x", "y", "z"], says: [["yes", name]] }),
  })),
};
const line: Line = lineOf(raw);

describe("the line", () => {
  it("opens what was sealed", () => {
    expect(line.examples[1]).toMatchObject({ name: "b", at: ["x", "y", "z"], says: [["yes", "b"]] });
  });

  it("begins with nothing placed", () => {
    const rows = unsorted(line);
    expect(rows).toEqual(["a", "b", "c", 0, 1, 2]);
    expect(stationOf(rows, "a")).toBeNull();
    expect(allPlaced(rows)).toBe(false);
  });

  it("puts an example last under its station, and takes it back", () => {
    const one = putAt(unsorted(line), "a", 1);
    expect(one).toEqual(["b", "c", 0, 1, "a", 2]);
    const two = putAt(one, "b", 1);
    expect(two).toEqual(["c", 0, 1, "a", "b", 2]);
    expect(putAt(two, "c", 2)).toEqual([0, 1, "a", "b", 2, "c"]);
    expect(putAt(two, "a", null)).toEqual(["c", "a", 0, 1, "b", 2]);
    expect(stationOf(two, "b")).toBe(1);
  });

  it("keeps every row and the order of the stations, however examples are moved", () => {
    const move = fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: -3, max: 9 }));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const rows = moves.reduce((now, [name, index]) => movedTo(now, name, index), unsorted(line));
        expect([...rows].sort()).toEqual([...unsorted(line)].sort());
        expect(rows.filter((row) => typeof row === "number")).toEqual([0, 1, 2]);
        expect(allPlaced(rows)).toBe(["a", "b", "c"].every((name) => stationOf(rows, name) !== null));
      }),
    );
  });
});
