// The gain of one channel over time, in dB, without steps that could click.

/** A step is heard as a ramp that ends where the step stands, so that the note beginning there has its full level. */
const STEP_RAMP_SEC = 0.004;
/** How long it takes to go over from one curve to another when the plan changes. */
const CHANGE_SEC = 0.005;

export const amplitude = (level_db: number): number => 10 ** (level_db / 20);

export type Points = readonly (readonly [sec: number, level_db: number])[];

/** Linear between points; right-continuous; constant outside. */
export function valueAt(points: Points, sec: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] <= sec) low = middle + 1;
    else high = middle;
  }
  const left = points[low - 1];
  const right = points[low];
  if (!left) return right ? right[1] : 0;
  if (!right) return left[1];
  return left[1] + ((right[1] - left[1]) * (sec - left[0])) / (right[0] - left[0]);
}

/** The same curve with each step replaced by a short ramp before it. */
function withoutSteps(points: Points): Points {
  const soft: (readonly [number, number])[] = [];
  points.forEach(([sec, level_db], i) => {
    const before = points[i - 1];
    if (before && before[0] === sec && before[1] !== level_db) {
      const start = sec - STEP_RAMP_SEC;
      const from = valueAt(soft, start);
      while (soft.length > 1 && soft.at(-1)![0] > start) soft.pop();
      soft.push([Math.max(start, soft.at(-1)![0]), from]);
    }
    soft.push([sec, level_db]);
  });
  return soft;
}

/** Follows a gain curve; a change of curve is passed over smoothly. */
export class Gain {
  private points: Points = [[0, 0]];
  private offset_db = 0;
  private changed_sec = Number.NEGATIVE_INFINITY;

  /** Take a curve and start at its value. */
  start(points: Points): void {
    this.points = withoutSteps(points);
    this.offset_db = 0;
  }

  /** Take a curve that holds from `to_sec` on, coming from where the gain stands at `from_sec` of the old one. */
  change(points: Points, from_sec: number, to_sec: number): void {
    const now_db = this.at(from_sec);
    this.points = withoutSteps(points);
    this.offset_db = now_db - valueAt(this.points, to_sec);
    this.changed_sec = to_sec;
  }

  /** dB at a second of the performance. */
  at(sec: number): number {
    const left = 1 - (sec - this.changed_sec) / CHANGE_SEC;
    const offset_db = left > 0 ? this.offset_db * Math.min(1, left) : 0;
    return valueAt(this.points, sec) + offset_db;
  }
}
