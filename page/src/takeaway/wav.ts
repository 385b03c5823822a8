// The sound that is heard, as a WAV file: two channels of 16 bits, as loud as it sounds at full volume.
import { LOOKAHEAD_FRAMES } from "../audio/limiter.ts";
import { instrumentOf, instrumentsOf, planOf } from "../audio/plan.ts";
import { record } from "../audio/recording.ts";
import type { Assets } from "../audio/types.ts";
import { MusicError } from "../core/error.ts";
import type { Performance } from "../core/types.ts";
import { soundTable } from "../widgets/tables.ts";

const SAMPLE_RATE = 44_100;
/** How long the last notes may ring on after the end of the performance. */
const TAIL_SEC = 2;
/** A browser holds a recording in memory as a whole. */
const LONGEST_SEC = 15 * 60;
const HEAD_BYTES = 44;
/** Written between two looks at the page's other work. */
const SLICE_FRAMES = 1 << 19;

/** Record a performance; `progress` hears the share that is done. */
export async function wavOf(
  performance: Performance,
  assets: Assets,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<ArrayBuffer> {
  const plan = planOf(performance, soundTable);
  if (plan.duration_sec > LONGEST_SEC)
    throw new MusicError(
      `This lasts longer than ${LONGEST_SEC / 60} minutes, too long for a sound file made in the page: save it as MIDI.`,
    );
  const names = instrumentsOf(plan);
  const [worklet, ...files] = await Promise.all([
    assets.fetch("page/worklet.js"),
    ...names.map((name) => assets.fetch(`instruments/${instrumentOf(soundTable, name).file}`)),
  ]);
  const banks = Object.fromEntries(names.map((name, i) => [name, files[i]!]));
  const duration_sec = plan.duration_sec + TAIL_SEC + LOOKAHEAD_FRAMES / SAMPLE_RATE;
  const recording = { plan, banks, worklet, sampleRate: SAMPLE_RATE, duration_sec, signal, progress };
  const [left, right] = await record(recording);
  // What the guard looks ahead is cut, so that second 0 of the file is second 0 of the performance.
  return encode([left.subarray(LOOKAHEAD_FRAMES), right.subarray(LOOKAHEAD_FRAMES)], SAMPLE_RATE, signal);
}

/** 16-bit samples with nothing made louder or softer. */
export async function encode(
  channels: readonly Float32Array[],
  sample_rate: number,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const file = new ArrayBuffer(HEAD_BYTES + 2 * channels.length * frames);
  const view = new DataView(file);
  head(view, channels.length, sample_rate);
  let at = HEAD_BYTES;
  for (let i = 0; i < frames; i += 1) {
    if (i > 0 && i % SLICE_FRAMES === 0) {
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    }
    for (const samples of channels) {
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, samples[i]!)) * 32_767), true);
      at += 2;
    }
  }
  return file;
}

function head(view: DataView, channels: number, sample_rate: number): void {
  const size = view.byteLength;
  const text = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i += 1) view.setUint8(at + i, letters.charCodeAt(i));
  };
  text(0, "RIFF");
  view.setUint32(4, size - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // plain samples
  view.setUint16(22, channels, true);
  view.setUint32(24, sample_rate, true);
  view.setUint32(28, sample_rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, size - HEAD_BYTES, true);
}
