// When a topic comes back: after 1, 3, 7 and then every 21 days. Practising sooner is welcome and moves nothing.
//
// Widening gaps kept more in mind on the way, and as much at the end, as equal ones in a study of vocabulary (Kang and
// others 2014); that this holds for listening is assumed, not known. The days are a design choice.

export interface Schedule {
  /** How many returns there have been. */
  readonly returns: number;
  /** When it is due; null: it has not been practised. */
  readonly due_ms: number | null;
}

export const GAPS_DAYS = [1, 3, 7, 21] as const;
const DAY_MS = 86_400_000;
/** A return may come a little before its hour: who practises in the evening may come back the next afternoon. */
const EARLY_MS = DAY_MS / 3;

export const NOT_BEGUN: Schedule = { returns: 0, due_ms: null };

const gapMs = (returns: number): number => GAPS_DAYS[Math.min(returns, GAPS_DAYS.length - 1)]! * DAY_MS;

export function isDue({ due_ms }: Schedule, now_ms: number): boolean {
  return due_ms !== null && now_ms >= due_ms - EARLY_MS;
}

/** After a round: the first sets the first return; one that was due sets the next; one left waiting for more than twice its gap starts a step lower. */
export function practised(schedule: Schedule, now_ms: number): Schedule {
  const { returns, due_ms } = schedule;
  if (due_ms === null) return { returns: 0, due_ms: now_ms + gapMs(0) };
  if (!isDue(schedule, now_ms)) return schedule;
  const late = now_ms - due_ms > 2 * gapMs(returns);
  const next = late ? Math.max(0, returns - 1) : returns + 1;
  return { returns: next, due_ms: now_ms + gapMs(next) };
}

/** Such as "due now" or "back in 3 days". */
export function dueInWords(schedule: Schedule, now_ms: number): string {
  const { due_ms } = schedule;
  if (due_ms === null) return "new";
  if (isDue(schedule, now_ms)) return "due now";
  const days = Math.max(1, Math.round((due_ms - now_ms) / DAY_MS));
  return days === 1 ? "back tomorrow" : `back in ${days} days`;
}
