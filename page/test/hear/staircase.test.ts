import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chances } from "../../src/hear/chance.ts";
import { answered, firstStairs, type Scale, SETTLES_AT, threshold } from "../../src/hear/staircase.ts";
import { TOPIC } from "../../src/hear/topics.ts";

/** Somebody whose threshold is known: a logistic psychometric function over the logarithm of the change. */
interface Listener {
  readonly at: number;
  /** Share of right answers by guessing. */
  readonly guess: number;
  readonly slope: number;
}
const LAPSES = 0.02;
const RUNS = 500;
const QUESTIONS = 60;

function hears({ at, guess, slope }: Listener, amount: number): number {
  const reach = 1 - guess - LAPSES;
  const share = (SETTLES_AT - guess) / reach;
  const middle = Math.log(at) - Math.log(share / (1 - share)) / slope;
  return guess + reach / (1 + Math.exp(-slope * (Math.log(amount) - middle)));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function run(scale: Scale, listeners: readonly Listener[], questions: number, chance: () => number): number {
  let stairs = firstStairs(scale);
  for (let i = 0; i < questions; i += 1) {
    const listener = listeners[Math.floor((i * listeners.length) / questions)]!;
    stairs = answered(stairs, chance() < hears(listener, stairs.amount), scale);
  }
  // What is not known yet is as wrong as can be.
  return threshold(stairs) ?? Infinity;
}

function errors(scale: Scale, listeners: readonly Listener[], questions: number): readonly number[] {
  const chance = chances(1971);
  const { at } = listeners.at(-1)!;
  return Array.from({ length: RUNS }, () => run(scale, listeners, questions, chance) / at - 1);
}

const tempo = TOPIC.tempo.scale!;
const level = TOPIC.level.scale!;

describe("the staircase follows a listener whose threshold is known", () => {
  it.each([
    ["tempo, 6 %, one of three", tempo, { at: 0.06, guess: 1 / 3, slope: 3 }],
    ["tempo, 3 %, one of three", tempo, { at: 0.03, guess: 1 / 3, slope: 3 }],
    ["tempo, 15 %, same or different", tempo, { at: 0.15, guess: 1 / 2, slope: 3 }],
    ["level, 1.5 dB, one of three", level, { at: 1.5, guess: 1 / 3, slope: 3 }],
    ["level, 4 dB, same or different", level, { at: 4, guess: 1 / 2, slope: 3 }],
  ] as const)("%s: within 20 %% in the median of 500 runs", (_name, scale, listener) => {
    const off = errors(scale, [listener], QUESTIONS);
    expect(median(off.map(Math.abs))).toBeLessThan(0.2);
    expect(Math.abs(median(off))).toBeLessThan(0.08);
  });

  it("also when the listener learns on the way", () => {
    const before = { at: 0.16, guess: 1 / 3, slope: 3 };
    const off = errors(tempo, [before, { ...before, at: 0.06 }], 120);
    expect(median(off.map(Math.abs))).toBeLessThan(0.2);
  });

  it("says nothing before it knows, and little is needed until it does", () => {
    const chance = chances(5);
    const listener = { at: 1.5, guess: 1 / 3, slope: 3 };
    expect(threshold(firstStairs(level))).toBeNull();
    const known = Array.from({ length: RUNS }, () => run(level, [listener], 40, chance));
    const unknown = known.filter((amount) => amount === Infinity).length / RUNS;
    expect(unknown).toBeLessThan(0.35);
  });

  it("stays within its scale, whatever is answered", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (answers) => {
        let stairs = firstStairs(tempo);
        for (const right of answers) {
          const next = answered(stairs, right, tempo);
          if (!right) expect(next.amount).toBeGreaterThanOrEqual(stairs.amount);
          else expect(next.amount).toBeLessThanOrEqual(stairs.amount);
          stairs = next;
        }
        expect(stairs.amount).toBeGreaterThanOrEqual(tempo.floor);
        expect(stairs.amount).toBeLessThanOrEqual(tempo.ceiling);
        expect(stairs.turns.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it("needs three right answers in a row after the first mistake", () => {
    let stairs = answered(firstStairs(tempo), false, tempo);
    const { amount } = stairs;
    for (const right of [true, true, false]) stairs = answered(stairs, right, tempo);
    expect(stairs.amount).toBeGreaterThan(amount);
    const higher = stairs.amount;
    for (const right of [true, true]) stairs = answered(stairs, right, tempo);
    expect(stairs.amount).toBe(higher);
    expect(answered(stairs, true, tempo).amount).toBeLessThan(higher);
  });
});
