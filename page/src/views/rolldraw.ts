// Paints the part of a piano roll that is in view; knows seconds, keys and pixels, nothing of the widget.
import type { Performance, PerformedNote } from "../core/types.ts";

export interface RollView {
  readonly width: number;
  readonly height: number;
  /** Seconds at the left edge. */
  readonly from_sec: number;
  readonly pixels_per_sec: number;
}

export interface RollColours {
  readonly line: string;
  readonly quiet: string;
  /** One for each voice. */
  readonly voices: readonly string[];
}

export interface BarLine {
  readonly sec: number;
  readonly label: string;
}

export interface PitchRange {
  readonly low: number;
  readonly high: number;
}

export const LABEL_HEIGHT = 18;
/** Least pixels a second before the roll scrolls instead of shrinking. */
const LEAST_PIXELS = 8;
const SCROLLED_PIXELS = 28;

export function pixelsPerSecond(width: number, duration_sec: number): number {
  if (duration_sec <= 0) return SCROLLED_PIXELS;
  const fitting = width / duration_sec;
  return fitting >= LEAST_PIXELS ? fitting : SCROLLED_PIXELS;
}

/** The keys that sound, with one to spare on each side. */
export function pitchRange(performance: Performance): PitchRange {
  let low = 127;
  let high = 0;
  for (const voice of performance.voices) {
    for (const note of voice.notes) {
      low = Math.min(low, note.pitch);
      high = Math.max(high, note.pitch);
    }
  }
  return low > high ? { low: 59, high: 73 } : { low: low - 1, high: high + 1 };
}

/** Index of the first note that may reach into view: notes are in order of onset, the longest lasts `reach_sec`. */
export function firstInView(notes: readonly PerformedNote[], from_sec: number, reach_sec: number): number {
  let low = 0;
  let high = notes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (notes[middle]!.onset_sec < from_sec - reach_sec) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Louder notes are thicker: from a third of the row to nearly all of it. */
export const thickness = (velocity: number): number => 0.34 + (0.6 * (velocity - 20)) / 100;

function drawBars(
  context: CanvasRenderingContext2D,
  view: RollView,
  bars: readonly BarLine[],
  look: RollColours,
): void {
  context.strokeStyle = look.line;
  context.fillStyle = look.quiet;
  context.font = "12px system-ui, sans-serif";
  context.lineWidth = 1;
  let free = -1;
  context.beginPath();
  for (const bar of bars) {
    const x = Math.round((bar.sec - view.from_sec) * view.pixels_per_sec) + 0.5;
    if (x < -40 || x > view.width) continue;
    context.moveTo(x, 0);
    context.lineTo(x, view.height);
    if (x >= free) {
      context.fillText(bar.label, x + 4, view.height - 5);
      free = x + context.measureText(bar.label).width + 14;
    }
  }
  context.stroke();
}

/** The first voice is filled, the others are outlined: told apart without colour. */
export function drawRoll(
  context: CanvasRenderingContext2D,
  view: RollView,
  performance: Performance,
  bars: readonly BarLine[],
  look: RollColours,
): void {
  context.clearRect(0, 0, view.width, view.height);
  drawBars(context, view, bars, look);
  const range = pitchRange(performance);
  const row = (view.height - LABEL_HEIGHT) / (range.high - range.low + 1);
  const to_sec = view.from_sec + view.width / view.pixels_per_sec;
  performance.voices.forEach((voice, index) => {
    const reach_sec = voice.notes.reduce(
      (most, note) => Math.max(most, note.release_sec - note.onset_sec),
      0,
    );
    context.strokeStyle = context.fillStyle = look.voices[index] ?? look.quiet;
    context.beginPath();
    for (let i = firstInView(voice.notes, view.from_sec, reach_sec); i < voice.notes.length; i += 1) {
      const note = voice.notes[i]!;
      if (note.onset_sec > to_sec) break;
      const x = (note.onset_sec - view.from_sec) * view.pixels_per_sec;
      const width = Math.max(2, (note.release_sec - note.onset_sec) * view.pixels_per_sec - 1);
      const height = Math.max(2, row * thickness(note.velocity));
      const y = (range.high - note.pitch) * row + (row - height) / 2;
      context.roundRect(x, y, width, height, Math.min(3, height / 2, width / 2));
    }
    if (index === 0) context.fill();
    else context.stroke();
  });
}
