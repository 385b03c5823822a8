import { describe, expect, it } from "vitest";
import type { Mark } from "../../src/core/marks.ts";
import type { Note, Score } from "../../src/core/types.ts";
import { harmonyXml } from "../../src/takeaway/musicxml/harmony.ts";
import { musicXmlOf } from "../../src/takeaway/musicxml/musicxml.ts";
import { keyOf } from "../../src/takeaway/musicxml/spelling.ts";
import { written } from "../../src/takeaway/musicxml/xml.ts";

const note = (
  id: string,
  onset_beat: number,
  end_beat: number,
  pitch = 60,
  more: Partial<Note> = {},
): Note => ({
  id,
  onset_beat,
  end_beat,
  pitch,
  ...more,
});

function scoreOf(notes: readonly Note[], more: Partial<Score> = {}): Score {
  const end_beat = Math.max(4, ...notes.map((one) => Math.ceil(one.end_beat / 4) * 4));
  const bars = Array.from({ length: end_beat / 4 }, (_, i) => ({
    number: i + 1,
    start_beat: 4 * i,
    end_beat: 4 * i + 4,
    pass: 1,
  }));
  return {
    title: "Small",
    beat_quarters: 1,
    start_beat: 0,
    end_beat,
    bars,
    metres: [{ beat: 0, numerator: 4, denominator: 4 }],
    voices: [{ id: "melody", name: "Melody", instrument: "piano", balance_db: 0, notes }],
    tempo: [[0, 0.5]],
    level: [],
    chords: [],
    phrases: [],
    ...more,
  };
}

const mark = (more: Partial<Mark>): Mark => ({
  kind: "fermata",
  sign: "fermata",
  from_beat: 0,
  to_beat: null,
  text: "",
  before: "",
  bpm: null,
  direction: null,
  note: null,
  voice: null,
  placement: "above",
  ...more,
});

const heads = (text: string): readonly string[] => text.match(/<note id=.*?<\/note>/g) ?? [];

describe("MusicXML", () => {
  it("cuts a note at the barline and ties it; the fermata stands at its last head, the accent at its first", () => {
    const marks = [mark({ note: "a" }), mark({ kind: "accentuation", sign: "accent", note: "a" })];
    const [first, second] = heads(musicXmlOf(scoreOf([note("a", 3, 5)]), { marks }));
    expect(first).toMatch(/^<note id="a">.*<tie type="start"\/>.*<accent\/>/);
    expect(first).not.toContain("fermata");
    expect(second).toMatch(/^<note id="a--1">.*<tie type="stop"\/>.*<fermata type="upright"\/>/);
    expect(second).not.toContain("accent");
  });

  it("writes triplets with their brackets and beams", () => {
    const third = 1 / 3;
    const text = musicXmlOf(scoreOf([0, 1, 2].map((i) => note(`n${i}`, i * third, (i + 1) * third))));
    const written = heads(text);
    expect(written.map((head) => /<beam number="1">(\w+)/.exec(head)?.[1])).toEqual([
      "begin",
      "continue",
      "end",
    ]);
    expect(written.map((head) => /<tuplet type="(\w+)"/.exec(head)?.[1])).toEqual([
      "start",
      undefined,
      "stop",
    ]);
    expect(text).toContain("<divisions>3</divisions>");
  });

  it("puts a direction within a note by its offset, before its sound", () => {
    const words = mark({ kind: "ritardando", sign: "words", text: "a tempo", from_beat: 1 });
    const text = musicXmlOf(scoreOf([note("a", 0, 4)]), { marks: [words], period_at: () => 0.6 });
    expect(text).toMatch(/a tempo<\/words><\/direction-type><offset>1<\/offset><sound tempo="100"\/>/);
  });

  it("takes only the voices that are asked for, and names one that is not there", () => {
    const score = scoreOf([note("a", 0, 4)]);
    expect(() => musicXmlOf(score, { voices: ["tuba"] })).toThrow("no voice");
    expect(
      heads(
        musicXmlOf(
          { ...score, voices: [...score.voices, { ...score.voices[0]!, id: "b" }] },
          { voices: ["b"] },
        ),
      ),
    ).toHaveLength(1);
  });

  it("keeps text from outside text", () => {
    const text = musicXmlOf(scoreOf([note("a", 0, 4, 60, { lyric: "<b>&" })], { title: 'A "B" <c>' }));
    expect(text).toContain("<text>&lt;b&gt;&amp;</text>");
    expect(text).not.toContain("<b>");
  });

  it.each([
    ["G major", 1, "major"],
    ["Bb minor", -5, "minor"],
    ["D dorian", 0, "dorian"],
    ["E phrygian", 0, "phrygian"],
    ["F# minor", 3, "minor"],
  ])("knows the key of %s", (key, fifths, mode) => {
    expect(keyOf(scoreOf([], { key }))).toEqual({ fifths, mode });
  });

  it.each([
    ["F#dim7", "F", "diminished-seventh"],
    ["Bb/D", "B", "major"],
    ["Em7b5", "E", "half-diminished"],
    ["Cwhat", "C", "other"],
  ])("writes the chord symbol %s", (symbol, step, kind) => {
    const text = written(harmonyXml(symbol)!);
    expect(text).toContain(`<root-step>${step}</root-step>`);
    expect(text).toContain(`>${kind}</kind>`);
  });

  it("leaves a symbol without a root to words", () => {
    expect(harmonyXml("N.C.")).toBeNull();
    expect(musicXmlOf(scoreOf([note("a", 0, 4)], { chords: [[0, "N.C."]] }))).toContain(
      "<words>N.C.</words>",
    );
  });
});
