import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perform } from "../src/core/perform.ts";
import type { Component, Hold, Interpretation, Note, Score, Table } from "../src/core/types.ts";
import { instruments, piece, shapes } from "./pieces.ts";

const END = 16;
const amount = fc.double({ min: 0, max: 1, noNaN: true });
const factor = fc.double({ min: 0.2, max: 5, noNaN: true });
const quarter = (most: number) => fc.integer({ min: 0, max: most * 4 }).map((count) => count / 4);

function notes(name: string): fc.Arbitrary<Note[]> {
  const one = fc.record({
    onset: quarter(END - 1),
    length: quarter(4),
    pitch: fc.integer({ min: 60, max: 64 }),
    tied: fc.boolean(),
    level_db: fc.double({ min: -8, max: 8, noNaN: true }),
  });
  return fc.array(one, { minLength: 1, maxLength: 12 }).map((list) =>
    list.map(({ onset, length, ...more }, i) => {
      const end_beat = Math.min(END, onset + Math.max(length, 0.25));
      return { id: `${name}${i}`, onset_beat: onset, end_beat, ...more };
    }),
  );
}

const tempo = fc
  .array(fc.tuple(quarter(END), factor), { minLength: 1, maxLength: 5 })
  .map((points) => points.sort((a, b) => a[0] - b[0]));
const scores: fc.Arbitrary<Score> = fc
  .record({ notes: notes("m"), bass: notes("b"), tempo, instrument: fc.constantFrom("piano", "flute") })
  .map(piece_of);
function piece_of(options: {
  notes: Note[];
  bass: Note[];
  tempo: [number, number][];
  instrument: string;
}): Score {
  return piece({ ...options, end_beat: END });
}

const stretch = fc
  .tuple(quarter(END), quarter(END))
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => ({ from_beat: Math.min(one, other), to_beat: Math.max(one, other) }));
const curved: fc.Arbitrary<Component> = fc
  .record({
    kind: fc.constantFrom("ritardando", "accelerando", "crescendo", "forte"),
    place: stretch,
    amount,
    back: fc.boolean(),
  })
  .map(({ kind, place, amount, back }) => ({
    kind,
    ...place,
    amount,
    shape: "clear",
    until_beat: back ? place.to_beat : null,
  }));

/** A table of shares of time whose mean is 1. */
const shares: fc.Arbitrary<Table> = fc.array(factor, { minLength: 2, maxLength: 9 }).map((values) => {
  const width = 1 / (values.length - 1);
  let area = 0;
  for (let i = 1; i < values.length; i++) area += ((values[i - 1]! + values[i]!) / 2) * width;
  return values.map((value, i) => [i === values.length - 1 ? 1 : i * width, value / area] as const);
});
const rubato: fc.Arbitrary<Component> = fc
  .record({
    place: stretch,
    shape: shares,
    amount,
    cycles: fc.integer({ min: 1, max: 5 }),
    voice: fc.constantFrom(null, "melody"),
  })
  .map(({ place, ...more }) => ({ kind: "rubato", ...place, ...more }));

const interpretations: fc.Arbitrary<Interpretation> = fc
  .record({
    curved: fc.array(curved, { maxLength: 4 }),
    rubato: fc.option(rubato),
    held: fc.array(
      fc.record({ ratio: fc.double({ min: 1, max: 8, noNaN: true }), breath_beats: quarter(2), amount }),
      { maxLength: 3 },
    ),
    hand: fc.array(factor, { maxLength: 5 }),
  })
  .map(({ curved, rubato, held, hand }) => ({
    version: 1,
    components: rubato ? [...curved, rubato] : curved,
    holds: held.map((hold, i): Hold => ({ note: "m0", ...hold, ...(i === 1 ? { note: "b0" } : {}) })),
    hand_tempo: hand.map((value, i) => [3 * i, value] as const),
  }));

const play = (score: Score, interpretation: Interpretation) =>
  perform(score, interpretation, instruments, { shapes });

describe("a performance", () => {
  it("keeps the order of the score, and its clock runs both ways", () => {
    fc.assert(
      fc.property(scores, interpretations, (score, interpretation) => {
        const { clock, performance } = play(score, interpretation);
        const slack = 1e-9 * (1 + performance.duration_sec);
        for (let beat = 0; beat < END; beat += 0.125) {
          const [here, next] = [clock.seconds_at(beat), clock.seconds_at(beat + 0.125)];
          expect(next).toBeGreaterThan(here);
          expect(Math.abs(clock.beat_at(here) - beat)).toBeLessThan(slack);
        }
        for (const { notes } of performance.voices)
          for (const [i, note] of notes.entries()) {
            expect(note.release_sec).toBeGreaterThan(note.onset_sec);
            expect(note.onset_sec).toBeGreaterThanOrEqual(notes[i - 1]?.onset_sec ?? 0);
            expect(note.release_sec).toBeLessThanOrEqual(performance.duration_sec);
          }
      }),
    );
  });

  it("has each written note once, one sound to a chain, with a velocity of 20 to 120", () => {
    fc.assert(
      fc.property(scores, interpretations, (score, interpretation) => {
        for (const [v, { notes }] of play(score, interpretation).performance.voices.entries()) {
          const written = score.voices[v]!.notes;
          expect(notes.flatMap(({ ids }) => ids).toSorted()).toEqual(written.map(({ id }) => id).toSorted());
          for (const { ids, pitch, velocity, onset_beat, end_beat } of notes) {
            const chain = ids.map((id) => written.find((note) => note.id === id)!);
            expect([chain[0]!.onset_beat, chain.at(-1)!.end_beat]).toEqual([onset_beat, end_beat]);
            for (const [i, note] of chain.entries()) {
              expect(note.pitch).toBe(pitch);
              if (i > 0)
                expect([chain[i - 1]!.tied, chain[i - 1]!.end_beat]).toEqual([true, note.onset_beat]);
            }
            expect(Number.isInteger(velocity) && velocity >= 20 && velocity <= 120).toBe(true);
          }
        }
      }),
    );
  });

  it("with every amount 0 is as written", () => {
    fc.assert(
      fc.property(scores, interpretations, (score, { components = [], holds = [] }) => {
        const none = <T extends object>(items: readonly T[]) => items.map((item) => ({ ...item, amount: 0 }));
        const still = play(score, { version: 1, components: none(components), holds: none(holds) });
        const written = play(score, { version: 1 });
        expect(still.performance.clipped).toBe(written.performance.clipped);
        for (const [v, { notes }] of written.performance.voices.entries())
          for (const [i, note] of notes.entries()) {
            const same = still.performance.voices[v]!.notes[i]!;
            expect(Math.abs(same.onset_sec - note.onset_sec)).toBeLessThan(1e-9);
            expect(Math.abs(same.release_sec - note.release_sec)).toBeLessThan(1e-9);
            expect(same.velocity).toBe(note.velocity);
          }
      }),
    );
  });

  it("with a rubato gives back its time, under any tempo", () => {
    fc.assert(
      fc.property(scores, interpretations, rubato, (score, interpretation, added) => {
        const others = (interpretation.components ?? []).filter(({ kind }) => kind !== "rubato");
        const common = { ...added, voice: null };
        const strict = play(score, { ...interpretation, components: others }).clock;
        const free = play(score, { ...interpretation, components: [...others, common] }).clock;
        const { from_beat, to_beat, cycles = 1 } = common;
        for (let k = 0; k <= cycles; k++) {
          const beat = k === cycles ? to_beat : from_beat + ((to_beat - from_beat) * k) / cycles;
          expect(Math.abs(free.seconds_at(beat) - strict.seconds_at(beat))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("has a gain whose seconds never go back", () => {
    fc.assert(
      fc.property(scores, interpretations, (score, interpretation) => {
        for (const { gain } of play(score, interpretation).performance.voices)
          for (const [i, [sec, level_db]] of gain.entries()) {
            expect(sec).toBeGreaterThanOrEqual(gain[i - 1]?.[0] ?? 0);
            expect(Number.isFinite(level_db)).toBe(true);
          }
      }),
    );
  });
});
