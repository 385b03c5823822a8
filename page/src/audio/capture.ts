// For tests alone: what the shipped worklet plays, caught as samples.
import { addWorklet, Device } from "./device.ts";
import { soundOf } from "./engine.ts";
import { LOOKAHEAD_FRAMES } from "./limiter.ts";
import { type Plan, planOf } from "./plan.ts";
import { record } from "./recording.ts";

export { Device, planOf, soundOf };
export const LATENCY_FRAMES = LOOKAHEAD_FRAMES;

/** Left and right of a plan, played by the shipped worklet in an OfflineAudioContext. */
export function capture(
  plan: Plan,
  banks: Readonly<Record<string, ArrayBuffer>>,
  worklet: ArrayBuffer,
  sampleRate: number,
): Promise<readonly [Float32Array, Float32Array]> {
  return record({ plan, banks, worklet, sampleRate, duration_sec: plan.duration_sec + 1 });
}

export interface Tap {
  /** Context time of the first sample, and everything heard since, mixed to one channel. */
  stop(): { readonly context_sec: number; readonly sampleRate: number; readonly samples: Float32Array };
}

const RECORDER = `registerProcessor("musicking-recorder", class extends AudioWorkletProcessor {
  process([input]) {
    const [left, right] = input;
    if (left) this.port.postMessage({ frame: currentFrame, samples: left.map((l, i) => (l + (right ?? left)[i]) / 2) });
    return true;
  }
});`;

/** Listen in on a node that plays, without a ScriptProcessor and without a microphone. */
export async function tap(node: AudioNode): Promise<Tap> {
  const context = node.context;
  await addWorklet(context, new TextEncoder().encode(RECORDER).buffer as ArrayBuffer);
  const recorder = new AudioWorkletNode(context, "musicking-recorder", { numberOfOutputs: 0 });
  const blocks: { readonly frame: number; readonly samples: Float32Array }[] = [];
  recorder.port.onmessage = ({ data }: MessageEvent<(typeof blocks)[number]>) => blocks.push(data);
  node.connect(recorder);
  return {
    stop() {
      node.disconnect(recorder);
      const first = blocks[0]?.frame ?? 0;
      const last = blocks.at(-1);
      const samples = new Float32Array(last ? last.frame - first + last.samples.length : 0);
      for (const block of blocks) samples.set(block.samples, block.frame - first);
      return { context_sec: first / context.sampleRate, sampleRate: context.sampleRate, samples };
    },
  };
}
