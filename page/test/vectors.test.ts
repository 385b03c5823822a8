// The cases worked out by hand that both languages must meet (spec §11).
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { product, sum } from "../src/core/combine.ts";
import { curve, integralTo, invert, points, valueAt, valueBefore } from "../src/core/curve.ts";
import { MusicError } from "../src/core/error.ts";
import { perform } from "../src/core/perform.ts";
import { shapes, words } from "../src/core/tables.ts";
import type {
  Breakpoints,
  Clock,
  Curve,
  Instruments,
  Interpretation,
  Performance,
  Score,
} from "../src/core/types.ts";
import { describe as say } from "../src/core/words.ts";

interface CurveCase {
  readonly name: string;
  readonly product?: readonly Breakpoints[];
  readonly sum?: readonly Breakpoints[];
  readonly points?: Breakpoints;
  readonly value_at?: Breakpoints;
  readonly value_before?: Breakpoints;
  readonly integral_to?: Breakpoints;
  readonly invert?: Breakpoints;
}

interface NoteExpected {
  readonly onset_sec?: number;
  readonly release_sec?: number;
  readonly velocity?: number;
  readonly ids?: readonly string[];
}

interface Expected {
  readonly duration_sec?: number;
  readonly clipped?: boolean;
  readonly notes?: Readonly<Record<string, NoteExpected>>;
  readonly order?: Readonly<Record<string, readonly string[]>>;
  readonly gain?: Readonly<Record<string, Breakpoints>>;
  readonly seconds_at?: Breakpoints;
  readonly beat_at?: Breakpoints;
}

interface Played {
  readonly name: string;
  readonly score: string | Score;
  readonly interpretation: Interpretation;
  readonly speed?: number;
}

interface Vectors {
  readonly curves: readonly CurveCase[];
  readonly instruments: Instruments;
  readonly scores: Readonly<Record<string, Score>>;
  readonly performances: readonly (Played & { readonly expect: Expected })[];
  readonly words: readonly (Played & { readonly expect: readonly string[] })[];
  readonly refused: readonly Played[];
}

const file = new URL("../../spec/vectors.json", import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(file, "utf8"));

function scoreOf({ score }: Played): Score {
  return typeof score === "string" ? vectors.scores[score]! : score;
}

function near(actual: number, expected: number, tolerance = 1e-9): void {
  expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThanOrEqual(tolerance);
}

function nearPoints(actual: Breakpoints, expected: Breakpoints, tolerance = 1e-9): void {
  expect(actual, JSON.stringify(actual)).toHaveLength(expected.length);
  for (const [i, [place, value]] of expected.entries()) {
    near(actual[i]![0], place, tolerance);
    near(actual[i]![1], value, tolerance);
  }
}

describe("curves", () => {
  const readings: readonly (readonly [
    "value_at" | "value_before" | "integral_to" | "invert",
    (curve: Curve, place: number) => number,
  ])[] = [
    ["value_at", valueAt],
    ["value_before", valueBefore],
    ["integral_to", integralTo],
    ["invert", invert],
  ];
  for (const wanted of vectors.curves)
    it(wanted.name, () => {
      const made = wanted.product ? product(wanted.product.map(curve)) : sum(wanted.sum!.map(curve));
      if (wanted.points) nearPoints(points(made), wanted.points, 1e-12);
      for (const [field, read] of readings)
        for (const [place, value] of wanted[field] ?? []) near(read(made, place), value);
    });
});

describe("performances", () => {
  for (const wanted of vectors.performances)
    it(wanted.name, () => {
      const options = { shapes, speed: wanted.speed ?? 1 };
      const { performance, clock } = perform(
        scoreOf(wanted),
        wanted.interpretation,
        vectors.instruments,
        options,
      );
      compare(performance, clock, wanted.expect);
    });
});

function compare(performance: Performance, clock: Clock, wanted: Expected): void {
  if (wanted.duration_sec !== undefined) near(performance.duration_sec, wanted.duration_sec);
  if (wanted.clipped !== undefined) expect(performance.clipped).toBe(wanted.clipped);
  compareNotes(performance, wanted.notes ?? {});
  for (const [id, order] of Object.entries(wanted.order ?? {}))
    expect(voiceOf(performance, id).notes.map(({ ids }) => ids[0])).toEqual(order);
  for (const [id, gain] of Object.entries(wanted.gain ?? {})) nearPoints(voiceOf(performance, id).gain, gain);
  for (const [beat, sec] of wanted.seconds_at ?? []) near(clock.seconds_at(beat), sec);
  for (const [sec, beat] of wanted.beat_at ?? []) near(clock.beat_at(sec), beat);
}

function compareNotes(performance: Performance, wanted: Readonly<Record<string, NoteExpected>>): void {
  const notes = performance.voices.flatMap((voice) => voice.notes);
  for (const [id, { onset_sec, release_sec, velocity, ids }] of Object.entries(wanted)) {
    const note = notes.find((played) => played.ids[0] === id)!;
    if (onset_sec !== undefined) near(note.onset_sec, onset_sec);
    if (release_sec !== undefined) near(note.release_sec, release_sec);
    if (velocity !== undefined) expect(note.velocity).toBe(velocity);
    if (ids !== undefined) expect(note.ids).toEqual(ids);
  }
}

function voiceOf(performance: Performance, id: string) {
  return performance.voices.find((voice) => voice.id === id)!;
}

describe("words", () => {
  for (const wanted of vectors.words)
    it(wanted.name, () => {
      expect(say(scoreOf(wanted), wanted.interpretation, { shapes, words })).toEqual(wanted.expect);
    });
});

describe("refused", () => {
  for (const wanted of vectors.refused)
    it(wanted.name, () => {
      const options = { shapes, speed: wanted.speed ?? 1 };
      expect(() => perform(scoreOf(wanted), wanted.interpretation, vectors.instruments, options)).toThrow(
        MusicError,
      );
    });
});
