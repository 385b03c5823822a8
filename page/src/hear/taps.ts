// How taps followed the beats. A device brings its sound late by an amount that nobody knows, so the distance at which
// the taps begin is taken off before anything is said.

export interface Followed {
  /** For each beat that was tapped: its number, when it was and when it was tapped. */
  readonly pairs: readonly Pair[];
  readonly missed: number;
  /** The distance at which the taps begin, late above 0. */
  readonly steady_sec: number;
  /** What is left of the distances without it: half of them lie within. */
  readonly within_sec: number;
  /** The same over the last beats, where the tempo has changed most: late above 0. */
  readonly end_sec: number;
}

interface Pair {
  readonly beat: number;
  readonly sec: number;
  readonly tapped_sec: number;
}

const LAST_BEATS = 4;
const LEAST = 4;
const SKIP_BEATS = 2;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Compare taps with the beats that sounded; null where too few were tapped to say anything. */
export function followed(beats_sec: readonly number[], taps_sec: readonly number[]): Followed | null {
  const pairs = paired(
    beats_sec,
    [...taps_sec].sort((a, b) => a - b),
  );
  if (pairs.length < LEAST) return null;
  const off = pairs.map(({ sec, tapped_sec }) => tapped_sec - sec);
  const steady_sec = median(off.slice(0, Math.max(LEAST, off.length >> 1)));
  const rest = off.map((each) => each - steady_sec);
  return {
    pairs,
    missed: beats_sec.length - pairs.length,
    steady_sec,
    within_sec: median(rest.map(Math.abs)),
    end_sec: median(rest.slice(-LAST_BEATS)),
  };
}

/**
 * Which tap was meant for which beat. Both keep their order; a beat without a tap, and a tap without a beat, cost as
 * much as a tap that is off by two beats. The nearest tap alone would call a tap that comes early in a ritardando late for
 * the beat before.
 */
function paired(beats: readonly number[], taps: readonly number[]): readonly Pair[] {
  const skip = SKIP_BEATS * median(beats.slice(1).map((sec, i) => sec - beats[i]!));
  const width = taps.length + 1;
  /** The least cost of pairing the beats from b on with the taps from t on. */
  const cost = new Float64Array((beats.length + 1) * width);
  const at = (b: number, t: number): number => cost[b * width + t]!;
  const met = (b: number, t: number): number => Math.abs(beats[b]! - taps[t]!) + at(b + 1, t + 1);
  for (let b = beats.length; b >= 0; b -= 1)
    for (let t = taps.length; t >= 0; t -= 1) {
      const ways = [
        ...(b < beats.length ? [skip + at(b + 1, t)] : []),
        ...(t < taps.length ? [skip + at(b, t + 1)] : []),
        ...(b < beats.length && t < taps.length ? [met(b, t)] : []),
      ];
      cost[b * width + t] = ways.length > 0 ? Math.min(...ways) : 0;
    }
  const pairs: Pair[] = [];
  for (let b = 0, t = 0; b < beats.length && t < taps.length; ) {
    if (at(b, t) === met(b, t)) {
      pairs.push({ beat: b, sec: beats[b]!, tapped_sec: taps[t]! });
      b += 1;
      t += 1;
    } else if (at(b, t) === skip + at(b + 1, t)) b += 1;
    else t += 1;
  }
  return pairs;
}
