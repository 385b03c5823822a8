// What a performance does, beat by beat: for the curves that are drawn, and for whoever reads instead of hearing.
import { valueAt } from "../core/curve.ts";
import { amountOf } from "../core/shapes.ts";
import type { Interpretation, Performed, Score } from "../core/types.ts";
import { type Chance, chances } from "./chance.ts";

export interface Beat {
  readonly beat: number;
  readonly bar: number;
  readonly tempo_bpm: number;
  readonly level_db: number;
}

/** The tempo of each beat as it lasts, holds and all, and its loudness with what is accented in it. */
export function beatsOf(score: Score, { clock, level }: Performed, laid: Interpretation): readonly Beat[] {
  const first = Math.ceil(score.start_beat);
  const count = Math.max(0, Math.floor(score.end_beat - first));
  return Array.from({ length: count }, (_, k) => {
    const beat = first + k;
    const lasts_sec = clock.seconds_at(beat + 1) - clock.seconds_at(beat);
    const bar = score.bars.findLast(({ start_beat }) => start_beat <= beat)?.number ?? 0;
    const level_db = (level.beats.length > 0 ? valueAt(level, beat) : 0) + stress(score, laid, beat);
    return { beat, bar, tempo_bpm: 60 / lasts_sec, level_db };
  });
}

function stress(score: Score, { accents = [] }: Interpretation, beat: number): number {
  const own = new Map(accents.map((accent) => [accent.note, amountOf(accent) * accent.level_db]));
  const notes = score.voices
    .flatMap((voice) => voice.notes)
    .filter(({ onset_beat }) => onset_beat >= beat && onset_beat < beat + 1);
  return Math.max(0, ...notes.map(({ id }) => own.get(id) ?? 0));
}

const WAVER = { tempo: 0.015, level_db: 0.5 } as const;

/** A number around 0 with a standard deviation of about 1. */
const around = (chance: Chance): number => (chance() + chance() + chance() + chance() - 2) * Math.sqrt(3);

/** The same as a player's beats waver, so that a curve must be read as a whole; the seed makes it the same each time. */
export function wavering(beats: readonly Beat[], seed: number): readonly Beat[] {
  const chance = chances(seed);
  return beats.map((beat) => ({
    ...beat,
    tempo_bpm: beat.tempo_bpm * Math.exp(WAVER.tempo * around(chance)),
    level_db: beat.level_db + WAVER.level_db * around(chance),
  }));
}

/** Bar by bar in numbers: "Bar 1: 96, 95, 97." */
export function beatsInWords(beats: readonly Beat[], of: "tempo" | "level"): string {
  const bars = [...new Set(beats.map(({ bar }) => bar))];
  return bars
    .map((bar) => {
      const values = beats
        .filter((beat) => beat.bar === bar)
        .map(({ tempo_bpm, level_db }) => (of === "tempo" ? tempo_bpm.toFixed(0) : level_db.toFixed(1)));
      return `${bar === 0 ? "Upbeat" : `Bar ${bar}`}: ${values.join(", ").replaceAll("-", "−")}.`;
    })
    .join(" ");
}
