// Small plans and the built instruments, for every test of the sound.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Plan, planOf, type SoundTable } from "../../src/audio/plan.ts";
import { Renderer } from "../../src/audio/renderer.ts";
import type { Clock, Performance, PerformedNote } from "../../src/core/types.ts";

export const RATE = 44100;

const built = (path: string) => fileURLToPath(new URL(`../../../musicking/_built/${path}`, import.meta.url));

const files = new Map<string, ArrayBuffer>();

/** The bytes of a built instrument; always the same ones, so that they are decoded once. */
export function bank(name: string): ArrayBuffer {
  const known = files.get(name);
  if (known) return known;
  const file = readFileSync(built(`instruments/${name}.sf2`));
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  files.set(name, bytes);
  return bytes;
}

/** As measured. */
export const FLUTE = (
  JSON.parse(
    readFileSync(fileURLToPath(new URL("../../../spec/instruments.json", import.meta.url)), "utf8"),
  ) as SoundTable
).instruments["flute"]!.velocity_db;

export const table: SoundTable = {
  master_gain_db: 6,
  instruments: {
    piano: {
      file: "piano.sf2",
      program: 0,
      bank: 0,
      percussion: false,
      sustaining: false,
      trim_db: 0,
      velocity_db: [],
    },
    flute: {
      file: "flute.sf2",
      program: 73,
      bank: 0,
      percussion: false,
      sustaining: true,
      trim_db: 0,
      velocity_db: FLUTE,
    },
    drums: {
      file: "drums.sf2",
      program: 0,
      bank: 0,
      percussion: true,
      sustaining: false,
      trim_db: 0,
      velocity_db: [],
    },
  },
};

export type NoteSpec = readonly [pitch: number, onset_sec: number, release_sec: number, velocity?: number];
type GainPoints = readonly (readonly [sec: number, level_db: number])[];

/** One voice of notes; a beat is a second. */
export function performanceOf(
  notes: readonly NoteSpec[],
  instrument = "piano",
  gain: GainPoints = [[0, 0]],
): Performance {
  const performed = notes.map(
    ([pitch, onset_sec, release_sec, velocity = 80], i): PerformedNote => ({
      ids: [`n${i}`],
      pitch,
      onset_beat: onset_sec,
      end_beat: release_sec,
      onset_sec,
      release_sec,
      velocity,
    }),
  );
  return {
    duration_sec: Math.max(0, ...notes.map((note) => note[2])),
    clipped: false,
    voices: [{ id: "melody", instrument, balance_db: 0, notes: performed, gain }],
  };
}

export const plan = (...args: Parameters<typeof performanceOf>): Plan =>
  planOf(performanceOf(...args), table);

export const START = { sec: 0, beat: Number.NEGATIVE_INFINITY } as const;

/** A steady clock. */
export const steady = (beat_period: number, beats: number): Clock => ({
  duration_sec: beats * beat_period,
  seconds_at: (beat) => beat * beat_period,
  beat_at: (sec) => Math.min(beats, Math.max(0, sec / beat_period)),
});

export function renderer(...instruments: readonly string[]): Renderer {
  const made = new Renderer(RATE);
  for (const name of instruments) made.addBank(name, bank(name));
  return made;
}

/** The next seconds of a renderer, left and right added, its latency taken off only if asked. */
export function hear(source: Renderer, sec: number): Float32Array {
  const frames = Math.round(sec * RATE);
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let at = 0; at < frames; at += 128) source.render(left, right, at, Math.min(128, frames - at));
  return left.map((value, i) => value + right[i]!);
}

export const rms_db = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

export const peakOf = (samples: Float32Array): number =>
  samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** The greatest bend: a click is a sudden one. */
export const roughness = (samples: Float32Array): number =>
  samples.reduce((most, x, i) => {
    const bend = i > 1 ? Math.abs(x - 2 * samples[i - 1]! + samples[i - 2]!) : 0;
    return Math.max(most, bend);
  }, 0);
