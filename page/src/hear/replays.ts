// After an answer: the music again, and beside it what it could be taken for.

import type { Chance } from "./chance.ts";
import { NOTHING } from "./changes.ts";
import { formMusic } from "./forms.ts";
import { changedTo, type Made, type Music, makePlaying, plainly } from "./made.ts";
import type { Question } from "./question.ts";
import { TOPIC } from "./topics.ts";

export interface Replay {
  readonly text: string;
  readonly made: Made;
}

export interface Answered {
  readonly question: Question;
  readonly made: readonly Made[];
  /** The name that was chosen; empty where none was. */
  readonly given: string;
  /** Where the slider stood. */
  readonly set: number;
  readonly chance: Chance;
}

export async function replaysOf(music: Music, answered: Answered): Promise<readonly Replay[]> {
  const { question, made, set } = answered;
  const { topic, kind, names, match } = question;
  const [first] = made;
  if (first === undefined) return [];
  if (match !== null)
    return [
      { text: "The music", made: first },
      { text: "Yours", made: changedTo(first, { is: "ramp", of: match.of, by: set }) },
    ];
  if (kind === "odd" || kind === "same")
    return made.map((each, i) => ({ text: `${"ABC"[i]}: ${titleOf(topic, names[i] ?? "")}`, made: each }));
  if (first.playing.is === "form") return beside(music, answered, first);
  if (first.laid === NOTHING) return [{ text: "Play again", made: first }];
  return [
    { text: "With the change", made: first },
    { text: "Without it", made: plainly(first) },
  ];
}

const titleOf = (topic: Question["topic"], name: string): string => TOPIC[topic].names[name]?.title ?? name;

/** A form beside the one that it was, or could have been, taken for: in the same style, tempo and key. */
async function beside(music: Music, answered: Answered, first: Made): Promise<readonly Replay[]> {
  const { question, given, chance } = answered;
  const { topic, names, pair } = question;
  const { playing } = first;
  const [name = ""] = names;
  const again = { text: `Again: ${titleOf(topic, name)}`, made: first };
  const other = given !== "" && given !== name ? given : pair?.find((each) => each !== name);
  if (playing.is !== "form" || other === undefined) return [again];
  const like = formMusic(await music.tables(), topic, other, [name], playing.music.frame, chance);
  const made = await makePlaying(music, { ...playing, music: like });
  return [again, { text: `For comparison: ${titleOf(topic, other)}`, made }];
}
