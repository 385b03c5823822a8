// A performance and the measured instruments become a plan: what the renderer needs, in flat arrays that travel cheaply.
import type { Breakpoints, Performance } from "../core/types.ts";

/** One entry of instruments.json. */
export interface SoundingInstrument {
  readonly file: string;
  readonly program: number;
  readonly bank: number;
  readonly percussion: boolean;
  readonly sustaining: boolean;
  readonly trim_db: number;
  readonly velocity_db: Breakpoints;
}

/** instruments.json: the measured sound bank. */
export interface SoundTable {
  readonly master_gain_db: number;
  readonly instruments: Readonly<Record<string, SoundingInstrument>>;
}

export interface PlanChannel {
  readonly instrument: string;
  readonly program: number;
  readonly bank: number;
  readonly percussion: boolean;
  /** Balance of the voice and trim of the instrument. */
  readonly level_db: number;
  readonly gain: readonly (readonly [sec: number, level_db: number])[];
  /** The level of each velocity, of an instrument whose held notes follow the gain; else null. */
  readonly answer: Breakpoints | null;
}

/** Notes in order of onset. A note's number is its place in the performance: it stays when only the interpretation changes. */
export interface Plan {
  /** Says which notes the numbers mean: two plans of one score carry the same. */
  readonly score: string;
  readonly number: Uint32Array;
  readonly channel: Uint16Array;
  readonly pitch: Uint8Array;
  readonly velocity: Uint8Array;
  readonly onset_beat: Float64Array;
  readonly onset_sec: Float64Array;
  readonly release_sec: Float64Array;
  readonly channels: readonly PlanChannel[];
  readonly duration_sec: number;
  readonly master_db: number;
}

/** Something outside is not as it must be; the message is one sentence for the reader. */
export class SoundError extends Error {}

/** The plan of a performance: one channel a voice, with everything that bears on its level. */
export function planOf(performance: Performance, table: SoundTable): Plan {
  const notes = performance.voices.flatMap((voice) => voice.notes);
  const channels = performance.voices.flatMap((voice, channel) =>
    new Array<number>(voice.notes.length).fill(channel),
  );
  const order = notes.map((_, number) => number);
  order.sort((a, b) => notes[a]!.onset_sec - notes[b]!.onset_sec || a - b);
  return {
    score: performance.voices
      .map((v) => [v.id, v.notes.length, v.notes[0]?.ids[0], v.notes.at(-1)?.ids[0]])
      .join(),
    number: Uint32Array.from(order),
    channel: Uint16Array.from(order.map((n) => channels[n]!)),
    pitch: Uint8Array.from(order.map((n) => notes[n]!.pitch)),
    velocity: Uint8Array.from(order.map((n) => notes[n]!.velocity)),
    onset_beat: Float64Array.from(order.map((n) => notes[n]!.onset_beat)),
    onset_sec: Float64Array.from(order.map((n) => notes[n]!.onset_sec)),
    release_sec: Float64Array.from(order.map((n) => notes[n]!.release_sec)),
    channels: performance.voices.map((voice) => {
      const sound = instrumentOf(table, voice.instrument);
      const { program, bank, percussion } = sound;
      const level_db = voice.balance_db + sound.trim_db;
      const answer = sound.sustaining ? sound.velocity_db : null;
      return { instrument: voice.instrument, program, bank, percussion, level_db, gain: voice.gain, answer };
    }),
    duration_sec: performance.duration_sec,
    master_db: table.master_gain_db,
  };
}

/** The instruments that a plan needs, each once. */
export function instrumentsOf(plan: Plan): string[] {
  return [...new Set(plan.channels.map((channel) => channel.instrument))];
}

/** An instrument of the table; refused in one sentence where there is none of that name. */
export function instrumentOf(table: SoundTable, name: string): SoundingInstrument {
  const found = Object.hasOwn(table.instruments, name) ? table.instruments[name] : undefined;
  if (found) return found;
  throw new SoundError(
    `There is no instrument named "${name}"; choose one of ${Object.keys(table.instruments).join(", ")}.`,
  );
}
