// The renderer in its own thread: what the page does or does not get done has no bearing on when a note sounds.
import { BasicSoundBank } from "spessasynth_core";
import { type FromWorklet, PROCESSOR, type ToWorklet } from "./messages.ts";
import { SoundError } from "./plan.ts";
import { Renderer } from "./renderer.ts";

declare const sampleRate: number;
declare const currentFrame: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

/** While music plays, one sample is decoded at most every so many quanta (21 ms): the output's buffer covers for it. */
const DECODE_EVERY = 8;

class RendererProcessor extends AudioWorkletProcessor {
  private readonly renderer = new Renderer(sampleRate);
  /** Renderer frame r leaves the worklet at context frame r + shift. */
  private shift = 0;
  private pulled = 0;
  private quantum = 0;
  /** Whether the plan may yet need a sample that nobody has decoded. */
  private undecoded = false;
  private take = 0;
  private work: Promise<unknown> = BasicSoundBank.isSF3DecoderReady;

  constructor() {
    super();
    this.renderer.onAnchor = ({ frame, sec }, playing) => {
      const { music } = this.renderer;
      this.say({ kind: "anchor", context_sec: this.contextSec(frame), sec, playing, take: this.take, music });
    };
    this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => {
      if (data.kind === "bank" || data.kind === "decode")
        this.work = this.work.then(() => this.prepare(data));
      else this.perform(data);
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0]!;
    if (!left || !right) return true;
    this.shift = currentFrame - this.pulled + this.renderer.latency_frames;
    this.renderer.render(left, right, 0, left.length);
    this.pulled += left.length;
    if (this.undecoded && this.renderer.playing && ++this.quantum % DECODE_EVERY === 0) {
      this.undecoded = this.renderer.decodeSome();
    }
    return true;
  }

  private prepare(message: ToWorklet & { request: number }): void {
    let error: string | null = null;
    let more = false;
    try {
      if (message.kind === "bank") this.renderer.addBank(message.name, message.data);
      else if (message.kind === "decode") more = this.renderer.decodeAhead(message.name, message.pitches);
    } catch (problem) {
      error = sentence(problem);
    }
    this.say({ kind: "answer", request: message.request, error, more });
  }

  private perform(message: ToWorklet): void {
    try {
      this.obey(message);
    } catch (problem) {
      this.say({ kind: "failed", error: sentence(problem) });
    }
  }

  private obey(message: ToWorklet): void {
    const { renderer } = this;
    if (message.kind === "play" || message.kind === "swap" || message.kind === "cross") this.undecoded = true;
    if (message.kind === "play") {
      this.take = message.take;
      renderer.play(message.plan, message.from, message.loop);
    } else if (message.kind === "swap") {
      const frame = Math.round(message.context_sec * sampleRate) - this.shift;
      renderer.swap(message.plan, { frame, sec: message.sec }, message.loop);
    } else if (message.kind === "cross") {
      renderer.cross(message.crossing);
    } else if (message.kind === "volume") renderer.setVolume(message.value);
    else renderer.stop();
  }

  private contextSec(frame: number): number {
    return (frame + this.shift) / sampleRate;
  }

  private say(message: FromWorklet): void {
    this.port.postMessage(message);
  }
}

function sentence(problem: unknown): string {
  if (problem instanceof SoundError) return problem.message;
  return `The sound stopped on an error (${problem instanceof Error ? problem.message : String(problem)}); press Play to try again.`;
}

registerProcessor(PROCESSOR, RendererProcessor);
