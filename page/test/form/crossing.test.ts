import { BasicSoundBank } from "spessasynth_core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Place } from "../../src/audio/places.ts";
import { type Plan, planOf } from "../../src/audio/plan.ts";
import { Renderer } from "../../src/audio/renderer.ts";
import { type Made, make } from "../../src/form/bench.ts";
import { crossing } from "../../src/form/crossing.ts";
import { soundTable } from "../../src/widgets/tables.ts";
import { bank } from "../audio/helpers.ts";
import { anyChoice, chances, tables } from "./tables.ts";

const PAIRS = Math.ceil(Number(process.env["MUSICKING_STATES"] ?? 30) / 8);
const RATE = 22_050;
const START: Place = { sec: 0, beat: Number.NEGATIVE_INFINITY };
const NEAR = Math.round(0.02 * RATE);
const BEFORE = Math.round(0.1 * RATE);
const OWN = 2 * RATE;
const MOST = 1.1;

type Stereo = readonly [Float32Array, Float32Array];

const planFor = ({ performed }: Made): Plan => planOf(performed.performance, soundTable);

function rendererFor(...plans: readonly Plan[]): Renderer {
  const made = new Renderer(RATE);
  const names = new Set(plans.flatMap(({ channels }) => channels.map(({ instrument }) => instrument)));
  for (const name of names) made.addBank(name, bank(name));
  return made;
}

function hear(source: Renderer, frames: number): Stereo {
  const sides: Stereo = [new Float32Array(frames), new Float32Array(frames)];
  for (let at = 0; at < frames; at += 128) source.render(...sides, at, Math.min(128, frames - at));
  return sides;
}

/** The largest step from one sample to the next. */
function largestStep(sides: Stereo, from: number, to: number): number {
  let most = 0;
  for (const side of sides)
    for (let i = Math.max(1, from); i < Math.min(side.length, to); i++)
      most = Math.max(most, Math.abs(side[i]! - side[i - 1]!));
  return most;
}

interface Steps {
  /** The largest step near the bar line, in terms of the largest that either music makes alone. */
  readonly sum: number;
  /** What is left of the first music, in terms of its own largest step just before. */
  readonly rest: number;
}

/** Listen to the bar line where one music gives way to the other, and to each alone. */
function stepsAtLine(from: Made, to: Made): Steps {
  const [left, entered] = [planFor(from), planFor(to)];
  const [leave, enter] = crossing(from.score, to.score, from.score.bars[1]!.start_beat + 0.1);
  const at_sec = from.performed.clock.seconds_at(leave);
  const place = { beat: enter, sec: to.performed.clock.seconds_at(enter) };
  const both = rendererFor(left, entered);
  const line = Math.round(at_sec * RATE) + both.latency_frames;
  both.play(left, START, null);
  hear(both, line - BEFORE);
  both.cross({ plan: entered, at_sec, from: place, loop: null, music: 1, leaves: 0 });
  const crossed = hear(both, BEFORE + NEAR);
  const [one, other] = [rendererFor(left), rendererFor(entered)];
  one.play(left, START, null);
  other.play(entered, place, null);
  hear(other, other.latency_frames);
  const [before, after] = [hear(one, line), hear(other, OWN)];
  const rest = crossed.map((side, s) =>
    side.map((x, i) => x - (after[s]![i - BEFORE] ?? 0)),
  ) as unknown as Stereo;
  const own = Math.max(largestStep(before, line - OWN, line), largestStep(after, 0, OWN));
  return {
    sum: largestStep(crossed, BEFORE - NEAR, BEFORE + NEAR) / own,
    rest: largestStep(rest, BEFORE, BEFORE + NEAR) / (largestStep(before, line - NEAR, line) + 1e-5),
  };
}

describe("where one music of the form lab gives way to another", () => {
  beforeAll(() => BasicSoundBank.isSF3DecoderReady);

  it(
    `no step from sample to sample is larger than the music's own, in ${PAIRS} random pairs`,
    () => {
      const chance = chances(12);
      for (let i = 0; i < PAIRS; i++) {
        const [from, to] = [0, 1].map(() => make(tables, { ...anyChoice(chance), plan: "once" })) as [
          Made,
          Made,
        ];
        const told = `${JSON.stringify(from.choice)} to ${JSON.stringify(to.choice)}`;
        if (from.choice.layers.length === 0 || to.choice.layers.length === 0) continue;
        const { sum, rest } = stepsAtLine(from, to);
        expect(sum, told).toBeLessThanOrEqual(MOST);
        expect(rest, told).toBeLessThanOrEqual(MOST);
      }
    },
    PAIRS * 20_000,
  );
});
