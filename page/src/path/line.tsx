// The line of expectation: how unexpected each phrase of the way was, and how the next would be.
import { letterOf, nameOf } from "./model.ts";
import type { Walk } from "./walk.ts";

const WIDTH = 340;
const HEIGHT = 130;
const LEFT = 12;
/** Room for the name of what may come last. */
const RIGHT = 96;
const NAME_HEIGHT = 15;
const FLOOR = 104;
const TOP_BITS = 9;

export const bitsInWords = (bits: number): string => `${bits.toFixed(1)} bits`;

/** The line in words, for whoever does not see it. */
export function lineInWords(walk: Walk): string {
  const { table } = walk;
  const way = walk.way.value;
  const past = [...way].map((letter, place) => {
    const bits = table.bits[way.slice(0, place + 1)]!;
    return `phrase ${place + 2}, ${nameOf(letter)}: ${bitsInWords(bits)}`;
  });
  const next = walk.choices.value.map(
    (choice) => `${choice} would be ${bitsInWords(table.bits[way + letterOf(choice)]!)}`,
  );
  const told =
    past.length > 0 ? `How unexpected each phrase was: ${past.join("; ")}.` : "Nothing is chosen yet.";
  return next.length > 0 ? `${told} Next: ${next.join("; ")}.` : told;
}

const x = (table: { readonly depth: number }, place: number): number =>
  LEFT + ((WIDTH - LEFT - RIGHT) * place) / (table.depth + 1);
const y = (bits: number): number => FLOOR - ((FLOOR - 14) * Math.min(bits, TOP_BITS)) / TOP_BITS;

/** Where the names of what may come stand: beside their circles, and never on each other. */
export function namePlaces(heights: readonly number[]): readonly number[] {
  const order = heights.map((_, place) => place).sort((a, b) => heights[a]! - heights[b]!);
  const places = [...heights];
  for (const [rank, place] of order.entries()) {
    const above = order[rank - 1];
    if (above !== undefined) places[place] = Math.max(places[place]!, places[above]! + NAME_HEIGHT);
  }
  return places;
}

export function Line({ walk }: { readonly walk: Walk }) {
  const { table } = walk;
  const way = walk.way.value;
  const past = [...way].map((_, place) => {
    const part = way.slice(0, place + 1);
    return { part, at: [x(table, place + 1), y(table.bits[part]!)] as const };
  });
  const start = [x(table, 0), FLOOR] as const;
  const [endX, endY] = past.at(-1)?.at ?? start;
  const nextX = x(table, way.length + 1);
  const next = walk.choices.value.map((choice) => ({ choice, at: y(table.bits[way + letterOf(choice)]!) }));
  const names = namePlaces(next.map(({ at }) => at));
  const all = [start, ...past.map(({ at }) => at)];
  return (
    <figure class="mk-path-line">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={lineInWords(walk)}>
        <path class="mk-path-floor" d={`M${LEFT} ${FLOOR}H${WIDTH - LEFT}`} />
        {next.map(({ choice, at }, place) => (
          <g key={choice} class="mk-path-next">
            <path d={`M${endX} ${endY}L${nextX} ${at}`} />
            <circle cx={nextX} cy={at} r="4" />
            <text x={nextX + 9} y={names[place]! + 4}>
              {choice}
            </text>
          </g>
        ))}
        <path class="mk-path-past" d={`M${all.map((at) => at.join(" ")).join("L")}`} />
        {all.map(([cx, cy], place) => (
          <g key={cx} class={place === walk.here.value ? "mk-path-here" : "mk-path-was"}>
            <circle cx={cx} cy={cy} r={place === walk.here.value ? 6 : 4} />
            <text x={cx - 3} y={FLOOR + 18}>
              {place + 1}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        The line rises where a phrase was unexpected on this path. A simple model of this book’s own; no
        listener was measured.
      </figcaption>
    </figure>
  );
}
