// What a line of a layer says, bar by bar, and small rules by which lines are joined (spec/layers.md).
import type { StyleEntry } from "./layertables.ts";

/** Parts of a beat in which places are counted. */
export const PARTS = 24;
/** The tone that the middle letter stands for. */
export const ZERO = 24;
export const TICKS = 3840;
const TICKS_PER_PART = TICKS / PARTS;
const LETTERS = Array.from({ length: 127 - 35 }, (_, i) => String.fromCharCode(35 + i)).filter(
  (letter) => letter !== "\\",
);
const VALUES: Readonly<Record<string, number>> = Object.fromEntries(LETTERS.map((letter, i) => [letter, i]));
const LINES = ["A open", "A closed", "B open", "B closed"];

/** Places are in parts of a beat. */
export interface Tone {
  readonly onset: number;
  readonly end: number;
  readonly key: number;
  readonly level: number;
  /** The chord that it is heard over, in C; none under drums. */
  readonly chord: string;
}
interface Struck {
  readonly onset: number;
  readonly length: number;
  readonly level: number;
  /** What its letter is worth. */
  readonly letter: number;
}
interface CodedBar {
  /** Whose it is: 1 for the answer. */
  readonly voice: number;
  readonly struck: readonly Struck[];
}

/** The bars of a line. */
export function readBars(rhythms: readonly (readonly number[])[], line: string): CodedBar[] {
  const bars: CodedBar[] = [];
  for (let at = 0; at < line.length; ) {
    const number = VALUES[line[at]!]! * LETTERS.length + VALUES[line[at + 1]!]!;
    const [voice, count, ...numbers] = rhythms[number]! as [number, number, ...number[]];
    const letters = [...line.slice(at + 2, at + 2 + count)].map((letter) => VALUES[letter]!);
    at += 2 + count;
    const struck: Struck[] = [];
    for (let i = 0; i < numbers.length; i += 4) {
      const [onset, length, level, tone] = numbers.slice(i, i + 4) as [number, number, number, number];
      struck.push({ onset, length, level, letter: letters[tone]! });
    }
    bars.push({ voice, struck });
  }
  return bars;
}

/** Whether a section is the theme come back ornamented. */
export const isRich = (letter: string, ends: string, variation: string): boolean =>
  letter === "A" && ends === "closed" && variation === "ornament";

/** Which of its lines a section takes. */
export const lineOf = (letter: string, ends: string): number =>
  LINES.indexOf(`${letter === "A" ? "A" : "B"} ${ends}`);

/** Take away what begins at an onset or later, and cut short what lasts past it. */
export function makeWay(sung: { tone: Tone; voice: number }[], onset: number): void {
  while (sung.length > 0 && sung.at(-1)!.tone.onset >= onset) sung.pop();
  const last = sung.at(-1);
  if (last && last.tone.end > onset) sung[sung.length - 1] = { ...last, tone: { ...last.tone, end: onset } };
}

/** The chord that sounds at a place, in bars. */
export const chordAt = (chords: readonly (readonly [bar: number, symbol: string])[], bar: number): string =>
  chords.findLast(([from]) => from <= bar)![1];

/** Leave every bar of this number open: nothing begins in it, and nothing lasts into it. */
export function withRoom(tones: readonly Tone[], every: number, bar: number): Tone[] {
  return tones.flatMap((tone) => {
    if (tone.onset < 0) return [];
    if (every === 0) return [tone];
    const number = Math.floor(tone.onset / bar);
    if (number % every === every - 1) return [];
    const open_from = (Math.floor(number / every) * every + every - 1) * bar;
    return [{ ...tone, end: Math.min(tone.end, open_from) }];
  });
}

/** Where the second eighth of a beat falls, in ticks: after Friberg and Sundström (2002) in jazz, two to one in a shuffle. */
export function offBeat(swing: StyleEntry["swing"], bpm: number): number {
  if (swing === "") return TICKS / 2;
  const fallen = (bpm - 120) / 180;
  const ratio = swing === "jazz" ? Math.max(1, Math.min(3.5, 3.5 - 2.5 * fallen)) : 2;
  return Math.floor((TICKS * ratio) / (ratio + 1) + 0.5);
}

/** Where a written place is played, in ticks; triplets stay where they are. */
export function swung(parts: number, off_beat: number): number {
  const ticks = parts * TICKS_PER_PART;
  const part = ((ticks % TICKS) + TICKS) % TICKS;
  const whole = ticks - part;
  const half = TICKS / 2;
  if (part === 0 || parts % 3 !== 0 || off_beat === half) return ticks;
  if (part <= half) return whole + Math.floor((part * off_beat) / half);
  return whole + off_beat + Math.floor(((part - half) * (TICKS - off_beat)) / half);
}
