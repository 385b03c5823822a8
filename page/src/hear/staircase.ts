// How large the next change is: three right answers in a row make it smaller, one wrong answer makes it larger.
//
// The rule is a transformed up-down method (Levitt 1971). Its steps are equal in logarithm; a step down is 0.7393 of a
// step up, with which three-down-one-up settles where 83.15 % of the answers are right, however large the steps are
// (García-Pérez 1998). Until the first mistake every right answer makes the change smaller, so that few questions are
// spent on what is easy; the steps shrink after two and after four turns. These sizes are design choices, and
// page/test/hear/staircase.test.ts tells how well the whole follows listeners whose threshold is known.

/** The sizes of change that a topic goes through; in what unit, the topic says. */
export interface Scale {
  readonly start: number;
  readonly floor: number;
  readonly ceiling: number;
}

export interface Stairs {
  /** The size of the next change. */
  readonly amount: number;
  readonly right_in_a_row: number;
  /** Where the last step went: −1 smaller, 1 larger, 0 none yet. */
  readonly direction: -1 | 0 | 1;
  /** How often the way has turned. */
  readonly turned: number;
  /** The sizes at which it turned, the newest last, without the first two. */
  readonly turns: readonly number[];
}

/** The share of right answers where it settles. */
export const SETTLES_AT = 0.8315;
const DOWN_BY_UP = 0.7393;
/** By what a wrong answer multiplies the change: at first, after two turns, after four. */
const UP_FACTORS = [1.8, 1.5, 1.35] as const;
const RIGHT_NEEDED = 3;
const SKIPPED_TURNS = 2;
const KEPT_TURNS = 8;
const TURNS_NEEDED = 6;

export function firstStairs({ start }: Scale): Stairs {
  return { amount: start, right_in_a_row: 0, direction: 0, turned: 0, turns: [] };
}

/** What an answer makes of the stairs. */
export function answered(stairs: Stairs, right: boolean, scale: Scale): Stairs {
  const row = right ? stairs.right_in_a_row + 1 : 0;
  const untroubled = stairs.turned === 0 && stairs.direction <= 0;
  if (right && row < RIGHT_NEEDED && !untroubled) return { ...stairs, right_in_a_row: row };
  return stepped(stairs, right ? -1 : 1, scale);
}

function stepped(stairs: Stairs, direction: -1 | 1, { floor, ceiling }: Scale): Stairs {
  const { amount, turned, turns } = stairs;
  const turning = stairs.direction !== 0 && stairs.direction !== direction;
  const up = Math.log(UP_FACTORS[Math.min(UP_FACTORS.length - 1, turned >> 1)] ?? 1);
  const next = amount * Math.exp(direction > 0 ? up : -DOWN_BY_UP * up);
  return {
    amount: Math.min(ceiling, Math.max(floor, next)),
    right_in_a_row: 0,
    direction,
    turned: turned + (turning ? 1 : 0),
    turns: turning && turned >= SKIPPED_TURNS ? [...turns, amount].slice(-KEPT_TURNS) : turns,
  };
}

/** The size of change that is now told apart: the geometric mean of the last turns; null while there are too few. */
export function threshold({ turns }: Stairs): number | null {
  if (turns.length < TURNS_NEEDED) return null;
  return Math.exp(turns.reduce((sum, amount) => sum + Math.log(amount), 0) / turns.length);
}
