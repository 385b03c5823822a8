// Conducting: taps on the beat, and the course that the music takes after each. Pure: whoever calls brings the time.
//
// The model is a design choice, simple enough to be felt. The tempo that is expected goes a share of the way to each
// tapped interval; by the next beat the music makes up a share of what it was ahead of the tap or behind it. It slows
// down or hurries, and never goes back.
import type { Clock } from "./types.ts";

export interface Rules {
  /** Taps that give the tempo before the music begins. */
  readonly count_in: number;
  /** Beats that the music goes on for where a tap is missing, before it waits; 0: it waits for every tap. */
  readonly go_on_beats: number;
}

export interface Tap {
  readonly sec: number;
  readonly beat: number;
  /** From 0 to 1 where it is known how hard the tap was. */
  readonly strength: number | null;
  /** How long the music had waited for it; less than half a beat is no wait but a slower beat. */
  readonly held_sec: number;
}

/** Where the music is from a tap on: to `turn_beat` at one pace, then at the expected tempo, and at last it waits. */
export interface Course {
  readonly sec: number;
  readonly beat: number;
  readonly turn_sec: number;
  readonly turn_beat: number;
  readonly beat_period: number;
  /** Infinity where nothing more begins that could wait. */
  readonly wait_beat: number;
}

export interface Conducting {
  readonly rules: Rules;
  /** The beat of the first tap after the count-in. */
  readonly first_beat: number;
  readonly last_onset_beat: number;
  readonly taps: readonly Tap[];
  readonly course: Course;
}

/** Share of the way that the expected beat period goes to each tapped interval. */
const PERIOD_SHARE = 0.7;
/** Share of the distance between music and tap that is made up by the next beat. */
const PHASE_SHARE = 0.5;
/** Taps that follow each other faster are a trembling hand, or a key that bounces. */
const LEAST_INTERVAL_SEC = 0.15;
/** A pause this long within the count-in begins it anew: nobody need hurry to start. */
const NEW_COUNT_SEC = 3;
/** A wait shorter than this share of a beat is a slower beat; a longer one is a fermata. */
const HOLD_SHARE = 0.5;
/** However far ahead of the taps it is, the music goes on at a quarter of the tempo. */
const LEAST_PACE = 0.25;

/** Ready to be conducted from a place on; until two taps have said more, `beat_period` is expected. */
export function ready(
  from_beat: number,
  last_onset_beat: number,
  beat_period: number,
  rules: Rules,
): Conducting {
  const first_beat = Math.floor(from_beat);
  const beat = first_beat - rules.count_in;
  const course = { sec: 0, beat, turn_sec: 0, turn_beat: beat, beat_period, wait_beat: beat };
  return { rules, first_beat, last_onset_beat, taps: [], course };
}

/** Taps that are still to come before the music begins. */
export function countLeft({ rules, taps }: Conducting): number {
  return Math.max(0, rules.count_in - taps.length);
}

/** The tap's place in the music, and what the music does from it on. `heard_beat` is what is heard at that moment. */
export function tapped(
  conducting: Conducting,
  sec: number,
  strength: number | null = null,
  heard_beat: number = beatAt(conducting.course, sec),
): Conducting {
  const { rules, first_beat, taps, course } = conducting;
  const last = taps.at(-1);
  const pause_sec = last === undefined ? Infinity : sec - last.sec;
  if (pause_sec < LEAST_INTERVAL_SEC) return conducting;
  const counting = taps.length < rules.count_in;
  if (last === undefined || (counting && pause_sec > NEW_COUNT_SEC))
    return counted(conducting, sec, strength);
  const beat = counting ? last.beat + 1 : beatOf(last, heard_beat, rules);
  const waited_sec = counting ? 0 : Math.max(0, sec - secAt(course, beat));
  const waits = heard_beat >= course.wait_beat;
  const held_sec = waits && waited_sec > HOLD_SHARE * course.beat_period ? waited_sec : 0;
  const interval = (pause_sec - held_sec) / (beat - last.beat);
  const made = [...taps, { sec, beat, strength, held_sec }];
  const beat_period = counting ? meanInterval(made) : expected(course.beat_period, interval, held_sec > 0);
  return {
    ...conducting,
    taps: made,
    course: courseFrom(conducting, { sec, beat, heard_beat, beat_period, silent: beat < first_beat }),
  };
}

/** The first tap of a count-in. */
function counted(conducting: Conducting, sec: number, strength: number | null): Conducting {
  const beat = conducting.first_beat - conducting.rules.count_in;
  const { beat_period } = conducting.course;
  return {
    ...conducting,
    taps: [{ sec, beat, strength, held_sec: 0 }],
    course: courseFrom(conducting, { sec, beat, heard_beat: beat, beat_period, silent: true }),
  };
}

/** The next beat, or a later one that the music has come nearer to. */
function beatOf(last: Tap, heard_beat: number, { go_on_beats }: Rules): number {
  return Math.min(last.beat + 1 + go_on_beats, Math.max(last.beat + 1, Math.round(heard_beat)));
}

function meanInterval(taps: readonly Tap[]): number {
  return (taps.at(-1)!.sec - taps[0]!.sec) / (taps.length - 1);
}

/** After a wait the music goes on as before it. */
function expected(beat_period: number, interval: number, waited: boolean): number {
  return waited ? beat_period : beat_period + PERIOD_SHARE * (interval - beat_period);
}

interface Moment {
  readonly sec: number;
  readonly beat: number;
  readonly heard_beat: number;
  readonly beat_period: number;
  /** Nothing sounds before the next beat, so that the music may hurry there as it must. */
  readonly silent: boolean;
}

function courseFrom({ rules, first_beat, last_onset_beat }: Conducting, moment: Moment): Course {
  const { sec, beat, heard_beat, beat_period, silent } = moment;
  const share = silent ? 1 : PHASE_SHARE;
  const counting = beat + 1 < first_beat;
  const wait_beat = beat + 1 + (counting ? 0 : rules.go_on_beats);
  return {
    sec,
    beat: heard_beat,
    turn_sec: sec + beat_period,
    turn_beat: heard_beat + Math.max(LEAST_PACE, 1 + share * (beat - heard_beat)),
    beat_period,
    wait_beat: wait_beat > last_onset_beat ? Infinity : wait_beat,
  };
}

/** When the music comes to a beat, as if nothing more were tapped; before any wait there. */
function secAt(course: Course, beat: number): number {
  const { sec, beat: from, turn_sec, turn_beat, beat_period } = course;
  if (beat <= from) return sec + (beat - from) * beat_period;
  if (beat <= turn_beat) return sec + ((turn_sec - sec) * (beat - from)) / (turn_beat - from);
  return turn_sec + (beat - turn_beat) * beat_period;
}

/** Where the music is at a moment. */
export function beatAt(course: Course, sec: number): number {
  const { sec: from_sec, beat, turn_sec, turn_beat, beat_period, wait_beat } = course;
  const way =
    sec < turn_sec
      ? ((turn_beat - beat) * (sec - from_sec)) / (turn_sec - from_sec)
      : turn_beat - beat + (sec - turn_sec) / beat_period;
  return Math.min(wait_beat, beat + Math.max(0, way));
}

/** Nobody waits longer than this for a tap. */
const WAIT_SEC = 3600;

/** The course as a clock: time stands at the beat where the music waits, and what begins there comes after. */
export function clockOf(course: Course, duration_sec: number): Clock {
  const { wait_beat } = course;
  const arrived = secAt(course, wait_beat);
  return {
    duration_sec,
    seconds_at: (beat) => secAt(course, beat) + (beat >= wait_beat ? WAIT_SEC : 0),
    beat_at: (sec) => {
      if (sec < course.sec) return course.beat + (sec - course.sec) / course.beat_period;
      if (sec <= arrived + WAIT_SEC) return beatAt(course, sec);
      return wait_beat + (sec - arrived - WAIT_SEC) / course.beat_period;
    },
  };
}
