import { describe, expect, it } from "vitest";
import { keyName, outOfRange, pitchName, pretty } from "../../src/widgets/keynames.ts";
import { score } from "./fakes.ts";

describe("names of keys", () => {
  it("have the signs of music, and only where a letter has them", () => {
    expect(["Bbm7b5/Db", "F##", "Eb major", "Bb"].map(pretty)).toEqual([
      "B♭m7b5/D♭",
      "F♯♯",
      "E♭ major",
      "B♭",
    ]);
    expect([keyName({ key: "G major" }, 3), keyName({}, -1), keyName({}, 0)]).toEqual([
      "B♭ major",
      "a key 1 semitone down",
      "the key as written",
    ]);
    expect([60, 61, 58, 21].map(pitchName)).toEqual(["C4", "C♯4", "B♭3", "A0"]);
  });
});

describe("outOfRange", () => {
  const melody = score.voices[0]!; // C4 to C5

  it("says in one sentence which voices leave their instruments", () => {
    expect(outOfRange(score, {})).toBeNull();
    expect(outOfRange(score, { melody: "clarinet" })).toBeNull();
    expect(outOfRange({ voices: [melody] }, { melody: "glockenspiel" })).toBe(
      "Outside its range an instrument sounds unlike itself: Melody goes below “Glockenspiel” (G5 to C8).",
    );
    expect(outOfRange(score, { melody: "bass", bass: "flute" })).toMatch(
      /Melody goes above .*; Bass goes below /,
    );
  });

  it("knows no range of drums, of unknown instruments, of silence", () => {
    const voices = [melody, { ...melody, notes: [] }];
    expect(outOfRange({ voices }, { melody: "drums" })).toBeNull();
    expect(outOfRange({ voices }, { melody: "__proto__" })).toBeNull();
  });
});
