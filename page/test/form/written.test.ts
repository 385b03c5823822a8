import { describe, expect, it } from "vitest";
import { assemble } from "../../src/core/layers.ts";
import { asWritten } from "../../src/core/written.ts";
import { FIRST } from "../../src/form/choice.ts";
import { engravable } from "../../src/form/score.tsx";
import { musicXmlOf } from "../../src/takeaway/musicxml/musicxml.ts";
import { keyOf } from "../../src/takeaway/musicxml/spelling.ts";
import { tables } from "./tables.ts";

const SWING = { ...FIRST, style: "swing", phrase: "call_and_response", plan: "aab" };

describe("what is built, written down", () => {
  it("is the same whether hands are uneven or not, and whatever the tempo makes of its swing", () => {
    const text = (choice: typeof SWING): string => {
      const { score, voices } = engravable(assemble(tables, choice), "all");
      return musicXmlOf(score, { voices }).replace(/<per-minute>.*?<sound [^>]*>/s, "");
    };
    const straight = text({ ...SWING, human: false });
    // Whole files: a difference between them would fill the screen.
    expect(text(SWING) === straight).toBe(true);
    expect(text({ ...SWING, tempo_bpm: 200 }) === straight).toBe(true);
    expect(straight).toContain('<words font-weight="bold">Swing</words>');
    expect(straight).not.toContain("<time-modification>");
  });

  it("is played unevenly all the same", () => {
    const score = assemble(tables, SWING);
    const [played, written] = [score, asWritten(score)].map(({ voices }) =>
      voices[0]!.notes.map((n) => n.onset_beat),
    );
    expect(played).not.toEqual(written);
    expect(written!.every((beat) => Number.isInteger(beat * 2))).toBe(true);
  });

  it("has call and answer on one staff", () => {
    const score = assemble(tables, SWING);
    const count = (id: string): number => score.voices.find((voice) => voice.id === id)!.notes.length;
    const lead = engravable(score, "lead").score.voices;
    expect(count("answer")).toBeGreaterThan(0);
    expect(lead.map(({ notes }) => notes.length)).toEqual([count("melody") + count("answer")]);
  });

  it("is spelled as its mode and chords are, under a signature that fits", () => {
    const score = assemble(tables, { ...FIRST, tonality: "harmonic_minor", progression: "primary" });
    const names = new Set(score.voices[0]!.notes.map(({ spelling }) => spelling!.replace(/-?\d+$/, "")));
    expect([...names].every((name) => ["D", "E", "F", "G", "A", "Bb", "C#"].includes(name))).toBe(true);
    expect(names.has("C#")).toBe(true);
    expect(keyOf(score)).toEqual({ fifths: -1, mode: "none" });
  });
});
