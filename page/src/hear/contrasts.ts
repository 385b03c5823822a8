// Which names are asked against each other: from pairs that lie far apart to pairs that lie close, and the ones that
// are still confused more often.
import { type Chance, shuffled, weighted } from "./chance.ts";

export type Pair = readonly [string, string];

/** Of each pair the last answers, "1" right and "0" wrong, the newest last; and how many pairs are in play. */
export interface Contrasts {
  readonly open: number;
  readonly last: Readonly<Record<string, string>>;
}

export const FIRST_CONTRASTS: Contrasts = { open: 3, last: {} };
const KEPT = 6;
const RIGHT_NEEDED = 2;
/** With so many pairs told apart, a question has a third name to choose from, and a fourth. */
const MORE_OPTIONS = [4, 9] as const;

export const pairKey = ([a, b]: Pair): string => [a, b].sort().join("|");

/** All pairs, the furthest apart first; names that nothing keeps apart are never asked against each other. */
export function pairsOf(
  names: readonly string[],
  distance: (a: string, b: string) => number,
): readonly Pair[] {
  const pairs: (readonly [Pair, number])[] = [];
  for (const [i, a] of names.entries())
    for (const b of names.slice(i + 1)) {
      const apart = distance(a, b);
      if (apart > 0) pairs.push([[a, b], apart]);
    }
  return pairs.sort(([, a], [, b]) => b - a).map(([pair]) => pair);
}

export function isToldApart({ last }: Contrasts, pair: Pair): boolean {
  return (last[pairKey(pair)] ?? "").endsWith("1".repeat(RIGHT_NEEDED));
}

export const openPairs = (contrasts: Contrasts, pairs: readonly Pair[]): readonly Pair[] =>
  pairs.slice(0, contrasts.open);

/** The pair to ask: the likelier, the less it is told apart. */
export function nextPair(contrasts: Contrasts, pairs: readonly Pair[], chance: Chance): Pair {
  return weighted(chance, openPairs(contrasts, pairs), (pair) => {
    const last = contrasts.last[pairKey(pair)] ?? "";
    const wrong = [...last.slice(-3)].filter((answer) => answer === "0").length;
    return isToldApart(contrasts, pair) ? 1 : 2 + 2 * wrong;
  });
}

/** The names to choose from: the pair, and others that are in play with the first of it. */
export function optionsFor(
  contrasts: Contrasts,
  pairs: readonly Pair[],
  [asked, other]: Pair,
  chance: Chance,
): readonly string[] {
  const open = openPairs(contrasts, pairs);
  const told = open.filter((pair) => isToldApart(contrasts, pair)).length;
  const more = MORE_OPTIONS.filter((needed) => told >= needed).length;
  const beside = open.flatMap(([a, b]) => (a === asked ? [b] : b === asked ? [a] : []));
  const others = shuffled(
    chance,
    [...new Set(beside)].filter((name) => name !== other),
  );
  return [asked, other, ...others.slice(0, more)];
}

/** What an answer makes of the contrasts; when all pairs in play are told apart, the next comes in. */
export function contrasted(
  contrasts: Contrasts,
  pairs: readonly Pair[],
  pair: Pair,
  right: boolean,
): Contrasts {
  const key = pairKey(pair);
  const last = `${contrasts.last[key] ?? ""}${right ? "1" : "0"}`.slice(-KEPT);
  const next = { ...contrasts, last: { ...contrasts.last, [key]: last } };
  const all = openPairs(next, pairs).every((each) => isToldApart(next, each));
  return all ? { ...next, open: Math.min(pairs.length, next.open + 1) } : next;
}
