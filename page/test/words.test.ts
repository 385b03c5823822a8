import { describe, expect, it } from "vitest";

import { endName, placeName } from "../src/core/place.ts";
import { fill, one, time } from "../src/core/sentences.ts";
import { words } from "../src/core/tables.ts";
import type { Interpretation, Score } from "../src/core/types.ts";
import { describe as say } from "../src/core/words.ts";
import { piece, row, shapes } from "./pieces.ts";

const score = piece({ start_beat: -1, end_beat: 16, bass: row("b", 0, 16) });
const tell = (items: Partial<Interpretation>, of: Score = score) =>
  say(of, { version: 1, ...items }, { shapes, words });
const slow = { kind: "ritardando", from_beat: 5, to_beat: 8, shape: "clear" };

describe("describe", () => {
  it("says that nothing is changed, by nothing or by amounts of 0", () => {
    const nothing = ["Nothing is changed: this is the music as written."];
    expect(tell({})).toEqual(nothing);
    const none = {
      components: [{ ...slow, amount: 0 }],
      holds: [{ note: "m1", ratio: 2, amount: 0 }],
      accents: [{ note: "m1", level_db: 0 }],
      hand_tempo: [[2, 2]] as const,
    };
    expect(tell(none)).toEqual(nothing);
  });

  it("says from where to where the tempo changes, and what comes after", () => {
    // 3 beats of 1.1 and then 1.6 · 0.5 s on average: 0.825 + 1.2 instead of 1.5 s
    expect(tell({ components: [{ ...slow, until_beat: 8 }] })).toEqual([
      "Ritardando from bar 2, beat 2 to the end of bar 2: the tempo falls from 120 to 60 beats a minute, then a tempo.",
      "It lasts 9 seconds, 0.5 seconds longer than as written.",
    ]);
    expect(tell({ components: [slow] })[0]).toMatch(/60 beats a minute, and stays there\.$/);
    expect(tell({ components: [{ ...slow, until_beat: 9.5 }] })[0]).toMatch(
      /a minute, stays there to bar 3, beat 2½, then a tempo\.$/,
    );
    expect(tell({ components: [{ ...slow, to_beat: 16, until_beat: 16 }] })[0]).toMatch(
      /to the end: .* 60 beats a minute\.$/,
    );
  });

  it("says how much louder it grows, and that it is clipped", () => {
    const grow = { kind: "crescendo", from_beat: -1, to_beat: 4, shape: "clear" };
    expect(tell({ components: [grow, { ...grow, amount: 0.5 }] })).toEqual([
      "Crescendo from the upbeat to the end of bar 1: the music grows louder by 12 dB, and stays there.",
      "Crescendo from the upbeat to the end of bar 1: the music grows louder by 12 dB, and stays there.",
      "Some of it would be louder or softer than is played here; there the level stays within.",
      "It lasts 8.5 seconds, as long as written.",
    ]);
  });

  it("says how loud it is from its first beat on", () => {
    const loud = { kind: "forte", from_beat: 4, to_beat: 8, until_beat: 16, shape: "clear" };
    expect(tell({ components: [loud] })[0]).toMatch(
      /in bar 2: the music is at once 6 dB louder, and stays there\.$/,
    );
    const slow_at_once = {
      ...slow,
      shape: [
        [0, 2],
        [1, 2],
      ] as const,
    };
    expect(tell({ components: [slow_at_once] })[0]).toMatch(/the tempo steps down from 120 to 60/);
  });

  it("says how late and early a rubato comes, for whom and how often", () => {
    const shape = [
      [0, 1.2],
      [0.5, 1],
      [1, 0.8],
    ] as const;
    // F(½) = 0.55: 0.05 of a cycle of 4 beats of 0.5 s
    const lean = { kind: "rubato", from_beat: 0, to_beat: 8, shape, cycles: 2, voice: "bass" };
    expect(tell({ components: [lean] })[0]).toBe(
      "Rubato from bar 1 to the end of bar 2, Bass alone: notes come up to 100 milliseconds late, and time is given back 2 times.",
    );
    expect(tell({ components: [{ ...lean, voice: null, cycles: 1, amount: 0.5 }] })[0]).toMatch(
      /, all voices: notes come up to 100 milliseconds late, and time is given back once\.$/,
    );
  });

  it("says what is done to notes, and where the hand has drawn", () => {
    const sentences = tell({
      holds: [
        { note: "b2", ratio: 3 },
        { note: "b3", ratio: 2, amount: 0.5, breath_beats: 2 },
      ],
      accents: [
        { note: "m1", level_db: 4, amount: 0.5 },
        { note: "m3", level_db: -1.25 },
      ],
      hand_tempo: [
        [0, 1],
        [4.1, 1],
      ],
      hand_level: [
        [0, 0],
        [16, 0],
      ],
    });
    expect(sentences).toEqual([
      "Fermata on bar 1, beat 2, Bass: the note lasts 3 times as long (1 second more).",
      "Fermata on bar 1, beat 3, Bass: the note lasts 1.5 times as long (0.3 seconds more), then 0.5 seconds of silence.",
      "Accent on the upbeat, Melody: the note is 2 dB louder.",
      "Accent on bar 1, beat 2, Melody: the note is 1.3 dB softer.",
      "The tempo is drawn by hand from bar 1 to bar 2, after beat 1.",
      "The level is drawn by hand from bar 1 to the end.",
      "It lasts 10.3 seconds, 1.8 seconds longer than as written.",
    ]);
  });
});

describe("places", () => {
  it("are bars and beats with their fractions, and the pass of a bar played again", () => {
    const again = {
      ...score,
      bars: score.bars.map((bar) => (bar.start_beat < 8 ? bar : { ...bar, number: 1, pass: 2 })),
    };
    const names = [-1, -0.5, 0, 1 / 3, 2.5, 3.2, 1 - 1e-9].map((beat) => placeName(score, beat, words));
    expect(names).toEqual([
      "the upbeat",
      "the upbeat",
      "bar 1",
      "bar 1, beat 1⅓",
      "bar 1, beat 3½",
      "bar 1, after beat 4",
      "bar 1, beat 2",
    ]);
    const twice = { ...score, bars: [{ ...score.bars[0]!, pass: 2 }] };
    expect(placeName(twice, -1, words)).toBe("the upbeat");
    expect(placeName(again, 9, words)).toBe("bar 1, beat 2 (time 2)");
    expect(endName(again, 12, words)).toBe("the end of bar 1 (time 2)");
    expect([endName(score, 0, words), endName(score, 2, words), endName(score, 16, words)]).toEqual([
      "the end of the upbeat",
      "bar 1, beat 3",
      "the end",
    ]);
  });
});

describe("numbers", () => {
  it("have one decimal at most, and times their minutes", () => {
    expect([one(2), one(2.04), one(2.05), one(0)]).toEqual(["2", "2", "2.1", "0"]);
    expect(one(2.25 / 3.0000000000000004), "a half but for the last bit").toBe("0.8");
    expect([1, 0.95, 59.96, 61, 130.5].map((sec) => time(words, sec))).toEqual([
      "1 second",
      "1 second",
      "1 minute 0 seconds",
      "1 minute 1 second",
      "2 minutes 10.5 seconds",
    ]);
  });

  it("fill gaps alone, and only once", () => {
    expect(fill("{a} and {b}, {c}", { a: "{b}", b: 2 })).toBe("{b} and 2, {c}");
  });
});
