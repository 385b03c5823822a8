// A plan played by the shipped worklet in an OfflineAudioContext: off the main thread, faster than it sounds.
import { addWorklet } from "./device.ts";
import type { FromWorklet, ToWorklet } from "./messages.ts";
import { PROCESSOR } from "./messages.ts";
import type { Plan } from "./plan.ts";

export interface Recording {
  readonly plan: Plan;
  /** Instruments by name, from their files. */
  readonly banks: Readonly<Record<string, ArrayBuffer>>;
  readonly worklet: ArrayBuffer;
  readonly sampleRate: number;
  readonly duration_sec: number;
  readonly signal?: AbortSignal;
  /** Told the share that is done, from 0 to 1, where the browser lets an offline context pause. */
  progress?(share: number): void;
}

const PROGRESS_SEC = 2;

/** Left and right; rejects with the signal's reason when it is aborted. */
export async function record(recording: Recording): Promise<readonly [Float32Array, Float32Array]> {
  const { plan, banks, worklet, sampleRate, duration_sec, signal } = recording;
  const context = new OfflineAudioContext(2, Math.ceil(duration_sec * sampleRate), sampleRate);
  await addWorklet(context, worklet);
  const node = new AudioWorkletNode(context, PROCESSOR, { numberOfInputs: 0, outputChannelCount: [2] });
  node.connect(context.destination);
  let request = 0;
  for (const [name, data] of Object.entries(banks)) {
    const message: ToWorklet = { kind: "bank", name, data: data.slice(0), request: ++request };
    const answer = await exchange(node, message, "answer");
    if (answer.kind === "answer" && answer.error !== null) throw new Error(answer.error);
  }
  signal?.throwIfAborted();
  const from = { sec: 0, beat: Number.NEGATIVE_INFINITY };
  await exchange(node, { kind: "play", plan, from, loop: null, take: 1 }, "anchor");
  watch(context, recording);
  const buffer = await Promise.race([context.startRendering(), aborted(signal)]).catch((reason: unknown) => {
    node.port.postMessage({ kind: "stop" } satisfies ToWorklet);
    throw reason;
  });
  return [buffer.getChannelData(0), buffer.getChannelData(1)];
}

/** Pause now and then: to say how far it is, and to stay paused for good once nobody wants it. */
function watch(context: OfflineAudioContext, { duration_sec, signal, progress }: Recording): void {
  if (progress === undefined || !("suspend" in context)) return;
  for (let sec = PROGRESS_SEC; sec < duration_sec; sec += PROGRESS_SEC)
    void context.suspend(sec).then(() => {
      if (signal?.aborted) return;
      progress(sec / duration_sec);
      void context.resume();
    });
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal?.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
  });
}

function exchange(
  node: AudioWorkletNode,
  message: ToWorklet,
  kind: FromWorklet["kind"],
): Promise<FromWorklet> {
  return new Promise((resolve) => {
    node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
      if (data.kind === kind) resolve(data);
    };
    node.port.postMessage(message);
  });
}
