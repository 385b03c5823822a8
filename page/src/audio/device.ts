// The one AudioContext of a page with the worklet in it: opened, fed and asked; every failure is one sentence.
import { type FromWorklet, PROCESSOR, type ToWorklet } from "./messages.ts";
import { SoundError } from "./plan.ts";
import type { Assets } from "./types.ts";

const BLOCKED_MS = 3000;
/** Between two slices of decoding ahead, so that neither thread is kept from its work. */
const DECODE_PAUSE_MS = 20;
/** Some devices stamp their time wrongly: further off than this it is not believed. */
const TRUSTED_SEC = 0.1;
const WORKLET = "page/worklet.js";

const INSECURE =
  "Sound needs a secure address: open this page by https, or on your own machine as http://localhost.";
const BLOCKED = "The browser is keeping sound blocked; press Play again, or allow sound for this page.";
const UNREACHABLE =
  "The player's own code could not be loaded, perhaps because the connection is lost; press Play to try again.";

type Answer = FromWorklet & { kind: "answer" };

export class Device {
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private readonly banks = new Map<string, Promise<void>>();
  private requests = 0;

  private constructor(
    readonly context: AudioContext,
    readonly node: AudioWorkletNode,
    private readonly assets: Assets,
    private readonly hear: (message: FromWorklet) => void,
  ) {
    node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => this.receive(data);
    node.connect(context.destination);
  }

  /** Make the worklet ready in a context. */
  static async open(
    context: AudioContext,
    assets: Assets,
    hear: (message: FromWorklet) => void,
  ): Promise<Device> {
    if (!context.audioWorklet) throw new SoundError(INSECURE);
    await addWorklet(context, await code(assets));
    const node = new AudioWorkletNode(context, PROCESSOR, { numberOfInputs: 0, outputChannelCount: [2] });
    return new Device(context, node, assets, hear);
  }

  /** Let a context run; called in the press, as browsers demand. */
  static async resume(context: AudioContext): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(refuse, BLOCKED_MS);
    });
    try {
      await Promise.race([context.resume(), late]);
    } catch {
      throw new SoundError(BLOCKED);
    } finally {
      clearTimeout(timer);
    }
  }

  say(message: ToWorklet, transfer: Transferable[] = []): void {
    this.node.port.postMessage(message, transfer);
  }

  /** Fetch an instrument and hand it to the worklet; once. A failure is forgotten, so that it can be tried again. */
  load(name: string, file: string): Promise<void> {
    const known = this.banks.get(name);
    if (known) return known;
    const loading = this.fetchBank(name, file).catch((problem: unknown) => {
      this.banks.delete(name);
      throw problem;
    });
    this.banks.set(name, loading);
    return loading;
  }

  /** Decode in small slices what a loaded instrument needs for these pitches, ahead of its first note. */
  async decodeAhead(name: string, pitches: readonly number[]): Promise<void> {
    while ((await this.ask({ kind: "decode", name, pitches, request: ++this.requests })).more)
      await new Promise((resolve) => setTimeout(resolve, DECODE_PAUSE_MS));
  }

  /** Seconds of the context as they are heard now: what is computed comes out of the loudspeaker later. */
  heardSec(): number {
    const { context } = this;
    const rough = context.currentTime - (context.outputLatency || context.baseLatency || 0);
    // The context's own clock goes in steps of a buffer; with the device's time stamp the playhead moves evenly.
    const { contextTime, performanceTime } = context.getOutputTimestamp?.() ?? {};
    if (contextTime === undefined || performanceTime === undefined) return rough;
    const fine = contextTime + (performance.now() - performanceTime) / 1000;
    return Math.abs(fine - rough) < TRUSTED_SEC ? fine : rough;
  }

  private async fetchBank(name: string, file: string): Promise<void> {
    const data = await this.assets.fetch(`instruments/${file}`).catch(() => {
      throw new SoundError(
        `The sound file of the ${name} could not be fetched; check the connection and press Play to try again.`,
      );
    });
    const answer = await this.ask({ kind: "bank", name, data, request: ++this.requests }, [data]);
    if (answer.error !== null) throw new SoundError(answer.error);
  }

  private ask(message: ToWorklet & { request: number }, transfer: Transferable[] = []): Promise<Answer> {
    return new Promise((resolve) => {
      this.answers.set(message.request, resolve);
      this.say(message, transfer);
    });
  }

  private receive(message: FromWorklet): void {
    if (message.kind === "answer") {
      this.answers.get(message.request)?.(message);
      this.answers.delete(message.request);
    } else this.hear(message);
  }
}

async function code(assets: Assets): Promise<ArrayBuffer> {
  return assets.fetch(WORKLET).catch(() => {
    throw new SoundError(UNREACHABLE);
  });
}

/** A worklet must be a script of its own: by Blob URL the same code serves the page and a notebook. */
export async function addWorklet(context: BaseAudioContext, script: ArrayBuffer): Promise<void> {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    await context.audioWorklet.addModule(url);
  } catch {
    throw new SoundError(UNREACHABLE);
  } finally {
    URL.revokeObjectURL(url);
  }
}
