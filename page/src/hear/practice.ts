// A practice under way: which topic comes next, the question that is asked, and what came of the answer.
import { batch, computed, signal } from "@preact/signals";
import type { Tables } from "../core/layertables.ts";
import { makeQuestion } from "./ask.ts";
import { examplesOf } from "./examples.ts";
import { latestOf } from "./latest.ts";
import { changedTo, type Made, makePlaying } from "./made.ts";
import { type Marked, markChoice, markDone } from "./marking.ts";
import { mixable, mixed } from "./mixing.ts";
import { afterAnswer, afterRound, keyOf, type TopicRecord } from "./progress.ts";
import { replaysOf } from "./replays.ts";
import { type Asking, type Practice, type PracticeOptions, ROUND, type Stage, type Wish } from "./stage.ts";
import { isForm, type Sense, TOPICS, type TopicName } from "./topics.ts";

export function createPractice(options: PracticeOptions): Practice {
  const { topics, songs, music, progress, ear, chance, now_ms } = options;
  const stage = signal<Stage>({ at: "opening" });
  const sense = signal<Sense>("ear");
  const recordOf = (topic: TopicName): TopicRecord => progress.recordOf(keyOf(topic, sense.value), topic);
  const canMix = (): boolean => mixable(topics, recordOf).length > 1;
  const wish = signal<Wish>(topics[0] ?? TOPICS[0]);
  const count = signal(0);
  const heard = signal<ReadonlySet<number>>(new Set());
  const set = signal(1);
  const taps_sec = signal<readonly number[]>([]);
  const shown = signal<{ readonly name: string; readonly made: Made } | null>(null);
  let last: TopicName | null = null;
  let round = new Set<TopicName>();
  const examples = examplesOf(music, songs, chance);
  const latest = latestOf(() => {
    if (stage.peek().at === "fetching") stage.value = { at: "opening" };
  });

  const nextTopic = (): TopicName => {
    const wished = wish.peek();
    if (wished !== "mixed") return wished;
    return mixed(mixable(topics, recordOf), last, recordOf, chance, now_ms());
  };

  const ask = (): void => {
    ear.stop();
    const before = stage.peek();
    if (before.at !== "told") stage.value = { at: "fetching" };
    latest.begin(async (isLatest) => {
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
      if (!isLatest()) return;
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

  const tell = ({ question, made }: Asking, { told, outcome, taps, given }: Marked): void => {
    ear.stop();
    const key = keyOf(question.topic, question.sense);
    const record = progress.recordOf(key, question.topic);
    progress.put(key, afterAnswer(record, question, outcome, now_ms()));
    round.add(question.topic);
    latest.begin(async (isLatest) => {
      const replays = await replaysOf(music, { question, made, given, set: set.peek(), chance });
      if (!isLatest()) return;
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
    message: computed(() => latest.problem.value ?? ear.message.value ?? progress.message.value),
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
      latest.begin(async (isLatest) => {
        const made = await makePlaying(music, await examples(topic, name));
        if (!isLatest()) return;
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
      if (now.at === "asking") tell(now, markChoice(now, given));
    },
    done: () => {
      const now = stage.peek();
      if (now.at === "asking") tell(now, markDone(now, set.peek(), taps_sec.peek()));
    },
    next: () => {
      if (count.peek() % ROUND === 0) finish();
      else ask();
    },
    finish,
    leave: () => {
      latest.drop();
      ear.stop();
      stage.value = { at: "opening" };
    },
  };

  function finish(): void {
    latest.drop();
    ear.stop();
    for (const topic of round) {
      const key = keyOf(topic, sense.peek());
      progress.put(key, afterRound(progress.recordOf(key, topic), now_ms()));
    }
    stage.value = round.size > 0 ? { at: "end", topics: [...round] } : { at: "opening" };
  }
}
