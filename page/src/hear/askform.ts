// Questions of form: which mode, groove, cadence or phrase.
import { base, kindOf, LETTER_OPTIONS, LETTERS, optionsOf, ROVE_DB } from "./asked.ts";
import { between, type Chance, shuffled, whole } from "./chance.ts";
import { nextPair, optionsFor, type Pair, pairsOf } from "./contrasts.ts";
import { formMusic, frameOf } from "./forms.ts";
import type { Asked, Question } from "./question.ts";
import { isForm, type Kind, TOPIC } from "./topics.ts";

const FORM_PROMPTS: Readonly<Record<string, Readonly<Partial<Record<Kind, string>>>>> = {
  mode: {
    choose: "Which mode is it?",
    odd: "Two of these are in one mode, the third is in another. Which is the other one? Home is the same in all.",
    same: "Are these two in the same mode? Home is the same in both.",
  },
  groove: {
    choose: "Which groove is it?",
    odd: "Two of these are one groove, the third is another. Which is the other one?",
    same: "Is it the same groove twice?",
  },
  cadence: {
    choose: "How does it end?",
    odd: "Two of these end alike, the third ends otherwise. Which is the other one?",
    same: "Do both end alike?",
  },
  phrase: { choose: "How is the melody made?", same: "Are the two melodies made alike?" },
};

export function askForm(asked: Asked): Question {
  const { topic, chance, contrasts, tables } = asked;
  if (tables === null || !isForm(topic)) throw new RangeError("Questions of form need the layers.");
  const { names, distance } = TOPIC[topic];
  const pairs = pairsOf(Object.keys(names), distance);
  const pair = shuffled(chance, nextPair(contrasts, pairs, chance)) as Pair;
  const kind = kindOf(asked);
  const options = asked.easy ? pair : optionsFor(contrasts, pairs, pair, chance);
  const is = placesOf(kind, pair, chance);
  const others = (name: string): readonly string[] =>
    (kind === "choose" ? options : pair).filter((other) => other !== name);
  // In questions of phrase the styles differ, or the tune itself could be compared.
  const frame = frameOf(topic, chance);
  const framed = (): typeof frame =>
    topic === "phrase" ? { ...frameOf(topic, chance), tonic: frame.tonic } : frame;
  return {
    ...base(asked),
    kind,
    prompt: FORM_PROMPTS[topic]![kind]!,
    playings: is.map((name) => ({
      is: "form",
      music: formMusic(tables, topic, name, others(name), framed(), chance),
      level_db: between(chance, ...ROVE_DB),
      seed: whole(chance, 2 ** 31),
    })),
    names: is,
    options:
      kind === "choose"
        ? optionsOf(topic, options)
        : kind === "odd"
          ? LETTER_OPTIONS
          : [
              { value: "same", text: "Alike", said: "they are alike" },
              { value: "different", text: "Different", said: "they are different" },
            ],
    answer:
      kind === "choose"
        ? pair[0]
        : kind === "odd"
          ? LETTERS[is.findIndex((name) => is.filter((other) => other === name).length === 1)]!
          : is[0] === is[1]
            ? "same"
            : "different",
    amount: null,
    pair,
  };
}

function placesOf(kind: Kind, [asked, other]: Pair, chance: Chance): readonly string[] {
  if (kind === "choose") return [asked];
  if (kind === "odd") return shuffled(chance, [asked, asked, other]);
  return chance() < 0.5 ? [asked, asked] : shuffled(chance, [asked, other]);
}
