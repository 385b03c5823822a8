// Drawing by hand: pure edits of the hand layers of tempo and level (spec §4, §5, §8).
import { FACTOR, HAND_LEVEL_DB } from "./check.ts";
import { curve, valueAt, valueBefore } from "./curve.ts";
import { MusicError } from "./error.ts";
import { levelBelowHand } from "./level.ts";
import { partsOf } from "./parts.ts";
import { handCurves } from "./shapes.ts";
import { tempoBelowHand } from "./tempo.ts";
import type { Breakpoint, Breakpoints, Curve, Interpretation, PerformOptions, Score } from "./types.ts";

export interface HandContext extends PerformOptions {
  readonly score: Score;
  /** Where handles may stand, rising: bar lines, or beats. A drag reaches to the neighbouring ones. */
  readonly places: readonly number[];
}

/**
 * Draw the tempo through `beat_period` seconds a beat at `beat`, as near as a factor of 0.1 to 10 comes.
 * At the last place, where the hand's layer ends, that is the limit from the left.
 */
export function dragTempo(
  interpretation: Interpretation,
  context: HandContext,
  beat: number,
  beat_period: number,
): Interpretation {
  const { score, shapes, speed = 1, places } = context;
  const below = readings(tempoBelowHand(partsOf(score), interpretation, shapes, speed), beat, places);
  const factor = beat_period / below.reduce((product, value) => product * value, 1);
  const handles = drawn(interpretation.hand_tempo ?? [], places, [beat, clamped(factor, FACTOR)], 1);
  return { ...interpretation, hand_tempo: handles };
}

/** Draw the level through `level_db` at `beat`, as near as −40 to 40 dB of the hand's own come. */
export function dragLevel(
  interpretation: Interpretation,
  context: HandContext,
  beat: number,
  level_db: number,
): Interpretation {
  const { score, shapes, places } = context;
  const below = readings(levelBelowHand(partsOf(score), interpretation, shapes), beat, places);
  const own_db = level_db - below.reduce((sum, value) => sum + value, 0);
  const handles = drawn(interpretation.hand_level ?? [], places, [beat, clamped(own_db, HAND_LEVEL_DB)], 0);
  return { ...interpretation, hand_level: handles };
}

/** Take the hand's drawing away from `from_beat` to `to_beat`; outside it changes to the next handle at most. */
export function clearHand(
  interpretation: Interpretation,
  layer: "hand_tempo" | "hand_level",
  from_beat: number,
  to_beat: number,
): Interpretation {
  const neutral = layer === "hand_tempo" ? 1 : 0;
  const handles = interpretation[layer] ?? [];
  const before = handles.filter(([beat]) => beat < from_beat);
  const after = handles.filter(([beat]) => beat > to_beat);
  const kept = [...before];
  if (before.length > 0 && before.length < handles.length) kept.push([from_beat, neutral]);
  if (after.length > 0 && after.length < handles.length && kept.at(-1)?.[0] !== to_beat)
    kept.push([to_beat, neutral]);
  return { ...interpretation, [layer]: tidied([...kept, ...after], neutral) };
}

/** What the curves below the hand say at a place: the limit from the left where the hand's layer must end. */
function readings(curves: readonly Curve[], beat: number, places: readonly number[]): readonly number[] {
  const read = beat >= (places.at(-1) ?? Infinity) ? valueBefore : valueAt;
  return curves.map((below) => read(below, beat));
}

/** The handles with one set, and its neighbours held where they were so that nothing beyond them moves. */
function drawn(
  handles: Breakpoints,
  places: readonly number[],
  handle: Breakpoint,
  neutral: number,
): Breakpoints {
  const [beat] = handle;
  const layer = handCurves(handles, neutral)[0] ?? curve([[beat, neutral]]);
  const set = new Map([...handles, handle]);
  const stand = (place: number | undefined) => {
    if (place !== undefined && !set.has(place)) set.set(place, valueAt(layer, place));
  };
  const before = places.findLast((place) => place < beat);
  const after = places.find((place) => place > beat);
  const first = handles[0]?.[0] ?? beat;
  const last = handles.at(-1)?.[0] ?? beat;
  if (!handles.some(([place]) => place < beat && place >= (before ?? beat))) stand(before);
  if (!handles.some(([place]) => place > beat && place <= (after ?? beat))) stand(after);
  // A layer that ended in a step goes back to neutral by the next place, not all the way to the new handle.
  if (last < beat) stand(places.find((place) => place > last && place < beat));
  if (first > beat) stand(places.findLast((place) => place < first && place > beat));
  return tidied(
    [...set].sort((a, b) => a[0] - b[0]),
    neutral,
  );
}

/** A layer that says nothing needs no handles. */
function tidied(handles: Breakpoints, neutral: number): Breakpoints {
  return handles.every(([, value]) => value === neutral) ? [] : handles;
}

function clamped(value: number, [least, most]: readonly [number, number]): number {
  if (!Number.isFinite(value)) throw new MusicError("A curve can be drawn through finite numbers only.");
  return Math.min(most, Math.max(least, value));
}
