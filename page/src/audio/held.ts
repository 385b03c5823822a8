// A note that sounds was struck as an earlier plan asked. On an instrument that sustains, the gain makes up for what the
// new plan would have struck, until the next note of its voice.
import { type Points, valueAt } from "./gain.ts";
import type { Plan } from "./plan.ts";

export interface Struck {
  readonly number: number;
  readonly channel: number;
  readonly velocity: number;
}

/** So many decibels more, up to a second of the performance. */
interface Lift {
  readonly by_db: number;
  readonly until_sec: number;
}

export type Lifts = ReadonlyMap<number, Lift>;

/** By channel: what the notes that sound lack under a plan; the note struck last counts. */
export function liftsOf(plan: Plan, sounding: readonly Struck[]): Lifts {
  const lifts = new Map<number, Lift>();
  for (const { number, channel, velocity } of sounding) {
    const { answer } = plan.channels[channel]!;
    const at = answer === null ? -1 : plan.number.indexOf(number);
    if (answer === null || at < 0) continue;
    const by_db = valueAt(answer, plan.velocity[at]!) - valueAt(answer, velocity);
    lifts.set(channel, { by_db, until_sec: nextOnset(plan, at) });
  }
  return lifts;
}

function nextOnset({ channel, onset_sec }: Plan, at: number): number {
  for (let i = at + 1; i < onset_sec.length; i++)
    if (channel[i] === channel[at] && onset_sec[i]! > onset_sec[at]!) return onset_sec[i]!;
  return Number.POSITIVE_INFINITY;
}

const JUST_BEFORE_SEC = 1e-6;

/** A gain curve with a lift. */
export function lifted(points: Points, lift: Lift | undefined): Points {
  if (lift === undefined || lift.by_db === 0) return points;
  const { by_db, until_sec } = lift;
  const higher = points
    .filter(([sec]) => sec < until_sec)
    .map(([sec, level_db]) => [sec, level_db + by_db] as const);
  if (until_sec === Number.POSITIVE_INFINITY) return higher;
  return [
    ...higher,
    [until_sec, valueAt(points, until_sec - JUST_BEFORE_SEC) + by_db],
    [until_sec, valueAt(points, until_sec)],
    ...points.filter(([sec]) => sec > until_sec),
  ];
}
