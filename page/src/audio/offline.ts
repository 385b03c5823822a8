// The page's renderer without a page: for Python (in V8) and for tests. What it renders is what the page plays.
import { BasicSoundBank } from "spessasynth_core";
import type { Performance } from "../core/types.ts";
import { type Plan, planOf, type SoundTable } from "./plan.ts";
import { Renderer } from "./renderer.ts";

/** How long the last notes may ring on after the end of the performance. */
export const TAIL_SEC = 2;
const BLOCK_FRAMES = 8192;

export interface Rendering {
  /** Left and right in turn. */
  readonly samples: Float32Array;
  /** Whether the limiter had to act, which shipped material never makes it do. */
  readonly limited: boolean;
}

/** Render a whole plan; instruments by name from their files. */
export async function render(
  plan: Plan,
  banks: Readonly<Record<string, ArrayBuffer>>,
  sampleRate: number,
): Promise<Rendering> {
  await BasicSoundBank.isSF3DecoderReady;
  const renderer = new Renderer(sampleRate);
  for (const [name, data] of Object.entries(banks)) renderer.addBank(name, data);
  renderer.play(plan, { sec: 0, beat: Number.NEGATIVE_INFINITY }, null);
  const frames = Math.ceil((plan.duration_sec + TAIL_SEC) * sampleRate);
  const samples = new Float32Array(2 * frames);
  const left = new Float32Array(BLOCK_FRAMES);
  const right = new Float32Array(BLOCK_FRAMES);
  renderer.render(left, right, 0, renderer.latency_frames);
  for (let done = 0; done < frames; done += BLOCK_FRAMES) {
    const count = Math.min(BLOCK_FRAMES, frames - done);
    renderer.render(left, right, 0, count);
    for (let i = 0; i < count; i++) {
      samples[2 * (done + i)] = left[i]!;
      samples[2 * (done + i) + 1] = right[i]!;
    }
  }
  return { samples, limited: renderer.limited };
}

/** Render a performance with the measured sound table. */
export function renderPerformance(
  performance: Performance,
  table: SoundTable,
  banks: Readonly<Record<string, ArrayBuffer>>,
  sampleRate: number,
): Promise<Rendering> {
  return render(planOf(performance, table), banks, sampleRate);
}
