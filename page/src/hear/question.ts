// A question: what is played, what is asked, and what the answer is. Made by chance from what the reader can tell so far.
import type { Tables } from "../core/layertables.ts";
import { between, type Chance, oneOf, shuffled, whole } from "./chance.ts";
import type { Change, ComponentName } from "./changes.ts";
import { type Contrasts, nextPair, optionsFor, type Pair, pairsOf } from "./contrasts.ts";
import { type FormMusic, formMusic, frameOf } from "./forms.ts";
import type { Stairs } from "./staircase.ts";
import { isForm, type Kind, type Sense, saidName, TOPIC, type TopicName, WHAT } from "./topics.ts";

/** A song of the book with those of its phrases that are four bars long. */
export interface Song {
  readonly name: string;
  readonly phrases: readonly number[];
}

interface Roved {
  readonly level_db: number;
  /** Makes what wavers in it, where it is read instead of heard. */
  readonly seed: number;
}
export interface SongPlaying extends Roved {
  readonly is: "song";
  readonly song: string;
  readonly phrase: number;
  readonly tempo_factor: number;
  readonly change: Change | null;
}
export interface FormPlaying extends Roved {
  readonly is: "form";
  readonly music: FormMusic;
}
export type Playing = SongPlaying | FormPlaying;

export interface Option {
  readonly value: string;
  readonly text: string;
  /** How it stands in the sentence that tells whether it was right. */
  readonly said: string;
}

/** What is set by a slider: an ending, as a factor of the tempo or in dB. */
export interface Match {
  readonly of: "tempo" | "level";
  readonly target: number;
  readonly first: number;
  /** Beats at the end that are not shown, so that they must be foreseen. */
  readonly hidden_beats: number;
}

export interface Question {
  readonly topic: TopicName;
  readonly kind: Kind;
  readonly sense: Sense;
  readonly prompt: string;
  readonly playings: readonly Playing[];
  /** What each playing is, by its name in the topic. */
  readonly names: readonly string[];
  readonly options: readonly Option[];
  readonly answer: string;
  /** The size of the change, where it counts for the stairs. */
  readonly amount: number | null;
  readonly pair: Pair | null;
  readonly match: Match | null;
  readonly easy: boolean;
}

/** What a question is made from. */
export interface Asked {
  readonly topic: TopicName;
  readonly sense: Sense;
  /** One of the first, which are easy and count for nothing. */
  readonly easy: boolean;
  readonly stairs: Stairs | null;
  readonly contrasts: Contrasts;
  readonly songs: readonly Song[];
  readonly tables: Tables | null;
  readonly chance: Chance;
}

const ROVE = { tempo: [0.92, 1.08], level_db: [-7, -3] } as const;
const LETTERS = ["A", "B", "C"] as const;
const NOTHING_SHARE = 0.25;
/** The largest step of a contrast: the tempo doubled or halved, and dB. */
const BOLD = { tempo: 2, level_db: 15 } as const;

export function makeQuestion(asked: Asked): Question {
  switch (asked.topic) {
    case "what":
      return askWhat(asked);
    case "component":
      return askComponent(asked);
    case "where":
      return askWhere(asked);
    case "tempo":
    case "level":
      return askHowMuch(asked, asked.topic);
    case "tap":
      return asked.sense === "ear" ? askTap(asked) : askNext(asked);
    default:
      return askForm(asked);
  }
}

const amountOf = ({ easy, stairs, topic }: Asked): number => {
  const { scale } = TOPIC[topic];
  return easy || stairs === null ? (scale?.start ?? 1) : stairs.amount;
};

const kindOf = ({ topic, sense, easy, chance }: Asked): Kind => {
  const kinds = TOPIC[topic].kinds.filter((kind) => sense === "ear" || kind !== "match");
  return easy ? kinds[0]! : oneOf(chance, kinds);
};

const optionsOf = (topic: TopicName, names: readonly string[]): readonly Option[] =>
  Object.entries(TOPIC[topic].names)
    .filter(([value]) => names.includes(value))
    .map(([value, { title }]) => ({ value, text: title, said: saidName(topic, value) }));

const LETTER_OPTIONS: readonly Option[] = LETTERS.map((letter) => ({
  value: letter,
  text: letter,
  said: `it is ${letter}`,
}));

/** Song phrases that differ in nothing but what a question changes, and in what is roved. */
function songPlayings({ songs, chance }: Asked, changes: readonly (Change | null)[]): readonly SongPlaying[] {
  const { name, phrases } = oneOf(chance, songs);
  const phrase = oneOf(chance, phrases);
  return changes.map((change) => ({
    is: "song",
    song: name,
    phrase,
    change,
    tempo_factor: between(chance, ...ROVE.tempo),
    level_db: between(chance, ...ROVE.level_db),
    seed: whole(chance, 2 ** 31),
  }));
}

const base = ({ topic, sense, easy }: Asked) => ({ topic, sense, easy, pair: null, match: null }) as const;

function askWhat(asked: Asked): Question {
  const { chance } = asked;
  const answer = chance() < NOTHING_SHARE ? "nothing" : oneOf(chance, ["tempo", "level"] as const);
  const amount = amountOf(asked);
  const up = chance() < 0.5;
  const change: Change | null =
    answer === "nothing" ? null : { is: "component", component: oneOf(chance, WHAT[answer]), amount, up };
  return {
    ...base(asked),
    kind: "choose",
    prompt: "Does something change on the way? What?",
    playings: songPlayings(asked, [change]),
    names: [answer],
    options: optionsOf("what", ["tempo", "level", "nothing"]),
    answer,
    amount,
  };
}

function askComponent(asked: Asked): Question {
  const { chance, contrasts } = asked;
  const { names, distance } = TOPIC.component;
  const pairs = pairsOf(Object.keys(names), distance);
  const pair = shuffled(chance, nextPair(contrasts, pairs, chance)) as Pair;
  const [answer] = pair;
  const change: Change = {
    is: "component",
    component: answer as ComponentName,
    amount: amountOf(asked),
    up: chance() < 0.5,
  };
  return {
    ...base(asked),
    kind: "choose",
    prompt: "Which component is at work?",
    playings: songPlayings(asked, [change]),
    names: [answer],
    options: optionsOf("component", asked.easy ? pair : optionsFor(contrasts, pairs, pair, chance)),
    answer,
    amount: change.amount,
    pair,
  };
}

function askWhere(asked: Asked): Question {
  const { chance } = asked;
  const answer = oneOf(chance, ["2", "3", "4", "nowhere"] as const);
  const of = oneOf(chance, ["tempo", "level"] as const);
  const sign = chance() < 0.5 ? 1 : -1;
  const amount = amountOf(asked);
  const by = of === "tempo" ? BOLD.tempo ** (sign * amount) : sign * amount * BOLD.level_db;
  const change: Change | null = answer === "nowhere" ? null : { is: "step", of, by, bar: Number(answer) };
  return {
    ...base(asked),
    kind: "choose",
    prompt:
      asked.sense === "ear"
        ? "A click marks the beats, higher on the first of each bar. At which bar does the music change, in tempo or in loudness?"
        : "At which bar does the music change, in tempo or in loudness?",
    playings: songPlayings(asked, [change]),
    names: [answer],
    options: optionsOf("where", ["2", "3", "4", "nowhere"]),
    answer,
    amount,
  };
}

const CHANGED = {
  tempo: {
    noun: "tempo",
    up: "faster",
    down: "slower",
    rove: "They may begin at different tempos: that does not count.",
  },
  level: {
    noun: "loudness",
    up: "louder",
    down: "softer",
    rove: "One may begin louder than another: that does not count.",
  },
} as const;

/** A step of a size: a share of the tempo, or dB. */
const stepBy = (of: "tempo" | "level", amount: number, up: boolean): number =>
  of === "tempo" ? (1 + amount) ** (up ? 1 : -1) : up ? amount : -amount;

function askHowMuch(asked: Asked, of: "tempo" | "level"): Question {
  const { chance } = asked;
  const kind = kindOf(asked);
  if (kind === "match") return askMatch(asked, of);
  const { noun, up: higher, down: lower, rove } = CHANGED[of];
  const amount = amountOf(asked);
  const up = chance() < 0.5;
  const change: Change = { is: "step", of, by: stepBy(of, amount, up), bar: 3 };
  const name = up ? higher : lower;
  const count = kind === "odd" ? 3 : 2;
  const place = kind === "odd" || chance() < 0.5 ? whole(chance, count) : -1;
  const is = Array.from({ length: count }, (_, i) => i === place);
  return {
    ...base(asked),
    kind,
    prompt:
      kind === "odd"
        ? `In two of these three the ${noun} stays; in one it changes in the middle. In which? ${rove}`
        : `Does one of the two change its ${noun} in the middle? ${rove}`,
    playings: songPlayings(
      asked,
      is.map((odd) => (odd ? change : null)),
    ),
    names: is.map((odd) => (odd ? name : "steady")),
    options:
      kind === "odd"
        ? LETTER_OPTIONS
        : [
            { value: "different", text: "One of them changes", said: "one of them changes" },
            { value: "same", text: "Both stay as they are", said: "both stay as they are" },
          ],
    answer: kind === "odd" ? LETTERS[place]! : place < 0 ? "same" : "different",
    amount,
  };
}

/** The farthest that an ending may be set: twice or half the tempo, and dB. */
export const MATCH_REACH = { tempo: 2, level: 12 } as const;

function askMatch(asked: Asked, of: "tempo" | "level"): Question {
  const { chance } = asked;
  const up = chance() < 0.5;
  const target =
    of === "tempo" ? between(chance, 1.15, 1.6) ** (up ? 1 : -1) : between(chance, 3, 9) * (up ? 1 : -1);
  const first = of === "tempo" ? between(chance, 0.8, 1.25) : between(chance, -3, 3);
  const change: Change = { is: "ramp", of, by: target };
  const playings = songPlayings(asked, [change]);
  return {
    ...base(asked),
    kind: "match",
    prompt:
      of === "tempo"
        ? "The music slows down or hurries towards its end. Set the end of yours so that it is as fast as the one you hear."
        : "The music grows or fades towards its end. Set the end of yours so that it is as loud as the one you hear.",
    playings,
    names: [up ? CHANGED[of].up : CHANGED[of].down],
    options: [],
    answer: "",
    amount: null,
    match: { of, target, first, hidden_beats: 0 },
  };
}

function askTap(asked: Asked): Question {
  const question = askMatch(asked, "tempo");
  return {
    ...question,
    kind: "tap",
    prompt:
      "A bar is counted in; then the music slows down or hurries towards its end. Tap every beat, the count too if you like.",
    match: null,
  };
}

/** Without hearing: where the tempo is going is to be foreseen from the beats that are shown. */
function askNext(asked: Asked): Question {
  const question = askMatch(asked, "tempo");
  const { match } = question;
  return {
    ...question,
    prompt:
      "The tempo is on its way towards the end; the last beats are not shown. Set the tempo that it comes to at the very end.",
    match: match && { ...match, hidden_beats: 3 },
  };
}

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

function askForm(asked: Asked): Question {
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
      level_db: between(chance, ...ROVE.level_db),
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
