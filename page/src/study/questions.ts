// What `Recall` asks, and what it answers: no DOM, no score.
import { unseal } from "../widgets/task.ts";

export interface Choose {
  readonly kind: "choose";
  readonly prompt: string;
  readonly options: readonly string[];
  readonly answer: number;
  readonly because: readonly string[];
}

export interface Gap {
  readonly kind: "gap";
  readonly prompt: string;
  readonly before: string;
  readonly after: string;
  readonly accept: readonly string[];
  readonly because: string;
  readonly misses: readonly (readonly [word: string, reason: string])[];
  readonly otherwise: string;
}

export interface Match {
  readonly kind: "match";
  readonly prompt: string;
  readonly terms: readonly string[];
  readonly meanings: readonly string[];
  /** For each meaning the index of its term. */
  readonly answers: readonly number[];
  /** For each term how to know it. */
  readonly because: readonly string[];
}

export type Question = Choose | Gap | Match;

/** What is said to one answer. */
export interface Reply {
  readonly right: boolean;
  /** What was answered. */
  readonly taken: string;
  readonly said: string;
}

const KINDS: ReadonlySet<unknown> = new Set(["choose", "gap", "match"]);

/** The questions in a widget's traits, unsealed. */
export function questionsOf(raw: unknown): readonly Question[] {
  if (!Array.isArray(raw)) return [];
  return raw
    .filter((data) => KINDS.has(data?.kind))
    .map(({ sealed, ...told }) => ({ ...told, ...unseal(sealed) }) as Question);
}

export function replyToChoice({ options, answer, because }: Choose, taken: number): Reply {
  return { right: taken === answer, taken: options[taken] ?? "", said: because[taken] ?? "" };
}

/** A word as it is compared: capitals, accents, hyphens and articles do not matter. */
export const bare = (word: string): string =>
  word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:an?|the) /, "");

/** How many letters were put in, left out or exchanged. */
export function slips(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row[b.length]!;
}

/** In a long word one slip is a slip, in a very long one two; in a short one it is another word. */
const slipsAllowed = (word: string): number => (word.length < 6 ? 0 : word.length < 10 ? 1 : 2);

export function replyToWord({ accept, because, misses, otherwise }: Gap, typed: string): Reply {
  const word = bare(typed);
  const taken = typed.trim();
  if (accept.some((right) => bare(right) === word)) return { right: true, taken, said: because };
  const miss = misses.find(([wrong]) => bare(wrong) === word);
  if (miss !== undefined) return { right: false, taken, said: miss[1] };
  const near = accept.find((right) => slips(bare(right), word) <= slipsAllowed(bare(right)));
  if (near !== undefined) return { right: true, taken: near, said: `(So it is spelt.) ${because}` };
  return { right: false, taken, said: otherwise };
}

/** One reply for each meaning; null where no term was taken. */
export function repliesToTerms(
  { terms, answers, because }: Match,
  taken: readonly (number | null)[],
): readonly (Reply | null)[] {
  return answers.map((answer, row) => {
    const term = taken[row] ?? null;
    if (term === null) return null;
    return { right: term === answer, taken: terms[term] ?? "", said: because[term] ?? "" };
  });
}
