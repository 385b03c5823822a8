// The gain of a voice: what velocity cannot reach, and the change during held notes (spec §8).
import { distinctPlaces } from "./combine.ts";
import { CurveReader } from "./curve.ts";
import { clip, LOUDEST_DB, SOFTEST_DB, type Touch } from "./level.ts";
import type { VoiceParts } from "./parts.ts";
import type { Times, VoiceTime } from "./time.ts";
import type { Curve } from "./types.ts";

type GainPoint = readonly [sec: number, level_db: number];

/** Collects breakpoints; one equal to the one before it is not written twice, and of a row of equal values only the ends. */
class Gain {
  readonly points: GainPoint[] = [];
  private last: [sec: number, level_db: number] = [Number.NaN, Number.NaN];
  /** The last breakpoint has the value of the one before it. */
  private level = false;

  add(sec: number, level_db: number): void {
    const { last } = this;
    const level = level_db === last[1];
    if (level && (this.level || sec === last[0])) {
      last[0] = sec;
      return;
    }
    this.level = level;
    this.last = [sec, level_db];
    this.points.push(this.last);
  }
}

export interface GainInput {
  readonly parts: VoiceParts;
  /** Seconds and L at `parts.places`. */
  readonly times: Times;
  readonly levels_db: Float64Array;
  readonly touch: Touch;
  /** The end of the score. */
  readonly end_beat: number;
}

/** For a struck instrument the gain stands still from onset to onset. */
export function struckGain(input: GainInput, time: VoiceTime): readonly GainPoint[] {
  const { parts, times, levels_db, touch } = input;
  const { onsets } = parts;
  if (onsets.length === 0) return [[0, 0]];
  const gain = new Gain();
  for (let i = 0; i < onsets.length; i++) {
    const here = onsets[i]!;
    const next = onsets[i + 1];
    const rest_db = unreached(levels_db[here]!, touch);
    gain.add(times.onset[here]!, rest_db);
    gain.add(next === undefined ? time.before(lastBeat(input)) : times.before[next]!, rest_db);
  }
  return gain.points;
}

/** A sustaining instrument follows L while its notes are held. */
export function sustainedGain(
  input: GainInput,
  time: VoiceTime,
  level: Curve,
  turns: Float64Array,
): readonly GainPoint[] {
  const { parts, times, levels_db, touch } = input;
  const { onsets, places } = parts;
  if (onsets.length === 0) return [[0, 0]];
  const gain = new Gain();
  const reader = new CurveReader(level);
  let turn = 0;
  for (let i = 0; i < onsets.length; i++) {
    const here = onsets[i]!;
    const next = onsets[i + 1];
    const until = next === undefined ? lastBeat(input) : places[next]!;
    const rest_db = unreached(levels_db[here]!, touch);
    const start_db = clip(levels_db[here]!);
    gain.add(times.onset[here]!, rest_db);
    while (turn < turns.length && turns[turn]! <= places[here]!) turn++;
    for (; turn < turns.length && turns[turn]! < until; turn++) {
      const beat = turns[turn]!;
      gain.add(time.before(beat), clip(reader.valueBefore(beat)) - start_db + rest_db);
      gain.add(time.onset(beat), clip(reader.valueAt(beat)) - start_db + rest_db);
    }
    const until_sec = next === undefined ? time.before(until) : times.before[next]!;
    gain.add(until_sec, clip(reader.valueBefore(until)) - start_db + rest_db);
  }
  return gain.points;
}

/** The places where a sustained gain may turn: breakpoints of L, where L crosses what can be played, holds. */
export function turningPlaces(level: Curve, holds: Float64Array): Float64Array {
  const crossings: number[] = [];
  const { beats, values } = level;
  for (let i = 1; i < beats.length; i++)
    for (const edge of [SOFTEST_DB, LOUDEST_DB])
      if ((values[i - 1]! - edge) * (values[i]! - edge) < 0 && beats[i - 1]! < beats[i]!)
        crossings.push(
          beats[i - 1]! +
            ((beats[i]! - beats[i - 1]!) * (edge - values[i - 1]!)) / (values[i]! - values[i - 1]!),
        );
  return distinctPlaces([beats, crossings, holds]);
}

/** The end of the last interval: the end of the score, or of the voice if that is later. */
function lastBeat({ parts, end_beat }: GainInput): number {
  return Math.max(end_beat, parts.places[parts.places.length - 1]!);
}

/** r of spec §8: what velocity leaves to the gain. */
function unreached(level_db: number, touch: Touch): number {
  const clipped_db = clip(level_db);
  return clipped_db - touch.reach(clipped_db);
}
