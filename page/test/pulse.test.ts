import { describe, expect, it } from "vitest";
import { perform } from "../src/core/perform.ts";
import { clicksOf, countIn } from "../src/core/pulse.ts";
import type { Interpretation, Score } from "../src/core/types.ts";
import { instruments, shapes } from "./pieces.ts";
import { score } from "./widgets/fakes.ts";

const laid = (interpretation: Omit<Interpretation, "version">, of: Score = score, speed = 1) =>
  perform(of, { version: 1, ...interpretation }, instruments, { shapes, speed });

describe("clicksOf", () => {
  it("strikes every beat of every bar, and accents the first", () => {
    const clicks = clicksOf(score, laid({}).clock);
    expect(clicks.map(({ beat }) => beat)).toEqual(Array.from({ length: 13 }, (_, i) => i - 1));
    expect(clicks.map(({ sec }) => sec)).toEqual(Array.from({ length: 13 }, (_, i) => i));
    expect(clicks.filter(({ accented }) => accented).map(({ beat }) => beat)).toEqual([0, 3, 6, 9]);
  });

  it("follows the performed tempo and waits with a fermata", () => {
    const hold = { note: "m4", ratio: 3, breath_beats: 0.5 }; // ends at beat 4: 2 s longer and half a second of breath
    const clicks = clicksOf(score, laid({ holds: [hold] }, score, 0.5).clock);
    const at = new Map(clicks.map(({ beat, sec }) => [beat, sec]));
    expect([at.get(3), at.get(4), at.get(5)]).toEqual([8, 15, 17]);
  });

  it("counts the beats of an upbeat from its end", () => {
    const eighth = {
      ...score,
      start_beat: -0.5,
      bars: [{ number: 0, start_beat: -0.5, end_beat: 0, pass: 1 }, ...score.bars.slice(1)],
    };
    const [first, second] = clicksOf(eighth, laid({}).clock);
    expect([first, second]).toMatchObject([{ beat: 0, accented: true }, { beat: 1 }]);
  });
});

describe("countIn", () => {
  const { tempo } = laid({});
  const numbers = (of: Score, beat: number, bars: number) =>
    countIn(of, tempo, beat, bars).counts.map(({ number }) => number);

  it("goes on to where the music enters: in an upbeat, on a bar, within one", () => {
    expect(numbers(score, -1, 1)).toEqual([1, 2, 3, 1, 2]);
    expect(numbers(score, 0, 1)).toEqual([1, 2, 3]);
    expect(numbers(score, 4.5, 1)).toEqual([1, 2, 3, 1, 2]);
    expect(numbers(score, 0, 2)).toEqual([1, 2, 3, 1, 2, 3]);
    expect(numbers(score, 5, 0)).toEqual([]);
  });

  it("ends one beat before the music, or as much less as it enters before a beat", () => {
    expect(countIn(score, tempo, -1, 1).counts.at(-1)!.before_beats).toBe(1);
    expect(countIn(score, tempo, 4.5, 1).counts.at(-1)!.before_beats).toBe(0.5);
  });

  it("has the tempo of the place where the music enters", () => {
    const hand_tempo = [
      [3, 1.5],
      [6, 1.5],
    ] as const;
    const slow = laid({ hand_tempo }, score, 0.5).tempo;
    expect(countIn(score, slow, 3, 1).beat_period).toBe(3);
    expect(countIn(score, slow, 0, 1).beat_period).toBe(2);
  });

  it("beats in two in six-eight", () => {
    const six: Score = {
      ...score,
      beat_quarters: 1.5,
      start_beat: 0,
      metres: [{ beat: 0, numerator: 6, denominator: 8 }],
      bars: [{ number: 1, start_beat: 0, end_beat: 2, pass: 1 }],
    };
    expect(numbers(six, 0, 1)).toEqual([1, 2]);
  });
});
