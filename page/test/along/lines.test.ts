import { describe, expect, it } from "vitest";
import { currentOnset, sheetLines } from "../../src/along/lines.ts";
import type { Score } from "../../src/core/types.ts";
import { score } from "../widgets/fakes.ts";

const sung = (syllables: readonly string[]): Score => ({
  ...score,
  voices: [
    {
      ...score.voices[0]!,
      notes: score.voices[0]!.notes.map((note, i) => ({ ...note, lyric: syllables[i] ?? "" })),
    },
  ],
});
// Upbeat at −1; the second phrase begins at beat 6.
const amazing = sung(["A-", "maz-", "", "ing", "grace,", "", "", "how", "sweet"]);
const chords = [
  [0, "G"],
  [3, "C"],
  [5, "D7"],
  [6, "G/B"],
] as const;
const shown = (of: Score, played: Score["chords"]) =>
  sheetLines(of, played).map(({ words }) =>
    words.map((word) =>
      word.map(({ chord, text }) => (chord === null ? text : `[${chord}]${text}`)).join(""),
    ),
  );

describe("sheetLines", () => {
  it("puts chords above syllables, a line for each phrase, and one within a syllable by itself", () => {
    expect(shown(amazing, chords)).toEqual([
      ["A[G]mazing", "[C]grace,", "[D7]"],
      ["[G/B]how", "sweet"],
    ]);
  });

  it("says the line and its chords apart", () => {
    expect(sheetLines(amazing, chords)[0]!.said).toBe("Amazing grace, — Chords: G, C, D7.");
  });

  it("keeps a word together where its chord changes in mid-syllable", () => {
    const amen = sung(["", "A-", "", "men."]);
    const moving = [
      [1, "F"],
      [2, "C"],
    ] as const;
    expect(shown(amen, moving)).toEqual([["A[F][C]men."]]);
  });

  it("shows chords between barlines where there are no words, and makes lines where there are no phrases", () => {
    const wordless = { ...sung([]), phrases: [] };
    expect(shown(wordless, chords)).toEqual([["|", "|", "[G]", "|", "[C]", "[D7]", "|", "[G/B]"], ["|"]]);
  });

  it("knows the syllable that is sung", () => {
    const lines = sheetLines(amazing, chords);
    expect([-2, -1, 0.5, 1.5, 2, 5.5, 6].map((beat) => currentOnset(lines, beat))).toEqual([
      null,
      -1,
      0,
      0,
      2,
      3,
      6,
    ]);
  });
});
