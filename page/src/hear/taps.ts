// How taps followed the beats. A device brings its sound late by an amount that nobody knows, so a steady distance is
// taken off before anything is said.

export interface Followed {
  /** For each beat that was tapped: its number, when it was and when it was tapped. */
  readonly pairs: readonly { readonly beat: number; readonly sec: number; readonly tapped_sec: number }[];
  readonly missed: number;
  /** The steady distance, late above 0. */
  readonly steady_sec: number;
  /** What is left of the distances without it: half of them lie within. */
  readonly within_sec: number;
  /** The same over the last beats, where the tempo has changed most: late above 0. */
  readonly end_sec: number;
}

const LAST_BEATS = 4;
const LEAST = 4;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Compare taps with the beats that sounded; null where too few were tapped to say anything. */
export function followed(beats_sec: readonly number[], taps_sec: readonly number[]): Followed | null {
  const free = [...taps_sec].sort((a, b) => a - b);
  const pairs: Followed["pairs"][number][] = [];
  for (const [beat, sec] of beats_sec.entries()) {
    const gap = (beats_sec[beat + 1] ?? 2 * sec - (beats_sec[beat - 1] ?? sec - 1)) - sec;
    const near = free.filter((tap) => Math.abs(tap - sec) <= gap / 2);
    const tapped_sec = near.sort((a, b) => Math.abs(a - sec) - Math.abs(b - sec))[0];
    if (tapped_sec === undefined) continue;
    free.splice(free.indexOf(tapped_sec), 1);
    pairs.push({ beat, sec, tapped_sec });
  }
  if (pairs.length < LEAST) return null;
  const off = pairs.map(({ sec, tapped_sec }) => tapped_sec - sec);
  const steady_sec = median(off);
  const rest = off.map((each) => each - steady_sec);
  return {
    pairs,
    missed: beats_sec.length - pairs.length,
    steady_sec,
    within_sec: median(rest.map(Math.abs)),
    end_sec: median(rest.slice(-LAST_BEATS)),
  };
}
