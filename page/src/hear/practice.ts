// A practice under way: which topic comes next, the question that is asked, and what came of the answer.
import { batch, computed, signal } from "@preact/signals";
import type { Tables } from "../core/layertables.ts";
import { makeQuestion } from "./ask.ts";
import { weighted } from "./chance.ts";
import { examplesOf } from "./examples.ts";
import { changedTo, type Made, makePlaying } from "./made.ts";
import { afterAnswer, afterRound, keyOf, type TopicRecord } from "./progress.ts";
import { replaysOf } from "./replays.ts";
import { isDue } from "./schedule.ts";
import { type Asking, type Practice, type PracticeOptions, ROUND, type Stage, type Wish } from "./stage.ts";
import { type Followed, followed } from "./taps.ts";
import { offBy, type Told, toldChoice, toldMatch, toldTaps } from "./told.ts";
import { isForm, type Sense, TOPICS, type TopicName } from "./topics.ts";

export function createPractice(options: PracticeOptions): Practice {
  const { topics, songs, music, progress, ear, chance, now_ms } = options;
  const stage = signal<Stage>({ at: "opening" });
  const sense = signal<Sense>("ear");
  const recordOf = (topic: TopicName): TopicRecord => progress.recordOf(keyOf(topic, sense.value), topic);
  const mixable = (): readonly TopicName[] =>
    topics.filter((topic) => {
      const { answers, easy_left } = recordOf(topic);
      return answers > 0 && easy_left === 0;
    });
  const canMix = (): boolean => mixable().length > 1;
  const wish = signal<Wish>(topics[0] ?? TOPICS[0]);
  const problem = signal<string | null>(null);
  const count = signal(0);
  const heard = signal<ReadonlySet<number>>(new Set());
  const set = signal(1);
  const taps_sec = signal<readonly number[]>([]);
  const shown = signal<{ readonly name: string; readonly made: Made } | null>(null);
  let last: TopicName | null = null;
  let round = new Set<TopicName>();
  const examples = examplesOf(music, songs, chance);
  /** Anything that was begun for another stage is of no use once this has gone on. */
  let turn = 0;

  const carry = (work: (stillHere: () => boolean) => Promise<void>): void => {
    turn += 1;
    const own = turn;
    problem.value = null;
    work(() => own === turn).catch((error: unknown) => {
      if (own !== turn) return;
      problem.value = error instanceof Error ? error.message : String(error);
      if (stage.peek().at === "fetching") stage.value = { at: "opening" };
    });
  };

  const nextTopic = (): TopicName => {
    const wished = wish.peek();
    if (wished !== "mixed") return wished;
    const all = mixable();
    const others = all.filter((topic) => topic !== last);
    return weighted(chance, others.length > 0 ? others : all, (topic) =>
      isDue(recordOf(topic).schedule, now_ms()) ? 3 : 1,
    );
  };

  const ask = (): void => {
    ear.stop();
    const before = stage.peek();
    if (before.at !== "told") stage.value = { at: "fetching" };
    carry(async (stillHere) => {
      const topic = nextTopic();
      const { easy_left, stairs, contrasts } = recordOf(topic);
      const tables: Tables | null = isForm(topic) ? await music.tables() : null;
      const made_question = makeQuestion({
        topic,
        sense: sense.peek(),
        easy: easy_left > 0,
        stairs,
        contrasts,
        songs,
        tables,
        chance,
      });
      const made = await Promise.all(made_question.playings.map((playing) => makePlaying(music, playing)));
      if (!stillHere()) return;
      last = topic;
      ear.prepare(made);
      batch(() => {
        heard.value = new Set();
        taps_sec.value = [];
        set.value = made_question.match?.first ?? 1;
        stage.value = { at: "asking", question: made_question, made };
      });
    });
  };

  const tell = (
    { question, made }: Asking,
    told: Told,
    outcome: { right: boolean | null; off: number | null },
    taps: Followed | null = null,
    given = "",
  ): void => {
    ear.stop();
    const key = keyOf(question.topic, question.sense);
    const record = progress.recordOf(key, question.topic);
    progress.put(key, afterAnswer(record, question, outcome, now_ms()));
    round.add(question.topic);
    carry(async (stillHere) => {
      const replays = await replaysOf(music, { question, made, given, set: set.peek(), chance });
      if (!stillHere()) return;
      batch(() => {
        count.value += 1;
        stage.value = { at: "told", question, made, told, replays, taps };
      });
    });
  };

  return {
    topics,
    progress,
    ear,
    stage,
    sense,
    wish,
    message: computed(() => problem.value ?? ear.message.value ?? progress.message.value),
    count,
    heard,
    set,
    taps_sec,
    shown,
    canMix,
    recordOf,
    now_ms,
    start: () => {
      batch(() => {
        count.value = 0;
        round = new Set();
        if (wish.value === "mixed" && !canMix()) wish.value = topics[0] ?? TOPICS[0];
      });
      const topic = wish.peek();
      if (topic !== "mixed" && recordOf(topic).answers === 0) stage.value = { at: "introduction", topic };
      else ask();
    },
    introduce: (topic) => {
      ear.stop();
      stage.value = { at: "introduction", topic };
    },
    example: (topic, name) => {
      if (ear.sounding.peek() === name) {
        ear.stop();
        return;
      }
      carry(async (stillHere) => {
        const made = await makePlaying(music, await examples(topic, name));
        if (!stillHere()) return;
        if (sense.peek() === "eye") shown.value = { name, made };
        else ear.play(name, made, { click: topic === "where" });
      });
    },
    ask,
    play: (index) => {
      const now = stage.peek();
      if (now.at !== "asking" && now.at !== "told") return;
      const made = now.at === "told" ? now.replays[index]?.made : now.made[index];
      const name = String(index);
      if (ear.sounding.peek() === name) {
        ear.stop();
        return;
      }
      if (made === undefined) return;
      const { kind, topic } = now.question;
      if (now.at === "asking") {
        heard.value = new Set([...heard.peek(), index]);
        if (kind === "tap") taps_sec.value = [];
      }
      ear.play(name, made, { click: topic === "where", count: kind === "tap" && now.at === "asking" });
    },
    playOwn: () => {
      const now = stage.peek();
      if (now.at !== "asking" || now.question.match === null) return;
      const [first] = now.made;
      if (ear.sounding.peek() === "own") ear.stop();
      else if (first !== undefined)
        ear.play("own", changedTo(first, { is: "ramp", of: now.question.match.of, by: set.peek() }));
    },
    tap: () => {
      const sec = ear.nowSec();
      if (sec !== null) taps_sec.value = [...taps_sec.peek(), sec];
    },
    answer: (given) => {
      const now = stage.peek();
      if (now.at !== "asking") return;
      const right = given === now.question.answer;
      tell(now, toldChoice(now.question, now.made, given), { right, off: null }, null, given);
    },
    done: () => {
      const now = stage.peek();
      if (now.at !== "asking") return;
      const { question, made } = now;
      if (question.match !== null) {
        const off = offBy(question.match, set.peek());
        tell(now, toldMatch(question, question.match, set.peek()), { right: null, off });
        return;
      }
      const beats_sec = beatsSec(made[0]!);
      const taps = followed(beats_sec, taps_sec.peek());
      tell(now, toldTaps(question, taps, beats_sec), { right: null, off: taps?.within_sec ?? null }, taps);
    },
    next: () => {
      if (count.peek() % ROUND === 0) finish();
      else ask();
    },
    finish: () => finish(),
    leave: () => {
      turn += 1;
      ear.stop();
      stage.value = { at: "opening" };
    },
  };

  function finish(): void {
    turn += 1;
    ear.stop();
    for (const topic of round) {
      const key = keyOf(topic, sense.peek());
      progress.put(key, afterRound(progress.recordOf(key, topic), now_ms()));
    }
    stage.value = round.size > 0 ? { at: "end", topics: [...round] } : { at: "opening" };
  }
}

/** When each beat sounds, in seconds of the performance. */
export function beatsSec({ score, performed }: Made): readonly number[] {
  const first = Math.ceil(score.start_beat);
  return Array.from({ length: Math.floor(score.end_beat - first) }, (_, k) =>
    performed.clock.seconds_at(first + k),
  );
}
