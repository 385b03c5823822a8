// Chance with a seed, so that a question can be made again exactly as it was.

export type Chance = () => number;

/** Numbers from 0 to 1 that a seed gives (mulberry32). */
export function chances(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const between = (chance: Chance, low: number, high: number): number => low + chance() * (high - low);

export const whole = (chance: Chance, count: number): number => Math.floor(chance() * count);

export function oneOf<T>(chance: Chance, all: readonly T[]): T {
  const [first] = all;
  if (first === undefined) throw new RangeError("There is nothing to choose from.");
  return all[whole(chance, all.length)] ?? first;
}

export function shuffled<T>(chance: Chance, all: readonly T[]): readonly T[] {
  const rest = [...all];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(whole(chance, rest.length), 1));
  return order;
}

/** One of them, the heavier the likelier. */
export function weighted<T>(chance: Chance, all: readonly T[], weight: (each: T) => number): T {
  let left = chance() * all.reduce((sum, each) => sum + weight(each), 0);
  for (const each of all) {
    left -= weight(each);
    if (left < 0) return each;
  }
  return oneOf(chance, all);
}
