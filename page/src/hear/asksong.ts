// Questions on a phrase of a song: what changed, where, and by how much.
import { amountOf, base, kindOf, LETTER_OPTIONS, LETTERS, optionsOf, ROVE_DB } from "./asked.ts";
import { between, oneOf, shuffled, whole } from "./chance.ts";
import { boldEnd, type Change } from "./changes.ts";
import { nextPair, optionsFor, type Pair, pairsOf } from "./contrasts.ts";
import type { Asked, Question, SongPlaying } from "./question.ts";
import { type ComponentName, TOPIC, WHAT } from "./topics.ts";

/** Tempos rove by so much, as factors. */
const ROVE_TEMPO = [0.92, 1.08] as const;
const NOTHING_SHARE = 0.25;
/** The largest step of a contrast, as a factor of the tempo and in dB. */
const BOLD = {
  tempo: 1 / boldEnd("tempo_contrast"),
  level_db: boldEnd("dynamic_contrast", "louder_bold"),
} as const;

/** Song phrases that differ in nothing but what a question changes, and in what is roved. */
function songPlayings({ songs, chance }: Asked, changes: readonly (Change | null)[]): readonly SongPlaying[] {
  const { name, phrases } = oneOf(chance, songs);
  const phrase = oneOf(chance, phrases);
  return changes.map((change) => ({
    is: "song",
    song: name,
    phrase,
    change,
    tempo_factor: between(chance, ...ROVE_TEMPO),
    level_db: between(chance, ...ROVE_DB),
    seed: whole(chance, 2 ** 31),
  }));
}

export function askWhat(asked: Asked): Question {
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

export function askComponent(asked: Asked): Question {
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

export function askWhere(asked: Asked): Question {
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

export function askHowMuch(asked: Asked, of: "tempo" | "level"): Question {
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

export function askTap(asked: Asked): Question {
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
export function askNext(asked: Asked): Question {
  const question = askMatch(asked, "tempo");
  const { match } = question;
  return {
    ...question,
    prompt:
      "The tempo is on its way towards the end; the last beats are not shown. Set the tempo that it comes to at the very end.",
    match: match && { ...match, hidden_beats: 3 },
  };
}
