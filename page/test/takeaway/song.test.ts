// A song in a saved file, mangled: it comes back whole, or is refused in one sentence.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MusicError } from "../../src/core/error.ts";
import { readFile } from "../../src/reading/read.ts";
import { readOwnSong, writeOwnSong } from "../../src/takeaway/song.ts";

const ABC = 'X:1\nT:Call\nM:3/4\nL:1/4\nQ:1/4=80\nK:G\nD|"G"G2 B|d3|]\nw:Come|sing with|me';
const { score: all } = readFile(new TextEncoder().encode(ABC), "call.abc");
const song = { all, melody: "v1", played: ["v1"], home: "A Tune" };
const text = JSON.stringify(writeOwnSong(song));

/** Every place in plain data, as paths. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inner = Array.isArray(value)
    ? value.flatMap((one, i) => places(one, [...path, i]))
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, one]) => places(one, [...path, name]))
      : [];
  return [path, ...inner];
}

function changed(value: unknown, [first, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (first === undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string | number, unknown>)[first] = changed((value as never)[first], rest, to);
  return copy;
}

describe("readOwnSong", () => {
  it("brings back what was saved", () => {
    expect(readOwnSong(JSON.parse(text))).toEqual({ all, melody: "v1", played: ["v1"] });
  });

  it("refuses what was mangled, in one sentence, or makes it whole", () => {
    const paths = places(JSON.parse(text));
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.double(),
      fc.constantFrom(null, -1e308, 1e308, [], {}, "__proto__"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, value) => {
        try {
          const { all: read } = readOwnSong(changed(JSON.parse(text), path, value));
          expect(read.voices.flatMap(({ notes }) => notes).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(MusicError);
          expect((error as Error).message).toMatch(/^[A-Z][^\n]{10,250}\.$/);
        }
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});
