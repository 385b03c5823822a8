// What the page writes as MusicXML, its own reader reads back: every note in its place.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Note, Score } from "../../src/core/types.ts";
import { readFile } from "../../src/reading/read.ts";
import { musicXmlOf } from "../../src/takeaway/musicxml/musicxml.ts";
import { score as tune } from "../widgets/fakes.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function written(score: Score): Note[] {
  return readFile(bytes(musicXmlOf(score)), "score.musicxml").score.voices.flatMap(({ notes }) => [...notes]);
}

/** Tied heads joined: [onset, end, key]. */
function sounding(notes: readonly Note[]): (readonly [number, number, number])[] {
  const joined: [number, number, number][] = [];
  const open = new Map<string, [number, number, number]>();
  for (const { onset_beat, end_beat, pitch, tied } of notes) {
    const before = open.get(`${pitch} ${onset_beat}`);
    const chain: [number, number, number] = before ?? [onset_beat, end_beat, pitch];
    chain[1] = end_beat;
    if (!before) joined.push(chain);
    if (tied) open.set(`${pitch} ${end_beat}`, chain);
  }
  return joined.sort((a, b) => a[0] - b[0] || a[2] - b[2]);
}

/** Lengths in beats whose sums stay on the grid of written notes. */
const lengths = fc.array(
  fc.record({
    parts: fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 20),
    pitch: fc.integer({ min: 40, max: 84 }),
    rest: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

function made(steps: { parts: number; pitch: number; rest: boolean }[], per: number): Score {
  let here = 0;
  const notes: Note[] = [];
  for (const { parts, pitch, rest } of steps) {
    const [onset, end] = [here / per, (here + parts) / per];
    here += parts;
    if (!rest) notes.push({ id: `v1n${notes.length + 1}`, onset_beat: onset, end_beat: end, pitch });
  }
  const count = Math.max(1, Math.ceil(here / per / 3));
  const bars = Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    start_beat: 3 * i,
    end_beat: 3 * i + 3,
    pass: 1,
  }));
  const voices = [{ ...tune.voices[0]!, id: "v1", notes }];
  return {
    ...tune,
    start_beat: 0,
    end_beat: 3 * count,
    bars,
    metres: [{ beat: 0, numerator: 3, denominator: 4 }],
    voices,
  };
}

describe("musicXml", () => {
  it.each([4, 8, 3, 6])("keeps every note on a grid of %i parts of a beat", (per) => {
    fc.assert(
      fc.property(lengths, (steps) => {
        const score = made(steps, per);
        fc.pre(score.voices[0]!.notes.length > 0);
        const [mine, its] = [sounding(score.voices[0]!.notes), sounding(written(score))];
        expect(its.map(([, , pitch]) => pitch)).toEqual(mine.map(([, , pitch]) => pitch));
        its.forEach(([onset, end], i) => {
          expect(onset).toBeCloseTo(mine[i]![0], 9);
          expect(end).toBeCloseTo(mine[i]![1], 9);
        });
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it("keeps words, and markup in them stays text", () => {
    const notes = tune.voices[0]!.notes.map((note) => ({ ...note, lyric: "<b>&" }));
    const read = written({ ...tune, voices: [{ ...tune.voices[0]!, notes }] });
    expect(read.every(({ lyric }) => lyric === "<b>&")).toBe(true);
  });

  it("writes an upbeat and changing metres", () => {
    const { score } = readFile(bytes(musicXmlOf(tune)), "score.musicxml");
    expect(score.start_beat).toBe(-1);
    expect(score.bars.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
  });
});
