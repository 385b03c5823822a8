import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keysThatFit } from "../src/core/singing.ts";
import { saidInKey } from "../src/core/spokenkey.ts";
import { movedSymbol, placesMoved, semitonesAboveC, signature, transposed } from "../src/core/transpose.ts";
import type { Instruments, Score } from "../src/core/types.ts";
import { instruments as pieces } from "./pieces.ts";
import { score } from "./widgets/fakes.ts";

const instruments: Instruments = { ...pieces, drums: { ...pieces["piano"]!, percussion: true } };
const spelled = (key: string, spelling: string, pitch: number): Score => ({
  ...score,
  key,
  chords: [[0, "D7/F#"]],
  voices: [
    { ...score.voices[0]!, notes: [{ id: "m1", onset_beat: 0, end_beat: 1, pitch, spelling }] },
    {
      ...score.voices[1]!,
      instrument: "drums",
      notes: [{ id: "d1", onset_beat: 0, end_beat: 1, pitch: 38 }],
    },
  ],
});

describe("transposed", () => {
  it.each([
    ["G major", 3, "Bb major", "D5", 74, "F5", "F7/A"],
    ["G major", -1, "F# major", "D5", 74, "C#5", "C#7/E#"],
    ["F major", 1, "Gb major", "C4", 60, "Db4", "Eb7/G"],
    ["C major", 6, "Gb major", "B3", 59, "F4", "Ab7/C"],
    ["D dorian", -2, "C dorian", "C4", 60, "Bb3", "C7/E"],
    ["E minor", 1, "F minor", "B3", 59, "C4", "Eb7/G"],
    ["Bb minor", 11, "A minor", "Db4", 61, "C5", "C#7/E#"],
    ["", 2, "", "E4", 64, "F#4", "E7/G#"],
  ])("%s by %i is %s", (key, semitones, next, spelling, pitch, note, chord) => {
    const made = transposed(spelled(key, spelling, pitch), semitones, instruments);
    expect(made.key).toBe(next);
    expect(made.voices[0]!.notes[0]).toMatchObject({ spelling: note, pitch: pitch + semitones });
    expect(made.chords[0]![1]).toBe(chord);
  });

  it("by nothing is the score itself, however it is spelled", () => {
    const sharp = spelled("C# major", "E#4", 65);
    expect(transposed(sharp, 0, instruments)).toBe(sharp);
    expect(placesMoved("C# major", 0)).toBe(0);
  });

  it("leaves percussion, words that are no chords, and the ends of the keyboard", () => {
    const made = transposed(spelled("C major", "C9", 120), 11, instruments);
    expect(made.voices[1]!.notes[0]!.pitch).toBe(38);
    expect(made.voices[0]!.notes[0]).toMatchObject({ pitch: 119, spelling: "B8" });
    expect([movedSymbol("N.C.", 3), movedSymbol("C6/9", 1)]).toEqual(["N.C.", "G6/9"]);
  });

  it("spells every note as it sounds, in keys of at most six sharps or flats", () => {
    const key = fc
      .tuple(
        fc.constantFrom("C", "D", "E", "F", "G", "A", "B", "Bb", "Eb", "Ab", "F#", "C#"),
        fc.constantFrom("major", "minor", "dorian", "phrygian", "lydian", "mixolydian"),
      )
      .map((parts) => parts.join(" "));
    const name = fc.constantFrom(
      "C",
      "C#",
      "Db",
      "D",
      "D##",
      "Eb",
      "E",
      "Fb",
      "F",
      "F#",
      "G",
      "Abb",
      "A",
      "Bb",
      "B",
      "Cb",
      "B#",
    );
    fc.assert(
      fc.property(
        key,
        name,
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: -11, max: 11 }),
        (of, letter, octave, by) => {
          const pitch = 12 * (octave + 1) + semitonesAboveC(letter);
          const made = transposed(spelled(of, `${letter}${octave}`, pitch), by, instruments);
          const [, next, number] = /^([A-G][#b]*)(-?\d+)$/.exec(made.voices[0]!.notes[0]!.spelling!)!;
          expect(12 * (Number(number) + 1) + semitonesAboveC(next!)).toBe(pitch + by);
          if (by !== 0) expect(Math.abs(signature(made.key!))).toBeLessThanOrEqual(6);
        },
      ),
      { seed: 1 },
    );
  });
});

describe("the score in words", () => {
  const said = {
    title: "Air in G major",
    key: "G major",
    summary: "Air in G major: G major, 3/4, melody from D4 to D5.",
    spoken: [
      "Bar 1: beat 1, F sharp 4, quarter note, “D4”; chord F sharp m7 on beat 1; chord G over B on beat 2.",
    ],
  };

  it("follows the key, and leaves the words that are sung", () => {
    expect(saidInKey(said, -2)).toEqual({
      summary: "Air in G major: F major, 3/4, melody from C4 to C5.",
      spoken: ["Bar 1: beat 1, E4, quarter note, “D4”; chord Em7 on beat 1; chord F over A on beat 2."],
    });
    expect(saidInKey(said, 0)).toEqual({ summary: said.summary, spoken: said.spoken });
  });
});

describe("keysThatFit", () => {
  const melody = (low: number, high: number): Score => ({
    ...score,
    voices: [
      {
        ...score.voices[0]!,
        notes: [low, high].map((pitch, i) => ({ id: `${i}`, onset_beat: i, end_beat: i + 1, pitch })),
      },
    ],
  });

  it("offers the nearest first, as it sounds or an octave away", () => {
    expect(keysThatFit(melody(60, 72), [58, 72])).toMatchObject([
      { semitones: 0, octave: 0 },
      { semitones: -1, octave: 0 },
      { semitones: -2, octave: 0 },
      { semitones: 10, octave: -12 },
      { semitones: 11, octave: -12 },
    ]);
  });

  it("offers none where the melody is wider than the range", () => {
    expect(keysThatFit(melody(60, 72), [58, 69])).toEqual([]);
    expect(keysThatFit({ voices: [] }, [58, 69])).toEqual([]);
  });
});
