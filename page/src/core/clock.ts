// Score time and performance time, both ways (spec §7, Clock).
import { invert, lastAtOrBefore } from "./curve.ts";
import type { Holds } from "./holds.ts";
import { VoiceTime } from "./time.ts";
import type { Clock, Curve, Score } from "./types.ts";
import type { Warp } from "./warp.ts";

export function clockOf(score: Score, tempo: Curve, warp: Warp, holds: Holds, duration_sec: number): Clock {
  const { start_beat, end_beat } = score;
  const time = new VoiceTime(tempo, warp, holds, start_beat);
  const stops_sec = holds.beats.map((beat) => time.before(beat));
  return {
    duration_sec,
    seconds_at: (beat) => time.onset(beat),
    beat_at(sec) {
      const passed = lastAtOrBefore(stops_sec, sec) + 1; // holds that have begun
      if (passed > 0) {
        const beat = holds.beats[passed - 1]!;
        if (sec <= time.onset(beat)) return clamp(beat, start_beat, end_beat);
      }
      const place = invert(tempo, sec - holds.bothSec(passed) + time.origin);
      return clamp(warp.inverse(place), start_beat, end_beat);
    },
  };
}

function clamp(beat: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, beat));
}
