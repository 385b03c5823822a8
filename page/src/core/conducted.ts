// What stays of conducting: the taps as hand-drawn curves and fermatas, which can be played, edited and taken back.
import { FACTOR, HAND_LEVEL_DB } from "./check.ts";
import type { Conducting, Tap } from "./conduct.ts";
import { valueAt, valueBefore } from "./curve.ts";
import { type Chain, partsOf } from "./parts.ts";
import { curveKind } from "./shapes.ts";
import { tempoBelowHand } from "./tempo.ts";
import type {
  Breakpoint,
  Breakpoints,
  Component,
  Hold,
  Interpretation,
  PerformOptions,
  Score,
} from "./types.ts";

/** The loudest tap is so much louder than a middling one, the softest so much softer. */
const STRENGTH_DB = 10;
/** So little before a step of the written tempo stands the handle that leads up to it. */
const BEFORE_STEP_BEATS = 1 / 64;
const LONGEST_RATIO = 8;

type Stretch = readonly [from_beat: number, to_beat: number];

/** The taps after the count-in. */
export function musicTaps({ taps, rules }: Conducting): readonly Tap[] {
  return taps.slice(rules.count_in);
}

/** The interpretation without what else would move the tempo in a stretch: there the taps alone say it. */
export function withoutTempo(
  interpretation: Interpretation,
  shapes: PerformOptions["shapes"],
  stretch: Stretch,
  score: Score,
): Interpretation {
  const { components = [], holds = [], hand_tempo = [] } = interpretation;
  const [from_beat, to_beat] = stretch;
  const moves = (component: Component): boolean =>
    curveKind(shapes, component.kind)?.family !== "level" &&
    component.from_beat < to_beat &&
    (component.until_beat ?? component.to_beat) > from_beat;
  const { chain_of } = partsOf(score);
  const stands = ({ note }: Hold): boolean => {
    const end_beat = chain_of.get(note)?.end_beat ?? to_beat;
    return end_beat <= from_beat || end_beat > to_beat;
  };
  return {
    ...interpretation,
    components: components.filter((component) => !moves(component)),
    holds: holds.filter(stands),
    hand_tempo: outside(hand_tempo, stretch),
  };
}

const outside = (handles: Breakpoints, [from_beat, to_beat]: Stretch): Breakpoints =>
  handles.filter(([beat]) => beat < from_beat || beat > to_beat);

/** How much louder or softer than it stands the music is by the strength of the taps. */
export function levelsOf(taps: readonly Tap[]): Breakpoints {
  const known = taps.filter(({ strength }) => strength !== null);
  return known.map(({ beat, strength }): Breakpoint => {
    const level_db = (Math.min(1, Math.max(0, strength!)) * 2 - 1) * STRENGTH_DB;
    return [beat, Math.min(HAND_LEVEL_DB[1], Number(level_db.toFixed(1)))];
  });
}

/** The beat periods that were tapped: one a beat; what the music waited is not in them. */
function intervalsOf(taps: readonly Tap[]): readonly number[] {
  return taps.slice(1).flatMap((tap, i) => {
    const before = taps[i]!;
    const beats = tap.beat - before.beat;
    return Array<number>(beats).fill((tap.sec - before.sec - tap.held_sec) / beats);
  });
}

/**
 * The beat period at each tapped beat, linear between: the mean of the intervals on both sides.
 *
 * Played back, a beat comes at its tap but for a quarter of the difference between the intervals before and after it;
 * the error does not add up.
 */
export function periodsOf(taps: readonly Tap[]): Breakpoints {
  const intervals = intervalsOf(taps);
  if (intervals.length === 0) return [];
  const first = taps[0]!.beat;
  return Array.from({ length: intervals.length + 1 }, (_, i): Breakpoint => {
    const before = intervals[i - 1] ?? intervals[i]!;
    return [first + i, (before + (intervals[i] ?? before)) / 2];
  });
}

export interface Context extends PerformOptions {
  readonly score: Score;
  /** Whether the music came to its end: then the last tempo lasts to it. */
  readonly ended: boolean;
}

/** The interpretation with what was tapped in place of its tempo there; null where too little was tapped. */
export function keep(
  interpretation: Interpretation,
  conducting: Conducting,
  context: Context,
): Interpretation | null {
  const { score, shapes, speed = 1, ended } = context;
  const taps = musicTaps(conducting);
  const periods = within(score, periodsOf(taps), ended);
  if (periods.length < 2) return null;
  const stretch: Stretch = [periods[0]![0], periods.at(-1)![0]];
  const rest = withoutTempo(interpretation, shapes, stretch, score);
  const below = tempoBelowHand(partsOf(score), { ...rest, hand_tempo: [] }, shapes, speed);
  const product = (read: typeof valueAt, beat: number): number =>
    below.reduce((value, curve) => value * read(curve, beat), 1);
  const handles = periods.flatMap(([beat, period], i): readonly Breakpoint[] => {
    const before = product(valueBefore, beat);
    const at = i === periods.length - 1 ? before : product(valueAt, beat);
    const led: Breakpoint = [beat - BEFORE_STEP_BEATS, factor(period / before)];
    return [...(i > 0 && at !== before ? [led] : []), [beat, factor(period / at)]];
  });
  const levels = levelsOf(taps).filter(([beat]) => beat >= score.start_beat && beat <= score.end_beat);
  return {
    ...rest,
    holds: [...(rest.holds ?? []), ...holdsOf(score, taps, periods)],
    hand_tempo: merged(rest.hand_tempo ?? [], handles),
    ...(levels.length > 1
      ? { hand_level: merged(outside(interpretation.hand_level ?? [], stretch), levels) }
      : {}),
  };
}

const factor = (value: number): number => Math.min(FACTOR[1], Math.max(FACTOR[0], value));

const merged = (one: Breakpoints, other: Breakpoints): Breakpoints =>
  [...one, ...other].sort((a, b) => a[0] - b[0]);

/** What lies before the music begins is left out; music that came to its end keeps the last tempo to it. */
function within({ start_beat, end_beat }: Score, periods: Breakpoints, ended: boolean): Breakpoints {
  const inside = periods.filter(([beat]) => beat >= start_beat && beat <= end_beat);
  const [first] = inside;
  if (first === undefined) return [];
  const last = inside.at(-1)!;
  const begun = periods[0]![0] < start_beat && first[0] > start_beat;
  return [
    ...(begun ? [[start_beat, first[1]] as const] : []),
    ...inside,
    ...(ended && last[0] < end_beat ? [[end_beat, last[1]] as const] : []),
  ];
}

/** Where the music waited: fermatas on notes that end there, the longest of the first voice that has one. */
function holdsOf(score: Score, taps: readonly Tap[], periods: Breakpoints): readonly Hold[] {
  const { voices } = partsOf(score);
  return taps.flatMap(({ beat, held_sec }) => {
    if (held_sec === 0) return [];
    const chain = voices.map(({ chains }) => longestTo(chains, beat)).find((found) => found !== null);
    const period = periods.find(([place]) => place >= beat)?.[1];
    if (!chain || period === undefined) return [];
    const ratio = Math.min(LONGEST_RATIO, 1 + held_sec / ((chain.end_beat - chain.onset_beat) * period));
    return [{ note: chain.ids[0]!, amount: 1, ratio, breath_beats: 0 }];
  });
}

function longestTo(chains: readonly Chain[], end_beat: number): Chain | null {
  const ending = chains.filter((chain) => chain.end_beat === end_beat);
  return ending.sort((a, b) => a.onset_beat - b.onset_beat)[0] ?? null;
}
