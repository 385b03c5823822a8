// What a reader can tell so far, topic by topic, as plain data. What comes from outside is not trusted.
import { MusicError } from "../core/error.ts";
import { type Contrasts, contrasted, FIRST_CONTRASTS, pairsOf } from "./contrasts.ts";
import type { Question } from "./question.ts";
import { NOT_BEGUN, practised, type Schedule } from "./schedule.ts";
import { answered, firstStairs, type Stairs } from "./staircase.ts";
import { type Sense, TOPIC, TOPICS, type TopicName } from "./topics.ts";

export const VERSION = 1;
/** So many easy questions come first in a topic where there is easy and hard, and count for nothing. */
export const EASY = 4;
const KEPT_MEASURES = 8;
const MOST_PAIRS = 200;

export interface TopicRecord {
  readonly changed_ms: number;
  readonly easy_left: number;
  readonly answers: number;
  readonly stairs: Stairs | null;
  readonly contrasts: Contrasts;
  /** How far the last settings were from what was heard: a logarithm of the tempo ratio, or dB. */
  readonly matches: readonly number[];
  /** How far the last taps lay from the beat, in seconds. */
  readonly taps_sec: readonly number[];
  readonly schedule: Schedule;
}

/** By topic and sense. */
export type Records = Readonly<Record<string, TopicRecord>>;

export const keyOf = (topic: TopicName, sense: Sense): string => (sense === "ear" ? topic : `${topic}.eye`);

export function newRecord(topic: TopicName): TopicRecord {
  const { scale } = TOPIC[topic];
  return {
    changed_ms: 0,
    easy_left: topic === "tap" ? 0 : EASY,
    answers: 0,
    stairs: scale && firstStairs(scale),
    contrasts: FIRST_CONTRASTS,
    matches: [],
    taps_sec: [],
    schedule: NOT_BEGUN,
  };
}

/** What came of a question: right or not, how far a setting or the taps were off. */
export interface Outcome {
  readonly right: boolean | null;
  readonly off: number | null;
}

/** The record after an answer. */
export function afterAnswer(
  record: TopicRecord,
  { topic, kind, easy, amount, pair }: Question,
  { right, off }: Outcome,
  now_ms: number,
): TopicRecord {
  const answers = record.answers + 1;
  const changed = { ...record, answers, changed_ms: now_ms };
  if (easy) return { ...changed, easy_left: Math.max(0, record.easy_left - 1) };
  if (off !== null) {
    const name = kind === "tap" ? "taps_sec" : "matches";
    return { ...changed, [name]: [...record[name], Math.abs(off)].slice(-KEPT_MEASURES) };
  }
  if (right === null) return changed;
  const { scale, names, distance } = TOPIC[topic];
  const pairs = pairsOf(Object.keys(names), distance);
  return {
    ...changed,
    stairs: scale && record.stairs && amount !== null ? answered(record.stairs, right, scale) : record.stairs,
    contrasts: pair === null ? record.contrasts : contrasted(record.contrasts, pairs, pair, right),
  };
}

/** The record after a round, with the day on which the topic comes back. */
export const afterRound = (record: TopicRecord, now_ms: number): TopicRecord => ({
  ...record,
  changed_ms: now_ms,
  schedule: practised(record.schedule, now_ms),
});

type Raw = Readonly<Record<string, unknown>>;

/** What a file or the device gives back, as the record of a topic. Raises MusicError where it is none. */
export function readRecord(key: string, data: unknown): TopicRecord {
  const topic = TOPICS.find((name) => key === name || key === `${name}.eye`) ?? refuse();
  const raw = object(data);
  const schedule = object(raw["schedule"]);
  const { due_ms } = schedule;
  const { scale } = TOPIC[topic];
  return {
    changed_ms: time(raw["changed_ms"]),
    easy_left: whole(raw["easy_left"], 0, EASY),
    answers: whole(raw["answers"], 0, 1e9),
    stairs: scale === null ? null : readStairs(raw["stairs"], scale.floor, scale.ceiling),
    contrasts: readContrasts(raw["contrasts"]),
    matches: numbers(raw["matches"], 0, 100),
    taps_sec: numbers(raw["taps_sec"], 0, 100),
    schedule: {
      returns: whole(schedule["returns"], 0, 1e6),
      due_ms: due_ms === null ? null : time(due_ms),
    },
  };
}

function readStairs(data: unknown, floor: number, ceiling: number): Stairs {
  const raw = object(data);
  return {
    amount: number(raw["amount"], floor, ceiling),
    right_in_a_row: whole(raw["right_in_a_row"], 0, 3),
    direction: whole(raw["direction"], -1, 1) as Stairs["direction"],
    turned: whole(raw["turned"], 0, 1e9),
    turns: numbers(raw["turns"], floor, ceiling),
  };
}

function readContrasts(data: unknown): Contrasts {
  const raw = object(data);
  const last = Object.entries(object(raw["last"]));
  if (last.length > MOST_PAIRS) refuse();
  const read = last.map(([pair, answers]): [string, string] =>
    /^[\w|]{1,80}$/.test(pair) && typeof answers === "string" && /^[01]{0,20}$/.test(answers)
      ? [pair, answers]
      : refuse(),
  );
  return { open: whole(raw["open"], 1, MOST_PAIRS), last: Object.fromEntries(read) };
}

export const object = (value: unknown): Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : refuse();

const number = (value: unknown, low: number, high: number): number =>
  typeof value === "number" && value >= low && value <= high ? value : refuse();

const whole = (value: unknown, low: number, high: number): number => {
  const read = number(value, low, high);
  return Number.isInteger(read) ? read : refuse();
};

const time = (value: unknown): number => number(value, 0, Number.MAX_SAFE_INTEGER);

const numbers = (value: unknown, low: number, high: number): readonly number[] =>
  Array.isArray(value) && value.length <= KEPT_MEASURES
    ? value.map((each) => number(each, low, high))
    : refuse();

function refuse(): never {
  throw new MusicError("It is no listening practice of this book, or it is damaged.");
}
