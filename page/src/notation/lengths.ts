// Which notes can be written for a length: heads, dots, tuplets.

/** Ticks in a quarter: halves to 32 parts, triplets, quintuplets and septuplets are whole. */
export const QUARTER = 10080;
/** The finest part of a quarter that is no tuplet. */
const BINARY = QUARTER / 32;

const TYPES: readonly (readonly [quarters: number, name: string])[] = [
  [8, "breve"],
  [4, "whole"],
  [2, "half"],
  [1, "quarter"],
  [1 / 2, "eighth"],
  [1 / 4, "16th"],
  [1 / 8, "32nd"],
  [1 / 16, "64th"],
];

export interface Head {
  readonly type: string;
  readonly dots: 0 | 1;
  /** How many flags or beams it has. */
  readonly flags: number;
}

/** Lengths in ticks that one head can have, longest first. */
const WRITABLE: ReadonlyMap<number, Head> = new Map(
  TYPES.flatMap(([quarters, type], i): [number, Head][] => {
    const flags = Math.max(0, i - 3);
    const plain: [number, Head] = [quarters * QUARTER, { type, dots: 0, flags }];
    return i === 0 ? [plain] : [[1.5 * quarters * QUARTER, { type, dots: 1, flags }], plain];
  }).sort(([a], [b]) => b - a),
);

/** A tuplet's ratio: `actual` in the time of `normal`. */
export interface Ratio {
  readonly actual: number;
  readonly normal: number;
}

const RATIOS: readonly Ratio[] = [
  { actual: 3, normal: 2 },
  { actual: 5, normal: 4 },
  { actual: 7, normal: 4 },
  { actual: 9, normal: 8 },
];

const isBinary = (tick: number): boolean => tick % BINARY === 0;

/** The ratio by which a note of this length at this place is written; null for a plain one. */
export function ratioOf(start: number, length: number): Ratio | null {
  if (isBinary(start) && isBinary(length)) return null;
  return RATIOS.find(({ actual }) => isBinary(start * actual) && isBinary(length * actual)) ?? null;
}

/** A length cut into parts that one head each can show; null where none can. */
export function headsFor(
  length: number,
  ratio: Ratio | null,
): readonly (readonly [length: number, head: Head])[] {
  const { actual, normal } = ratio ?? { actual: 1, normal: 1 };
  const parts: (readonly [number, Head])[] = [];
  let rest = (length * actual) / normal;
  for (const [size, head] of WRITABLE) {
    if (ratio !== null && head.dots > 0 && rest !== size) continue;
    while (rest >= size && parts.length < 12) {
      parts.push([(size * normal) / actual, head]);
      rest -= size;
    }
  }
  return parts;
}
