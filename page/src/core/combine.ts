// Product and sum of curves on the grid that spec §3 defines.
import { CurveReader, fromColumns } from "./curve.ts";
import type { Curve } from "./types.ts";

/** A stretch in which two curves move is cut into this many parts, since their product bends there. */
const PARTS = 8;

/** The product of curves, in this order. */
export function product(curves: readonly Curve[]): Curve {
  return combine(curves, true);
}

/** The sum of curves, in this order. */
export function sum(curves: readonly Curve[]): Curve {
  return combine(curves, false);
}

function combine(curves: readonly Curve[], multiply: boolean): Curve {
  if (curves.length === 1) return curves[0]!;
  const grid = distinctPlaces(curves.map((curve) => curve.beats));
  const readers = curves.map((curve) => new CurveReader(curve));
  const join = multiply ? multiplied : added;
  const out = new Columns();
  let values = new Float64Array(curves.length); // of each curve at the place before
  let next_values = new Float64Array(curves.length);
  const limits = new Float64Array(curves.length); // of each curve just before this place
  for (let g = 0; g < grid.length; g++) {
    const place = grid[g]!;
    for (let c = 0; c < readers.length; c++) {
      limits[c] = readers[c]!.valueBefore(place);
      next_values[c] = readers[c]!.valueAt(place);
    }
    if (multiply && g > 0 && moving(values, limits) > 1) divide(out, grid[g - 1]!, place, values, limits);
    const before = join(limits);
    const at = join(next_values);
    if (before !== at) out.push(place, before);
    out.push(place, at);
    [values, next_values] = [next_values, values];
  }
  return out.curve();
}

/** How many curves have different values at the two ends. */
function moving(lefts: Float64Array, rights: Float64Array): number {
  let count = 0;
  for (let c = 0; c < lefts.length; c++) if (lefts[c] !== rights[c]) count++;
  return count;
}

function divide(out: Columns, left: number, right: number, lefts: Float64Array, rights: Float64Array): void {
  for (let k = 1; k < PARTS; k++) {
    let value = 1;
    for (let c = 0; c < lefts.length; c++) value *= lefts[c]! + ((rights[c]! - lefts[c]!) * k) / PARTS;
    out.push(left + ((right - left) * k) / PARTS, value);
  }
}

function multiplied(values: Float64Array): number {
  let result = 1;
  for (let c = 0; c < values.length; c++) result *= values[c]!;
  return result;
}

function added(values: Float64Array): number {
  let result = 0;
  for (let c = 0; c < values.length; c++) result += values[c]!;
  return result;
}

/** All places of these lists, sorted, each once. */
export function distinctPlaces(lists: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(lists.reduce((count, list) => count + list.length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (kept === 0 || all[kept - 1] !== all[i]) all[kept++] = all[i]!;
  return all.slice(0, kept);
}

class Columns {
  private readonly beats: number[] = [];
  private readonly values: number[] = [];

  push(beat: number, value: number): void {
    this.beats.push(beat);
    this.values.push(value);
  }

  curve(): Curve {
    return fromColumns(Float64Array.from(this.beats), Float64Array.from(this.values));
  }
}
