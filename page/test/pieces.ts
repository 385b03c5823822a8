// Small scores, instruments and tables for the tests.
import type { Breakpoints, Instruments, Note, Score, Shapes, Table } from "../src/core/types.ts";

export const instruments: Instruments = {
  piano: {
    sustaining: false,
    velocity_db: [
      [20, -16],
      [64, 0],
      [120, 8],
    ],
  },
  flute: {
    sustaining: true,
    velocity_db: [
      [20, -12],
      [64, 0],
      [120, 6],
    ],
  },
};

const lean: Table = [
  [0, 1.2],
  [1, 0.8],
];

export const shapes: Shapes = {
  ritardando: {
    family: "tempo",
    name: "ritardando",
    until: "end",
    shapes: {
      clear: [
        [0, 1],
        [0.5, 1.2],
        [1, 2],
      ],
    },
  },
  accelerando: {
    family: "tempo",
    name: "accelerando",
    until: "stay",
    shapes: {
      clear: [
        [0, 1],
        [1, 0.5],
      ],
    },
  },
  crescendo: {
    family: "level",
    name: "crescendo",
    shapes: {
      clear: [
        [0, 0],
        [1, 8],
      ],
    },
  },
  forte: {
    family: "level",
    name: "forte",
    shapes: {
      clear: [
        [0, 6],
        [1, 6],
      ],
    },
  },
  rubato: { family: "warp", name: "rubato", shapes: { clear: lean } },
  fermata: { family: "hold", name: "fermata", shapes: { clear: { ratio: 1.75, breath_beats: 0 } } },
};

export interface PieceOptions {
  readonly notes?: readonly Note[];
  readonly bass?: readonly Note[];
  readonly start_beat?: number;
  readonly end_beat?: number;
  readonly tempo?: Breakpoints;
  readonly level?: Breakpoints;
  readonly instrument?: string;
}

/** A score in 4/4 with a melody, and a bass on the piano if there are notes for it; half a second a beat. */
export function piece(options: PieceOptions = {}): Score {
  const { start_beat = 0, end_beat = 8, notes = row("m", start_beat, end_beat), bass } = options;
  const { tempo = [[start_beat, 0.5]], level = [], instrument = "piano" } = options;
  const bars = [];
  if (start_beat < 0) bars.push({ number: 0, start_beat, end_beat: 0, pass: 1 });
  for (let beat = 0; beat < end_beat; beat += 4)
    bars.push({ number: beat / 4 + 1, start_beat: beat, end_beat: Math.min(beat + 4, end_beat), pass: 1 });
  const melody = { id: "melody", name: "Melody", instrument, balance_db: 0, notes };
  const voices = bass
    ? [melody, { id: "bass", name: "Bass", instrument: "piano", balance_db: -3, notes: bass }]
    : [melody];
  const metres = [{ beat: start_beat, numerator: 4, denominator: 4 }];
  return {
    title: "Piece",
    beat_quarters: 1,
    start_beat,
    end_beat,
    bars,
    metres,
    voices,
    tempo,
    level,
    chords: [],
    phrases: [],
  };
}

/** One note a beat. */
export function row(name: string, from_beat: number, to_beat: number): Note[] {
  return Array.from({ length: to_beat - from_beat }, (_, i) =>
    note(`${name}${i + 1}`, from_beat + i, from_beat + i + 1),
  );
}

export function note(id: string, onset_beat: number, end_beat: number, more: Partial<Note> = {}): Note {
  return { id, onset_beat, end_beat, pitch: 60, ...more };
}
