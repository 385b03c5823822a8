// What is said after an answer: what it was, by how much, and why; and what a reader can now tell apart.
import { shapes, words } from "../core/tables.ts";
import { describe } from "../core/words.ts";
import { boldEnd } from "./changes.ts";
import { isToldApart, pairsOf } from "./contrasts.ts";
import type { Made } from "./made.ts";
import type { TopicRecord } from "./progress.ts";
import type { Match, Question } from "./question.ts";
import { threshold } from "./staircase.ts";
import type { Followed } from "./taps.ts";
import { saidName, TOPIC, type TopicName } from "./topics.ts";

export interface Told {
  readonly verdict: string;
  readonly sentences: readonly string[];
}

const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const titleOf = (topic: TopicName, name: string): string => TOPIC[topic].names[name]?.title ?? name;
const hearOf = (topic: TopicName, name: string): string => TOPIC[topic].names[name]?.hear ?? "";

/** What an answer by choice is told. */
export function toldChoice(question: Question, made: readonly Made[], given: string): Told {
  const { answer, options } = question;
  const right = given === answer;
  const said = options.find((option) => option.value === answer)?.said ?? answer;
  const verdict = right ? `Yes: ${said}.` : `Not this time: ${said}.`;
  return { verdict, sentences: [...whatItWas(question), ...howMuch(made), ...why(question, given)] };
}

function whatItWas({ kind, topic, names }: Question): readonly string[] {
  if (kind === "choose") return [];
  const letters = ["A", "B", "C"];
  const list = names.map((name, i) => `${letters[i]}: ${saidName(topic, name)}`);
  return [`${list.join("; ")}.`];
}

/** The book's own sentences on what the change does, without the one on how long all lasts. */
function howMuch(made: readonly Made[]): readonly string[] {
  return made.flatMap(({ score, laid, performed, plain }) =>
    performed === plain ? [] : describe(score, laid, { shapes, words }).slice(0, -1),
  );
}

function why({ kind, topic, names, answer, pair }: Question, given: string): readonly string[] {
  if (kind === "choose") {
    const own = hearOf(topic, answer);
    if (given === answer || hearOf(topic, given) === "") return [own];
    return [own, `${titleOf(topic, given)} would be: ${small(hearOf(topic, given))}`];
  }
  const [first] = pair ?? [];
  const told = [...new Set(names)].filter((name) => name !== "steady" || names.every((n) => n === "steady"));
  const list = told.length > 0 ? told : first === undefined ? [] : [first];
  return list.map((name) => `${titleOf(topic, name)}: ${small(hearOf(topic, name))}`);
}

export const percentOff = (logarithm: number): string =>
  `${Math.round(100 * Math.expm1(Math.abs(logarithm)))} %`;

/** How far a setting is from what was heard: a logarithm of the tempo ratio, or dB. */
export const offBy = ({ of, target }: Match, set: number): number =>
  of === "tempo" ? Math.log(set / target) : set - target;

export function toldMatch(question: Question, match: Match, set: number): Told {
  const off = offBy(match, set);
  const tempo = match.of === "tempo";
  const near = tempo ? Math.abs(off) < 0.03 : Math.abs(off) < 0.75;
  const amount = tempo ? percentOff(off) : `${Math.abs(off).toFixed(1)} dB`;
  const direction = off > 0 ? (tempo ? "faster" : "louder") : tempo ? "slower" : "softer";
  const verdict = near ? "As good as the same." : `Yours ends ${amount} ${direction}.`;
  const [name = ""] = question.names;
  return {
    verdict,
    sentences: [
      `The music ${endInWords(match.of, match.target)}; yours ${endInWords(match.of, set)}.`,
      near || question.sense === "eye" ? "" : tipOf(match.of, name),
    ].filter((sentence) => sentence !== ""),
  };
}

const tipOf = (of: "tempo" | "level", name: string): string =>
  of === "tempo"
    ? `Play both again, and tap along: it is the last beats that are ${name === "slower" ? "long" : "short"}.`
    : "Play both again, and compare the last note of each with its first.";

/** "ends 12 % slower", "ends 3 dB louder". */
export function endInWords(of: "tempo" | "level", by: number): string {
  if (of === "level") {
    if (Math.abs(by) < 0.05) return "ends as loud as it begins";
    return `ends ${Math.abs(by).toFixed(1)} dB ${by > 0 ? "louder" : "softer"} than it begins`;
  }
  const percent = Math.round(100 * Math.abs(by - 1));
  return percent === 0
    ? "ends as fast as it begins"
    : `ends ${percent} % ${by > 1 ? "faster" : "slower"} than it begins`;
}

const secondsOf = (sec: number): string => `${Math.abs(sec).toFixed(2)} seconds`;
const NEAR_SEC = 0.03;

export function toldTaps(question: Question, taps: Followed | null, beats_sec: readonly number[]): Told {
  const slower = question.names[0] === "slower";
  const tempo = (from: number): number => 60 / ((beats_sec[from + 1] ?? 0) - (beats_sec[from] ?? 0));
  const course = `The music went from ${Math.round(tempo(0))} to ${Math.round(tempo(beats_sec.length - 2))} beats a minute.`;
  if (taps === null)
    return {
      verdict: "Too few taps fell near a beat to say how they followed.",
      sentences: [course, "Try again: one tap on every beat, from the first."],
    };
  const { end_sec, within_sec, missed } = taps;
  const late = end_sec > 0;
  const more = slower ? "you slowed down more than the music" : "you hurried more than the music";
  const less = slower ? "you expected less slowing" : "you expected less hurry";
  const at_end =
    Math.abs(end_sec) <= NEAR_SEC
      ? "At the end you went with it."
      : `At the end you were ${secondsOf(end_sec)} ${late ? "late" : "early"}: ${late === slower ? more : less}.`;
  return {
    verdict: `Half of your taps lay within ${secondsOf(within_sec)} of the beat.`,
    sentences: [
      course,
      at_end,
      missed > 0 ? `${missed} of ${beats_sec.length} beats had no tap.` : "Every beat had a tap.",
      "A steady distance is taken off first: devices bring sound late, by an amount that nobody knows.",
    ],
  };
}

const SHOWN_PAIRS = 6;

/** What is known by now of what a reader tells apart in a topic; empty while nothing is. */
export function nowInWords(topic: TopicName, record: TopicRecord): readonly string[] {
  const said: string[] = [];
  const amount = record.stairs && threshold(record.stairs);
  if (amount !== null) said.push(`You now tell apart ${sizeInWords(topic, amount)}.`);
  const { names, distance } = TOPIC[topic];
  const told = pairsOf(Object.keys(names), distance).filter((pair) => isToldApart(record.contrasts, pair));
  if (told.length > 0) {
    const list = told.slice(-SHOWN_PAIRS).map(([a, b]) => `${titleOf(topic, a)} and ${titleOf(topic, b)}`);
    const more = told.length > SHOWN_PAIRS ? `; and ${told.length - SHOWN_PAIRS} more pairs` : "";
    said.push(`You told apart: ${list.join("; ")}${more}.`);
  }
  if (record.matches.length > 0) {
    const off = middle(record.matches);
    const amount_off = topic === "level" ? `${off.toFixed(1)} dB` : percentOff(off);
    said.push(`Half of your last settings lay within ${amount_off}.`);
  }
  if (record.taps_sec.length > 0)
    said.push(`Half of your last taps lay within ${secondsOf(middle(record.taps_sec))} of the beat.`);
  return said;
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function sizeInWords(topic: TopicName, amount: number): string {
  switch (TOPIC[topic].unit) {
    case "tempo":
      return `a change of tempo of about ${(100 * amount).toFixed(amount < 0.1 ? 1 : 0)} %`;
    case "level":
      return `a change of loudness of about ${amount.toFixed(1)} dB`;
    default: {
      const crescendo = (boldEnd("crescendo") * amount).toFixed(1);
      const ritardando = Math.round(100 / (1 + (boldEnd("ritardando") - 1) * amount));
      return `changes of about ${Math.round(100 * amount)} % of the size that this book calls bold, such as a crescendo of ${crescendo} dB or a ritardando to ${ritardando} % of the tempo`;
    }
  }
}
