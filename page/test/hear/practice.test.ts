import { beforeEach, describe, expect, it } from "vitest";
import { chances } from "../../src/hear/chance.ts";
import { createEar, type Ear } from "../../src/hear/player.ts";
import { createPractice } from "../../src/hear/practice.ts";
import { type Asking, type Practice, ROUND, type ToldStage } from "../../src/hear/stage.ts";
import { openProgress, type Progress } from "../../src/hear/store.ts";
import { followed } from "../../src/hear/taps.ts";
import { nowInWords } from "../../src/hear/told.ts";
import { TOPICS, type TopicName } from "../../src/hear/topics.ts";
import { FakeSound, frames } from "../widgets/fakes.ts";
import { music, songs } from "./music.ts";

const nowhere = (): Storage => {
  throw new DOMException("closed", "SecurityError");
};
let now_ms: number;
let progress: Progress;
let ear: Ear;

beforeEach(() => {
  now_ms = 1e12;
  progress = openProgress(
    nowhere,
    () => {
      now_ms += 1;
      return now_ms;
    },
    new EventTarget(),
  );
  ear = createEar(new FakeSound(), frames().frame);
});

const open = (topics: readonly TopicName[] = TOPICS, seed = 3): Practice =>
  createPractice({ topics, songs, music, progress, ear, chance: chances(seed), now_ms: () => now_ms });

/** Wait until the practice stands at a stage. */
async function until<At extends string>(practice: Practice, at: At): Promise<void> {
  for (let i = 0; i < 200 && practice.stage.value.at !== at; i += 1) await Promise.resolve();
  expect(practice.stage.value.at).toBe(at);
}
const asked = ({ stage }: Practice): Asking => stage.value as Asking;
const told = ({ stage }: Practice): ToldStage => stage.value as ToldStage;

async function answer(practice: Practice, right: boolean): Promise<void> {
  await until(practice, "asking");
  const { question } = asked(practice);
  if (question.match !== null || question.kind === "tap") practice.done();
  else {
    const wrong = question.options.find(({ value }) => value !== question.answer)!.value;
    practice.answer(right ? question.answer : wrong);
  }
  await until(practice, "told");
}

describe("a round", () => {
  it("begins with each thing and its name, then four easy questions, and ends with the day of return", async () => {
    const practice = open(["level"]);
    practice.start();
    expect(practice.stage.value.at).toBe("introduction");
    practice.ask();
    for (let i = 0; i < ROUND; i += 1) {
      await answer(practice, true);
      expect(practice.recordOf("level").easy_left).toBe(Math.max(0, 3 - i));
      if (i === 3) expect(practice.recordOf("level").stairs?.amount).toBe(9);
      practice.next();
    }
    expect(practice.stage.value).toEqual({ at: "end", topics: ["level"] });
    expect(practice.recordOf("level").stairs?.amount).toBeLessThan(9);
    expect(practice.recordOf("level").schedule.due_ms).toBeGreaterThan(now_ms);
  });

  it("says what it was, by how much and why, and gives both to be heard", async () => {
    const practice = open(["what"], 5);
    practice.ask();
    await answer(practice, false);
    const { told: said, replays, question } = told(practice);
    expect(said.verdict).toMatch(/^Not this time: /);
    expect(said.sentences.join(" ")).toMatch(question.answer === "tempo" ? /beats a minute/ : /dB|stay/);
    expect(replays.map(({ text }) => text)).toEqual(
      question.answer === "nothing" ? ["Play again"] : ["With the change", "Without it"],
    );
  });

  it("puts a form beside the one that it was taken for", async () => {
    const practice = open(["cadence"]);
    practice.ask();
    await answer(practice, false);
    expect(told(practice).replays.map(({ text }) => text.split(":")[0])).toEqual(["Again", "For comparison"]);
  });

  it("mixes what was begun, by turns, and keeps eye and ear apart", async () => {
    const practice = open(["what", "where", "level"]);
    expect(practice.canMix()).toBe(false);
    for (const topic of ["what", "where"] as const) {
      practice.wish.value = topic;
      practice.ask();
      for (let i = 0; i < 4; i += 1) {
        await answer(practice, true);
        practice.ask();
        await until(practice, "asking");
      }
    }
    expect(practice.canMix()).toBe(true);
    practice.wish.value = "mixed";
    const topics: TopicName[] = [];
    practice.ask();
    for (let i = 0; i < 6; i += 1) {
      await answer(practice, true);
      topics.push(told(practice).question.topic);
      practice.ask();
      await until(practice, "asking");
    }
    expect(topics.every((topic, i) => topic !== topics[i - 1])).toBe(true);
    practice.sense.value = "eye";
    expect(practice.recordOf("what").answers).toBe(0);
  });

  it("tells what is now told apart, once it is known", async () => {
    const practice = open(["level"]);
    practice.ask();
    for (let i = 0; i < 90; i += 1) {
      await until(practice, "asking");
      const { amount } = asked(practice).question;
      await answer(practice, (amount ?? 9) > 2);
      practice.ask();
      await until(practice, "asking");
    }
    const said = nowInWords("level", practice.recordOf("level")).join(" ");
    const [, db] = /loudness of about ([\d.]+) dB/.exec(said) ?? [];
    expect(Number(db)).toBeGreaterThan(1.4);
    expect(Number(db)).toBeLessThan(2.9);
  });

  it("says one sentence where the music cannot be had, and can be tried again", async () => {
    let broken = true;
    const breaking = {
      ...music,
      song: (name: string) => (broken ? Promise.reject(new Error("No way to it.")) : music.song(name)),
    };
    const practice = createPractice({
      topics: ["what"],
      songs,
      music: breaking,
      progress,
      ear,
      chance: chances(1),
      now_ms: () => now_ms,
    });
    practice.ask();
    await until(practice, "opening");
    expect(practice.message.value).toBe("No way to it.");
    broken = false;
    practice.ask();
    await until(practice, "asking");
  });
});

describe("taps", () => {
  const beats = [0, 0.5, 1, 1.5, 2.1, 2.8, 3.6, 4.6];

  it("that are all late by as much are with the beat", () => {
    const taps = followed(
      beats,
      beats.map((sec) => sec + 0.12),
    )!;
    expect(taps.steady_sec).toBeCloseTo(0.12, 9);
    expect(taps.within_sec).toBeCloseTo(0, 9);
    expect(taps.end_sec).toBeCloseTo(0, 9);
    expect(taps.missed).toBe(0);
  });

  it("that expect no slowing are early at the end", () => {
    const steady = beats.map((_, i) => i * 0.5);
    expect(followed(beats, steady)!.end_sec).toBeLessThan(-0.2);
  });

  it.each([
    ["a beat that was left out", [0.02, 0.52, 1.52, 2.12, 2.82, 3.62, 4.62], [0, 1, 3, 4, 5, 6, 7]],
    ["a tap too many", [0.02, 0.52, 0.8, 1.02, 1.52, 2.12, 2.82, 3.62, 4.62], [0, 1, 2, 3, 4, 5, 6, 7]],
  ])("are paired in their order, past %s", (_name, tapped, paired) => {
    const taps = followed(beats, tapped)!;
    expect(taps.pairs.map(({ beat }) => beat)).toEqual(paired);
    expect(taps.missed).toBe(beats.length - paired.length);
    expect(taps.within_sec).toBeCloseTo(0, 9);
  });

  it("that are too few say nothing", () => {
    expect(followed(beats, [0, 0.5, 1])).toBeNull();
  });
});
