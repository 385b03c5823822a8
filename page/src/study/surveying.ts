// A survey of oneself: what was answered, what was chosen to practise. Nothing is added up.
import { isName, type Named, type ShelfOptions } from "./shelf.ts";

export interface Skill {
  readonly name: string;
  readonly ability: string;
  readonly done: string;
  readonly practice: string;
  readonly links: readonly (readonly [text: string, address: string])[];
}

/** Skill → what was answered, by the number of the answer. */
export type Answers = Readonly<Record<string, number>>;

export interface Taken extends Named {
  readonly answers: Answers;
  /** What was chosen to practise. */
  readonly chosen: readonly string[];
  /** The answers of the time before, to be compared once this one is answered. */
  readonly before: Answers | null;
}

function answersOf(data: unknown): Answers {
  if (typeof data !== "object" || data === null) throw new Error();
  const pairs = Object.entries(data).filter(([name, answer]) => isName(name) && Number.isInteger(answer));
  return Object.fromEntries(pairs) as Answers;
}

export const SURVEYS: ShelfOptions<Taken> = {
  key: "musicking.surveys",
  things: "answers",
  read: (data) => {
    const { name, answers, chosen, before, changed_ms } = (data ?? {}) as Record<string, unknown>;
    if (!isName(name) || !Array.isArray(chosen) || typeof changed_ms !== "number") throw new Error();
    return {
      name,
      answers: answersOf(answers),
      chosen: chosen.filter(isName),
      before: before === null || before === undefined ? null : answersOf(before),
      changed_ms,
    };
  },
};

export const answerTo = (answers: Answers | null, skill: string): number | null =>
  answers !== null && Object.hasOwn(answers, skill) ? answers[skill]! : null;

/** The survey as Markdown: what was answered, and what is to be practised. */
export function surveyText(skills: readonly Skill[], words: readonly string[], taken: Taken): string {
  const told = skills.map(({ name, ability }) => {
    const now = answerTo(taken.answers, name);
    const then = answerTo(taken.before, name);
    const earlier = then === null || now === null ? "" : ` (before: ${words[then]})`;
    return `- ${ability}: **${now === null ? "not answered" : words[now]}**${earlier}`;
  });
  const chosen = skills.filter(({ name }) => taken.chosen.includes(name));
  const practice = chosen.map(({ ability, practice: how }) => `- ${ability}: ${how}`);
  const parts = ["# Know your musical craft", told.join("\n")];
  if (practice.length > 0) parts.push("## What I practise next", practice.join("\n"));
  return `${parts.join("\n\n")}\n`;
}
