import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/core/curve.ts";
import { makeQuestion } from "../../src/hear/ask.ts";
import { chances } from "../../src/hear/chance.ts";
import {
  type Contrasts,
  contrasted,
  FIRST_CONTRASTS,
  isToldApart,
  nextPair,
  openPairs,
  pairsOf,
} from "../../src/hear/contrasts.ts";
import { scoreOf, tonesOf } from "../../src/hear/forms.ts";
import { type Made, makePlaying } from "../../src/hear/made.ts";
import type { Asked, Question } from "../../src/hear/question.ts";
import { readingOf } from "../../src/hear/reading.ts";
import { firstStairs } from "../../src/hear/staircase.ts";
import { type Sense, TOPIC, TOPICS, type TopicName } from "../../src/hear/topics.ts";
import { tables } from "../form/tables.ts";
import { music, songs } from "./music.ts";

const chance = chances(11);
const WIDE: Contrasts = { open: 40, last: {} };

function ask(topic: TopicName, change: Partial<Asked> = {}): Question {
  const { scale } = TOPIC[topic];
  const stairs = scale && firstStairs(scale);
  return makeQuestion({
    topic,
    sense: "ear",
    easy: false,
    stairs,
    contrasts: WIDE,
    songs,
    tables,
    chance,
    ...change,
  });
}
const many = (topic: TopicName, count: number, change: Partial<Asked> = {}): readonly Question[] =>
  Array.from({ length: count }, () => ask(topic, change));
const madeOf = ({ playings }: Question): Promise<readonly Made[]> =>
  Promise.all(playings.map((playing) => makePlaying(music, playing)));
const stepsOf = (mode: string): readonly number[] => tables.tonalities[mode]!.steps;
const isChanged = ({ performed, plain }: Made): boolean => performed !== plain;
const share = (all: readonly Question[], of: (question: Question) => boolean): number =>
  all.filter(of).length / all.length;

describe.each(TOPICS)("questions of the topic %s", (topic) => {
  it.each(["ear", "eye"] as const)(
    "can be played, and one of the options is right (%s)",
    async (sense: Sense) => {
      for (const question of many(topic, 6, { sense })) {
        const made = await madeOf(question);
        expect(made.length).toBeGreaterThan(0);
        for (const { performed } of made) {
          expect(performed.performance.clipped).toBe(false);
          expect(performed.performance.duration_sec).toBeGreaterThan(2);
          expect(performed.performance.duration_sec).toBeLessThan(40);
        }
        if (question.match === null && question.kind !== "tap")
          expect(question.options.map(({ value }) => value)).toContain(question.answer);
        expect(question.names).toHaveLength(question.playings.length);
      }
    },
  );
});

describe("what is asked is what is played", () => {
  it("a phrase has four bars, whether or not it begins with an upbeat, and whichever phrase it is", async () => {
    for (const question of many("where", 20)) {
      const [made] = await madeOf(question);
      expect(made!.score.bars.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
      expect(made!.score.bars.map(({ start_beat }) => start_beat)).toEqual([-1, 0, 4, 8, 12]);
      if (question.answer === "nowhere") continue;
      const bar = made!.score.bars.find(({ number }) => number === Number(question.answer))!;
      const { tempo, level } = made!.performed;
      const jumps = [tempo, level].map(
        (curve) => valueAt(curve, bar.start_beat) !== valueAt(curve, bar.start_beat - 0.01),
      );
      expect(jumps.filter(Boolean)).toHaveLength(1);
    }
  });

  it("one of three changes, and it is the one that is asked for; where nothing does, all are as written", async () => {
    for (const topic of ["tempo", "level"] as const) {
      for (const question of many(topic, 40)) {
        if (question.match !== null) continue;
        const changed = (await madeOf(question)).map(isChanged);
        if (question.kind === "odd") {
          expect(changed.filter(Boolean)).toHaveLength(1);
          expect("ABC"[changed.indexOf(true)]).toBe(question.answer);
        } else expect(changed.some(Boolean)).toBe(question.answer === "different");
      }
    }
  });

  it("a change of tempo is as large as the stairs say, and moves nothing else", async () => {
    const question = many("tempo", 20).find(({ kind }) => kind === "odd")!;
    const made = (await madeOf(question)).find(isChanged)!;
    const { start_beat, end_beat } = made.score;
    const ratio = valueAt(made.performed.tempo, start_beat) / valueAt(made.performed.tempo, end_beat - 0.5);
    expect(Math.abs(Math.log(ratio))).toBeCloseTo(Math.log1p(question.amount!), 9);
    expect(valueAt(made.performed.level, start_beat)).toBe(valueAt(made.performed.level, end_beat));
  });

  it("tempo and level rove, so that neither tells by itself", () => {
    const playings = many("tempo", 60).flatMap((question) => question.playings);
    const factors = playings.map((playing) => (playing.is === "song" ? playing.tempo_factor : 1));
    expect(new Set(factors).size).toBe(factors.length);
    expect(Math.max(...factors) / Math.min(...factors)).toBeGreaterThan(1.14);
    const levels = playings.map(({ level_db }) => level_db);
    expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(3);
  });

  it("nothing changes often enough to be reckoned with, and no option is favoured", () => {
    const what = many("what", 300);
    expect(share(what, ({ answer }) => answer === "nothing")).toBeGreaterThan(0.15);
    const same = many("tempo", 600).filter(({ kind }) => kind === "same");
    expect(share(same, ({ answer }) => answer === "same")).toBeGreaterThan(0.38);
    expect(share(same, ({ answer }) => answer === "same")).toBeLessThan(0.62);
    const odd = many("level", 400).filter(({ kind }) => kind === "odd");
    for (const letter of ["A", "B", "C"])
      expect(share(odd, ({ answer }) => answer === letter)).toBeGreaterThan(0.25);
  });

  it("the order of the options never tells: it is that of the topic", () => {
    for (const topic of ["component", "mode", "groove"] as const) {
      const order = Object.keys(TOPIC[topic].names);
      for (const { kind, options } of many(topic, 30)) {
        if (kind !== "choose") continue;
        const places = options.map(({ value }) => order.indexOf(value));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }
    }
  });

  it("a mode has no foreign tone, and one by which each other option is ruled out", () => {
    for (const question of many("mode", 25)) {
      for (const [i, playing] of question.playings.entries()) {
        if (playing.is !== "form") throw new Error("A question of form plays forms.");
        const name = question.names[i]!;
        const tones = tonesOf(scoreOf(tables, playing.music), playing.music.frame.tonic);
        expect(tones.every((tone) => stepsOf(name).includes(tone))).toBe(true);
        const others =
          question.kind === "choose" ? question.options.map(({ value }) => value) : question.names;
        for (const other of others)
          if (other !== name) expect(tones.some((tone) => !stepsOf(other).includes(tone))).toBe(true);
      }
    }
  });

  it.each([
    ["authentic", "C F G C"],
    ["half", "C F G"],
    ["plagal", "C F C"],
    ["deceptive", "C F G Am"],
  ])("the cadence %s has the chords %s, from home on", (name, chords) => {
    const all = many("cadence", 80).flatMap(({ names, playings }) =>
      playings.filter((_, i) => names[i] === name),
    );
    const [playing] = all;
    if (playing?.is !== "form") throw new Error("There is none.");
    const { music: form } = playing;
    const score = scoreOf(tables, { ...form, choice: { ...form.choice, tonic: "C" } });
    expect(score.chords.map(([, symbol]) => symbol).join(" ")).toBe(chords);
  });

  it("grooves all have the same instruments, but for drums where they belong", () => {
    for (const { playings } of many("groove", 30))
      for (const playing of playings) {
        if (playing.is !== "form") continue;
        const used = scoreOf(tables, playing.music).voices.map(({ instrument }) => instrument);
        expect(used.filter((name) => name !== "drums")).toEqual(["piano", "bass"]);
      }
  });
});

it("who reads a groove instead of hearing it is told every drum by name", () => {
  for (const name of Object.keys(TOPIC.groove.names)) {
    const playings = many("groove", 60, { contrasts: { open: 99, last: {} } }).flatMap(
      ({ names, playings }) => playings.filter((_, i) => names[i] === name),
    );
    const [playing] = playings;
    if (playing?.is !== "form") throw new Error("There is none.");
    const labels = readingOf("groove", scoreOf(tables, playing.music), playing).map(({ label }) => label);
    expect(labels).not.toContain("Other drum");
  }
});

it("who reads a melody instead of hearing it is told its tones as they are written in the key", () => {
  const lines = many("phrase", 40).flatMap(({ playings }) =>
    playings.flatMap((playing) => {
      if (playing.is !== "form") return [];
      const { choice, frame } = playing.music;
      const sharp = {
        ...playing.music,
        choice: { ...choice, tonic: "F#" },
        frame: { ...frame, tonic: "F#" },
      };
      return readingOf("phrase", scoreOf(tables, sharp), { ...playing, music: sharp });
    }),
  );
  const tones = lines.flatMap(({ text }) => text.match(/[A-G][♯♭]*(?= |$)/g) ?? []);
  expect([...new Set(tones)].sort()).toEqual(["A♯", "B", "C♯", "D♯", "E♯", "F♯", "G♯"]);
});

describe("contrasts", () => {
  const { names, distance } = TOPIC.mode;
  const pairs = pairsOf(Object.keys(names), distance);

  it("go from far to near", () => {
    const far = pairs.map(([a, b]) => distance(a, b));
    expect(far).toEqual([...far].sort((a, b) => b - a));
    expect(pairsOf(["forte", "dynamic_contrast"], TOPIC.component.distance)).toEqual([]);
  });

  it("open one by one as they are told apart, and stay while they are confused", () => {
    let contrasts = FIRST_CONTRASTS;
    for (const pair of openPairs(contrasts, pairs)) {
      contrasts = contrasted(contrasts, pairs, pair, true);
      contrasts = contrasted(contrasts, pairs, pair, true);
    }
    expect(contrasts.open).toBe(4);
    const [first] = pairs;
    const wrong = contrasted(contrasts, pairs, first!, false);
    expect(isToldApart(wrong, first!)).toBe(false);
    expect(wrong.open).toBe(4);
  });

  it("that are confused are asked more often", () => {
    let contrasts: Contrasts = { open: 3, last: {} };
    const [weak, ...strong] = openPairs(contrasts, pairs);
    contrasts = contrasted(contrasts, pairs, weak!, false);
    for (const pair of strong)
      for (let i = 0; i < 2; i += 1) contrasts = contrasted(contrasts, pairs, pair, true);
    const asked = Array.from({ length: 300 }, () => nextPair(contrasts, pairs, chance));
    expect(asked.filter((pair) => pair === weak).length / asked.length).toBeGreaterThan(0.5);
  });
});
