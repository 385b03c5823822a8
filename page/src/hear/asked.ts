// What the makers of questions share.
import { oneOf } from "./chance.ts";
import type { Asked, Option } from "./question.ts";
import { type Kind, saidName, TOPIC, type TopicName } from "./topics.ts";

/** By so much the level of each playing may differ, in dB. */
export const ROVE_DB = [-7, -3] as const;
export const LETTERS = ["A", "B", "C"] as const;

export const amountOf = ({ easy, stairs, topic }: Asked): number => {
  const { scale } = TOPIC[topic];
  return easy || stairs === null ? (scale?.start ?? 1) : stairs.amount;
};

export const kindOf = ({ topic, sense, easy, chance }: Asked): Kind => {
  const kinds = TOPIC[topic].kinds.filter((kind) => sense === "ear" || kind !== "match");
  return easy ? kinds[0]! : oneOf(chance, kinds);
};

export const optionsOf = (topic: TopicName, names: readonly string[]): readonly Option[] =>
  Object.entries(TOPIC[topic].names)
    .filter(([value]) => names.includes(value))
    .map(([value, { title }]) => ({ value, text: title, said: saidName(topic, value) }));

export const LETTER_OPTIONS: readonly Option[] = LETTERS.map((letter) => ({
  value: letter,
  text: letter,
  said: `it is ${letter}`,
}));

export const base = ({ topic, sense, easy }: Asked) =>
  ({ topic, sense, easy, pair: null, match: null }) as const;
