// Curves over beats (spec §3): linear between breakpoints, right-continuous at a step.
import { MusicError } from "./error.ts";
import type { Breakpoint, Breakpoints, Curve } from "./types.ts";

/** The curve through these breakpoints; their beats must never decrease. */
export function curve(points: Breakpoints): Curve {
  const beats = new Float64Array(points.length);
  const values = new Float64Array(points.length);
  for (let i = 0; i < points.length; i++) {
    beats[i] = points[i]![0];
    values[i] = points[i]![1];
  }
  return fromColumns(beats, values);
}

/** The same from two columns, which the curve keeps. */
export function fromColumns(beats: Float64Array, values: Float64Array): Curve {
  const count = beats.length;
  if (count === 0) throw new MusicError("A curve needs at least one breakpoint.");
  const integrals = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite(beats[i]) || !Number.isFinite(values[i]))
      throw new MusicError("A curve's beats and values must be finite numbers.");
    if (i === 0) continue;
    const width = beats[i]! - beats[i - 1]!;
    if (width < 0)
      throw new MusicError(`A curve's beats must not go back: ${beats[i]} comes after ${beats[i - 1]}.`);
    integrals[i] = integrals[i - 1]! + (width * (values[i - 1]! + values[i]!)) / 2;
  }
  const made = { beats, values, integrals };
  const to_zero = integralTo(made, 0);
  for (let i = 0; i < count; i++) integrals[i] = integrals[i]! - to_zero;
  return made;
}

/** The breakpoints of a curve, for drawing and for files. */
export function points(curve: Curve): Breakpoints {
  return Array.from(curve.beats, (beat, i): Breakpoint => [beat, curve.values[i]!]);
}

export function valueAt(curve: Curve, beat: number): number {
  return valueFrom(curve, lastAtOrBefore(curve.beats, beat), beat);
}

/** The limit from the left. */
export function valueBefore(curve: Curve, beat: number): number {
  return valueBeforeFrom(curve, lastAtOrBefore(curve.beats, beat), beat);
}

/** The integral from beat 0 to `beat`; negative before 0. */
export function integralTo(curve: Curve, beat: number): number {
  return integralFrom(curve, lastAtOrBefore(curve.beats, beat), beat);
}

/** The beat at which the integral reaches `area`, for a curve whose values are all positive. */
export function invert(curve: Curve, area: number): number {
  const { beats, values, integrals } = curve;
  const last = beats.length - 1;
  const i = lastAtOrBefore(integrals, area);
  if (i < 0) return beats[0]! + (area - integrals[0]!) / values[0]!;
  const rest = area - integrals[i]!;
  const left = values[i]!;
  if (i === last) return beats[i]! + rest / left;
  const slope = (values[i + 1]! - left) / (beats[i + 1]! - beats[i]!);
  // Rounding may take the root of a tiny negative number where the period falls to nearly nothing.
  const root = Math.sqrt(Math.max(0, left * left + 2 * slope * rest));
  return Math.min(beats[i]! + (2 * rest) / (left + root), beats[i + 1]!);
}

/** The last index whose place is at or before `place`, or −1; `places` never decrease. */
export function lastAtOrBefore(places: Float64Array, place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Reads one curve at many places. The places may come in any order; it is quick where they rise, because it
 * walks on from the last one instead of searching.
 */
export class CurveReader {
  private index = -1;

  constructor(readonly curve: Curve) {}

  valueAt(beat: number): number {
    return valueFrom(this.curve, this.seek(beat), beat);
  }

  valueBefore(beat: number): number {
    return valueBeforeFrom(this.curve, this.seek(beat), beat);
  }

  integralTo(beat: number): number {
    return integralFrom(this.curve, this.seek(beat), beat);
  }

  private seek(beat: number): number {
    const { beats } = this.curve;
    let i = this.index;
    while (i + 1 < beats.length && beats[i + 1]! <= beat) i++;
    while (i >= 0 && beats[i]! > beat) i--;
    this.index = i;
    return i;
  }
}

/** The values at places that rise. */
export function valuesAt(curve: Curve, places: Float64Array): Float64Array {
  const reader = new CurveReader(curve);
  const values = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) values[i] = reader.valueAt(places[i]!);
  return values;
}

// Each of these three is given i, the last breakpoint at or before the beat (−1: none).

function valueFrom({ beats, values }: Curve, i: number, beat: number): number {
  if (i < 0) return values[0]!;
  const left = values[i]!;
  if (i === beats.length - 1) return left;
  const from = beats[i]!;
  return left + ((values[i + 1]! - left) * (beat - from)) / (beats[i + 1]! - from);
}

function valueBeforeFrom(curve: Curve, i: number, beat: number): number {
  const { beats, values } = curve;
  if (i < 0 || beats[i] !== beat) return valueFrom(curve, i, beat);
  let first = i;
  while (first > 0 && beats[first - 1] === beat) first--;
  return values[first]!;
}

function integralFrom(curve: Curve, i: number, beat: number): number {
  const at = Math.max(i, 0);
  const width = beat - curve.beats[at]!;
  return curve.integrals[at]! + (width * (curve.values[at]! + valueFrom(curve, i, beat))) / 2;
}
