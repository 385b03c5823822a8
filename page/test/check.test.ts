import { describe, expect, it } from "vitest";
import { MusicError } from "../src/core/error.ts";
import { perform } from "../src/core/perform.ts";
import type { Component, Interpretation, Score, Table } from "../src/core/types.ts";
import { instruments, note, piece, row, shapes } from "./pieces.ts";

const score = piece({ notes: [note("grace", 0, 0), ...row("m", 0, 8)], bass: row("b", 0, 8) });
const slow: Component = { kind: "ritardando", from_beat: 2, to_beat: 6, shape: "clear" };
const lean: Component = { kind: "rubato", from_beat: 2, to_beat: 6, shape: "clear" };

function component(changed: Partial<Component>, from = slow): Partial<Interpretation> {
  return { components: [{ ...from, ...changed }] };
}
const table = (...shape: (readonly [number, number])[]) => component({ shape });
const long: Table = Array.from({ length: 66 }, (_, i) => [i / 65, 1]);

const refused: Record<string, [items: Partial<Interpretation>, sentence: RegExp]> = {
  "an unknown kind": [component({ kind: "swell" }), /no expressive component "swell"/],
  "a kind that belongs to notes": [component({ kind: "fermata" }), /"fermata"/],
  "a kind named like a method": [component({ kind: "constructor" }), /"constructor"/],
  "an unknown shape": [component({ shape: "bent" }), /ritardando from bar 1, beat 3 has no shape "bent"/],
  "a component that ends as it begins": [component({ to_beat: 2 }), /must end after it begins/],
  "going back before arriving": [
    component({ until_beat: 5 }),
    /cannot go back at bar 2, beat 2, before it arrives at bar 2, beat 3/,
  ],
  "a start before the score": [
    component({ from_beat: -1 }),
    /reaches beat -1, outside the music, which goes from bar 1 to bar 2/,
  ],
  "an end after the score": [component({ to_beat: 9 }), /reaches beat 9/],
  "going back after the score": [component({ until_beat: 8.5 }), /reaches beat 8.5/],
  "a place that is no number": [component({ from_beat: Number.NaN }), /reaches beat NaN/],
  "an amount above 1": [component({ amount: 1.1 }), /amount of 1.1/],
  "an amount below 0": [component({ amount: -0.1 }), /amount of -0.1/],
  "half a cycle": [component({ cycles: 0.5 }, lean), /0.5 cycles/],
  "no cycle": [component({ cycles: 0 }, lean), /0 cycles/],
  "an unknown voice": [component({ voice: "viola" }, lean), /a voice "viola"/],
  "a table of one point": [table([0, 1]), /2 to 65 points/],
  "a table of 66 points": [component({ shape: long }), /2 to 65 points/],
  "a table that does not start at 0": [table([0.1, 1], [1, 1]), /from 0 to 1/],
  "a table that does not end at 1": [table([0, 1], [0.9, 1]), /from 0 to 1/],
  "a table that stands still": [table([0, 1], [0.5, 1], [0.5, 2], [1, 1]), /does not rise at point 3/],
  "a factor beyond 10": [table([0, 1], [1, 10.5]), /factor of 10.5/],
  "a factor below 0.1": [table([0, 0.05], [1, 1]), /factor of 0.05/],
  "a share of time of 0": [
    component(
      {
        shape: [
          [0, 0],
          [1, 2],
        ],
      },
      lean,
    ),
    /share of time of 0/,
  ],
  "shares whose mean is not 1": [
    component(
      {
        shape: [
          [0, 1],
          [1, 1.1],
        ],
      },
      lean,
    ),
    /mean is not 1/,
  ],
  "rubatos that overlap in every voice": [
    { components: [lean, { ...lean, from_beat: 5, to_beat: 8 }] },
    /rubato from bar 2, beat 2 overlaps the one from bar 1, beat 3/,
  ],
  "a rubato of one voice over one of all": [
    { components: [{ ...lean, from_beat: 5, to_beat: 8, voice: "bass" }, lean] },
    /overlaps/,
  ],
  "a fermata on an unknown note": [{ holds: [{ note: "x", ratio: 2 }] }, /no such note/],
  "a fermata before the first onset": [
    { holds: [{ note: "grace", ratio: 2 }] },
    /before anything has sounded/,
  ],
  "a ratio below 1": [{ holds: [{ note: "m1", ratio: 0.5 }] }, /ratio of 0.5/],
  "a ratio above 8": [{ holds: [{ note: "m1", ratio: 8.1 }] }, /ratio of 8.1/],
  "a breath above 8 beats": [{ holds: [{ note: "m1", ratio: 2, breath_beats: 9 }] }, /breath of 9/],
  "a breath below 0 beats": [{ holds: [{ note: "m1", ratio: 2, breath_beats: -1 }] }, /breath of -1/],
  "a fermata's amount above 1": [{ holds: [{ note: "m1", ratio: 2, amount: 2 }] }, /amount of 2/],
  "an accent on an unknown note": [{ accents: [{ note: "x", level_db: 2 }] }, /no such note/],
  "an accent without bounds": [{ accents: [{ note: "m1", level_db: Infinity }] }, /level of Infinity/],
  "an accent's amount below 0": [{ accents: [{ note: "m1", level_db: 2, amount: -1 }] }, /amount of -1/],
  "an accent that shortens its note": [
    { accents: [{ note: "m1", level_db: 2, lengthen: 0.5 }] },
    /accent on bar 1 makes its note 0.5 times as long/,
  ],
  "an accent that lengthens too much": [
    { accents: [{ note: "m1", level_db: 2, lengthen: 2.1 }] },
    /choose 1 to 2/,
  ],
  "handles that do not rise": [
    {
      hand_tempo: [
        [1, 1],
        [1, 2],
      ],
    },
    /tempo at bar 1, beat 2 comes after the one at bar 1, beat 2/,
  ],
  "a handle outside the score": [{ hand_level: [[9, 1]] }, /level at beat 9 reaches beat 9/],
  "a hand factor above 10": [{ hand_tempo: [[1, 11]] }, /is 11: it must lie from 0.1 to 10/],
  "a hand level below −40": [{ hand_level: [[1, -41]] }, /is -41: it must lie from -40 to 40/],
  "what is no list": [{ holds: {} as never }, /holds must be a list/],
  "a list of nothing": [{ components: [null as never] }, /components must be a list of items/],
  "a version to come": [{ version: 2 as never }, /version 2/],
};

describe("perform refuses", () => {
  for (const [name, [items, sentence]] of Object.entries(refused))
    it(name, () => {
      const run = () => perform(score, { version: 1, ...items }, instruments, { shapes });
      expect(run).toThrow(MusicError);
      expect(run).toThrow(sentence);
      expect(run).toThrow(/^[A-Z][^\n]*\.$/);
    });

  it("a speed that cannot be played", () => {
    for (const speed of [0, 0.2, 5, Number.NaN])
      expect(() => perform(score, { version: 1 }, instruments, { shapes, speed })).toThrow(
        /choose 0.25 to 4/,
      );
  });

  it("an instrument that is not there", () => {
    const run = () => perform(piece({ instrument: "sitar" }), { version: 1 }, instruments, { shapes });
    expect(run).toThrow('There is no instrument "sitar" for the voice "melody": choose one of piano, flute.');
  });

  it("a score without tempo, with a tempo of 0, or with a note that ends before it begins", () => {
    const broken: [Score, RegExp][] = [
      [piece({ tempo: [] }), /no tempo/],
      [piece({ tempo: [[0, 0]] }), /above 0/],
      [piece({ notes: [note("a", 2, 1)] }), /Note a must not end/],
      [piece({ end_beat: Number.NaN, notes: [] }), /must end/],
    ];
    for (const [wrong, sentence] of broken)
      expect(() => perform(wrong, { version: 1 }, instruments, { shapes })).toThrow(sentence);
  });
});

describe("perform allows", () => {
  const allowed: Record<string, Partial<Interpretation>> = {
    "rubatos that touch": { components: [lean, { ...lean, from_beat: 6, to_beat: 8 }] },
    "rubatos at once in two voices": {
      components: [
        { ...lean, voice: "bass" },
        { ...lean, voice: "melody" },
      ],
    },
    "a table of its own": table([0, 1], [1, 10]),
    "nulls where the spec has them": component({ until_beat: null, voice: null }),
  };
  for (const [name, items] of Object.entries(allowed))
    it(name, () => {
      expect(() => perform(score, { version: 1, ...items }, instruments, { shapes })).not.toThrow();
    });
});
