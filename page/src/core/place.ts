// Where a beat is, in bars and beats (spec §10, Places).
import { fill, type Words } from "./sentences.ts";
import type { Bar, Score } from "./types.ts";

/** Beats that fractions have blurred still count as the same place. */
const BLUR = 1e-6;

/** The played bar that a beat lies in: the last to begin at or before it, or else the first. */
export function barAt({ bars }: Score, beat: number): Bar | undefined {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bars[middle]!.start_beat <= beat) low = middle + 1;
    else high = middle;
  }
  return bars[Math.max(0, low - 1)];
}

/** Such as "bar 13, beat 2½", or "bar 5 (time 2)" for a bar that is played again. */
export function placeName(score: Score, beat: number, words: Words): string {
  const bar = barAt(score, beat);
  if (!bar) return "";
  const count = beat - bar.start_beat + 1;
  if (bar.number === 0 || count - 1 <= BLUR) return barName(bar, words);
  const whole = Math.floor(count + BLUR);
  const rest = count - whole;
  const sign = words.fractions.find(([value]) => Math.abs(value - rest) <= BLUR)?.[1];
  const exact = sign !== undefined || rest <= BLUR;
  const name = fill(exact ? words.place.beat : words.place.after, {
    bar: bar.number,
    beat: exact ? `${whole}${sign ?? ""}` : whole,
  });
  return ofPass(bar, name, words);
}

/** Where something ends: "the end", "the end of bar 4", or a place. */
export function endName(score: Score, beat: number, words: Words): string {
  if (beat >= score.end_beat) return words.end.music;
  const bar = score.bars.find(({ end_beat }) => end_beat === beat);
  return bar ? fill(words.end.bar, { bar: barName(bar, words) }) : placeName(score, beat, words);
}

/** A stretch of beats: one bar, or from a place to an end. */
export function spanName(score: Score, from_beat: number, to_beat: number, words: Words): string {
  const bar = score.bars.find(({ start_beat, end_beat }) => start_beat === from_beat && end_beat === to_beat);
  if (bar) return fill(words.span.bar, { bar: barName(bar, words) });
  const from = placeName(score, from_beat, words);
  return fill(words.span.stretch, { from, to: endName(score, to_beat, words) });
}

/** What a bar is called. */
export function barName(bar: Bar, words: Words): string {
  if (bar.number === 0) return words.place.upbeat;
  return ofPass(bar, fill(words.place.bar, { bar: bar.number }), words);
}

function ofPass({ pass }: Bar, place: string, words: Words): string {
  return pass === 1 ? place : fill(words.place.pass, { place, pass });
}
