// The shapes of data named in spec/performance.md; units are in the names.

export type Breakpoint = readonly [beat: number, value: number];
export type Breakpoints = readonly Breakpoint[];
/** Points (x, value), x from 0 to 1. */
export type Table = readonly (readonly [x: number, value: number])[];

export interface Note {
  readonly id: string;
  readonly onset_beat: number;
  readonly end_beat: number;
  readonly pitch: number;
  readonly tied?: boolean;
  readonly level_db?: number;
  readonly lyric?: string;
  readonly spelling?: string;
  /** Where it is written, if it is played elsewhere. */
  readonly written_beat?: readonly [onset_beat: number, end_beat: number];
}

export interface Voice {
  readonly id: string;
  readonly name: string;
  readonly instrument: string;
  readonly balance_db: number;
  readonly notes: readonly Note[];
}

export interface Bar {
  readonly number: number;
  readonly start_beat: number;
  readonly end_beat: number;
  readonly pass: number;
}

export interface Metre {
  readonly beat: number;
  readonly numerator: number;
  readonly denominator: number;
}

export interface Score {
  readonly title: string;
  readonly beat_quarters: number;
  readonly start_beat: number;
  readonly end_beat: number;
  readonly bars: readonly Bar[];
  readonly metres: readonly Metre[];
  readonly voices: readonly Voice[];
  readonly tempo: Breakpoints;
  readonly level: Breakpoints;
  readonly chords: readonly (readonly [beat: number, symbol: string])[];
  readonly phrases: readonly (readonly [from_beat: number, to_beat: number])[];
  readonly key?: string;
  readonly origin?: Readonly<Record<string, string>>;
}

export interface Component {
  readonly kind: string;
  readonly from_beat: number;
  readonly to_beat: number;
  readonly until_beat?: number | null;
  readonly amount?: number;
  readonly shape: string | Table;
  readonly voice?: string | null;
  readonly cycles?: number;
}

export interface Hold {
  readonly note: string;
  readonly amount?: number;
  readonly ratio: number;
  readonly breath_beats?: number;
}

export interface Accent {
  readonly note: string;
  readonly amount?: number;
  readonly level_db: number;
  /** The note lasts this many times as long. */
  readonly lengthen?: number;
}

export interface Interpretation {
  readonly version: 1;
  readonly components?: readonly Component[];
  readonly holds?: readonly Hold[];
  readonly accents?: readonly Accent[];
  readonly hand_tempo?: Breakpoints;
  readonly hand_level?: Breakpoints;
}

export interface Instrument {
  readonly sustaining: boolean;
  readonly velocity_db: Breakpoints;
  /** Its keys are instruments of their own, which no transposition moves. */
  readonly percussion?: boolean;
  /** The lowest and the highest MIDI key at which it sounds as it does. */
  readonly keys?: readonly [lowest: number, highest: number];
}
export type Instruments = Readonly<Record<string, Instrument>>;

export interface PerformedNote {
  readonly ids: readonly string[];
  readonly pitch: number;
  readonly onset_beat: number;
  readonly end_beat: number;
  readonly onset_sec: number;
  readonly release_sec: number;
  readonly velocity: number;
}

export interface PerformedVoice {
  readonly id: string;
  readonly instrument: string;
  readonly balance_db: number;
  readonly notes: readonly PerformedNote[];
  readonly gain: readonly (readonly [sec: number, level_db: number])[];
}

export interface Performance {
  readonly duration_sec: number;
  readonly clipped: boolean;
  readonly voices: readonly PerformedVoice[];
}

/** Score time and performance time, both ways (spec §7, Clock). */
export interface Clock {
  readonly duration_sec: number;
  seconds_at(beat: number): number;
  beat_at(sec: number): number;
}

/** A curve over beats (spec §3) as curve.ts makes it: typed columns, with the areas worked out once. */
export interface Curve {
  readonly beats: Float64Array;
  readonly values: Float64Array;
  /** The integral from beat 0 to each breakpoint. */
  readonly integrals: Float64Array;
}

/** spec/shapes.json: what Python knows of each expressive component. */
export type Shapes = Readonly<Record<string, Kind>>;
export type Kind = CurveKind | HoldKind | AccentKind;

interface Named {
  readonly name: string;
  readonly about?: string;
  /** How a new item is written: going back at its end, or staying. */
  readonly until?: "end" | "stay";
  /** The length offered, in bars; 0: one note. */
  readonly default_bars?: number;
}
export interface CurveKind extends Named {
  readonly family: "tempo" | "level" | "warp";
  readonly shapes: Readonly<Record<string, Table>>;
}
export interface HoldKind extends Named {
  readonly family: "hold";
  readonly shapes: Readonly<Record<string, { readonly ratio: number; readonly breath_beats: number }>>;
}

export interface AccentKind extends Named {
  readonly family: "accent";
  readonly shapes: Readonly<Record<string, { readonly level_db: number }>>;
}

export interface PerformOptions {
  readonly shapes: Shapes;
  /** The reader's practice tempo, 0.25 to 4; 1 if missing. */
  readonly speed?: number;
}

/** What perform() answers: the performance, its clock, P (seconds a beat) and L (dB) over beats. */
export interface Performed {
  readonly performance: Performance;
  readonly clock: Clock;
  readonly tempo: Curve;
  readonly level: Curve;
}

// Public doors of core, one file each:
//   curve.ts        curve(points), points(curve), valueAt, valueBefore, integralTo, invert
//   combine.ts      product, sum
//   perform.ts      perform(score, interpretation, instruments, {shapes, speed}): Performed
//   error.ts        MusicError: what perform and the edits throw, one sentence
//   edit.ts         pure edits of an interpretation: components, holds, accents
//   hand.ts         pure edits of the hand-drawn layers: dragTempo, dragLevel, clearHand
//   place.ts        where a beat is: barAt, placeName, endName
//   tables.ts       shapes, words, mark_rules: the tables of spec/ that Python writes, typed
//   goals.ts        judge(score, interpretation, goals, {shapes, words, goalWords}): readonly Finding[] (spec §13)
//   words.ts        describe(score, interpretation, {shapes, words}): readonly string[]; sentences.ts: Words
//   marks.ts        marksOf(score, interpretation, performed, {shapes, rules, speed}): readonly Mark[]
