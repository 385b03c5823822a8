// A plan becomes sound: the synth, sample-accurate events, a gain in dB for every voice, a small room and a limiter.
import { type BasicPreset, type BasicSoundBank, SpessaLog, SpessaSynthProcessor } from "spessasynth_core";
import { Decoder, readBank } from "./bank.ts";
import { amplitude, Gain } from "./gain.ts";
import { Limiter, LOOKAHEAD_FRAMES } from "./limiter.ts";
import { instrumentsOf, type Plan, type PlanChannel, SoundError } from "./plan.ts";
import { Reverb } from "./reverb.ts";
import { type Anchor, type Loop, type NoteSink, type Place, Sequence } from "./sequence.ts";

/** The most the synth renders in one go. */
const BLOCK_FRAMES = 128;
/** Samples that may sound at a time; beyond, the synth gives up the softest. */
const VOICES = 128;
/** The synth ramps a note's beginning over its first block: a short one of fixed length makes every attack alike. */
const ATTACK_FRAMES = 32;
const FADE_SEC = 0.012;
const VOLUME_SEC = 0.02;
/** After this much silence nothing is computed until the next start. */
const ASLEEP_SEC = 0.5;
const SILENCE = 1e-6;

interface Request {
  readonly plan: Plan;
  readonly from: Place;
  readonly loop: Loop | null;
}

interface Strip {
  readonly out: [Float32Array, Float32Array];
  readonly gain: Gain;
  amplitude: number;
  instrument: string;
}

const stereo = (): [Float32Array, Float32Array] => [
  new Float32Array(BLOCK_FRAMES),
  new Float32Array(BLOCK_FRAMES),
];
const levelled = (channel: PlanChannel) =>
  channel.gain.map(([sec, level_db]) => [sec, level_db + channel.level_db] as const);

export class Renderer implements NoteSink {
  /** What is rendered comes out this much later. */
  readonly latency_frames = LOOKAHEAD_FRAMES;
  /** Frames computed since the beginning; anchors count in these. */
  frame = 0;
  /** Called when the place of the music in time has changed: start, loop, end. */
  onAnchor: ((anchor: Anchor, playing: boolean) => void) | null = null;

  private readonly synth: SpessaSynthProcessor;
  private readonly sequence: Sequence;
  private readonly limiter: Limiter;
  private readonly reverb: Reverb;
  private readonly decoder = new Decoder();
  private readonly banks = new Map<string, BasicSoundBank>();
  private readonly strips: Strip[] = [];
  private outputs: Float32Array[][] = [];
  private readonly block = stereo();
  private blockLength = 0;
  private blockRead = 0;
  private attack = false;
  private fade = 1;
  private fading = false;
  private waiting: Request | null = null;
  private volume = 1;
  private volumeTarget = 1;
  private silent = Number.POSITIVE_INFINITY;

  constructor(private readonly sampleRate: number) {
    SpessaLog.setLogLevel(false, false, false);
    this.synth = new SpessaSynthProcessor(sampleRate, { effectsEnabled: false, eventsEnabled: false });
    this.synth.setSystemParameter("voiceCap", VOICES);
    this.sequence = new Sequence(sampleRate);
    this.limiter = new Limiter(sampleRate);
    this.reverb = new Reverb(sampleRate);
  }

  get playing(): boolean {
    return this.sequence.playing && !this.fading;
  }

  /** Whether the limiter has had to act since the last start. */
  get limited(): boolean {
    return this.limiter.engaged;
  }

  /** Take an instrument from its file. */
  addBank(name: string, data: ArrayBuffer): void {
    const bank = readBank(name, data);
    this.banks.set(name, bank);
    this.synth.soundBankManager.addSoundBank(bank, name);
    // The synth forgets its channels when its banks change.
    for (const strip of this.strips) strip.instrument = "";
    if (this.sequence.plan) this.assign(this.sequence.plan);
  }

  /** Decode one more sample: of the plan that plays, or else of a bank. False when all is ready. */
  decodeSome(name?: string): boolean {
    const bank = name === undefined ? undefined : this.banks.get(name);
    if (bank) return this.decoder.decodeBank(bank);
    const { plan } = this.sequence;
    const presets = this.synth.midiChannels.map((channel) => channel.preset as BasicPreset);
    return plan !== null && this.decoder.decodeNext(plan, presets, this.sequence.secAt(this.frame) - 1);
  }

  /** Play from a place. What still sounds is faded out first. */
  play(plan: Plan, from: Place, loop: Loop | null): void {
    const missing = instrumentsOf(plan).find((name) => !this.banks.has(name));
    if (missing !== undefined) throw new SoundError(`The instrument ${missing} is not loaded.`);
    this.waiting = { plan, from, loop };
    if (this.isAsleep()) this.begin();
    else this.fading = true;
  }

  /** Change the plan under the music; the anchor says where in the new plan it is. */
  swap(plan: Plan, anchor: Anchor, loop: Loop | null): void {
    if (!this.playing || plan.score !== this.sequence.plan?.score) return;
    const before = this.sequence.secAt(this.frame);
    this.sequence.swap(plan, anchor, loop);
    const after = this.sequence.secAt(this.frame);
    this.assign(plan);
    plan.channels.forEach((channel, i) => {
      this.strips[i]!.gain.change(levelled(channel), before, after);
    });
  }

  /** Fade out and fall silent; returns where the music was. */
  stop(): Anchor {
    const anchor = { frame: this.frame, sec: this.sequence.secAt(this.frame) };
    this.waiting = null;
    if (this.isAsleep()) this.sequence.stop();
    else this.fading = true;
    return anchor;
  }

  setVolume(value: number): void {
    this.volumeTarget = Math.min(1, Math.max(0, value));
  }

  /** Render the next `count` frames into the two channels from `offset` on. */
  render(left: Float32Array, right: Float32Array, offset: number, count: number): void {
    for (let done = 0; done < count; ) {
      if (this.blockRead === this.blockLength) this.renderBlock();
      const n = Math.min(count - done, this.blockLength - this.blockRead);
      left.set(this.block[0].subarray(this.blockRead, this.blockRead + n), offset + done);
      right.set(this.block[1].subarray(this.blockRead, this.blockRead + n), offset + done);
      this.blockRead += n;
      done += n;
    }
  }

  on(channel: number, pitch: number, velocity: number): void {
    this.synth.noteOn(channel, pitch, velocity);
  }

  off(channel: number, pitch: number): void {
    this.synth.noteOff(channel, pitch);
  }

  wrapped(from_sec: number, to_sec: number): void {
    this.sequence.plan?.channels.forEach((channel, i) => {
      this.strips[i]!.gain.change(levelled(channel), from_sec, to_sec);
    });
  }

  private isAsleep(): boolean {
    return this.silent > ASLEEP_SEC * this.sampleRate;
  }

  private begin(): void {
    const { plan, from, loop } = this.waiting!;
    this.waiting = null;
    this.silence();
    this.assign(plan);
    plan.channels.forEach((channel, i) => {
      const strip = this.strips[i]!;
      strip.gain.start(levelled(channel));
      strip.amplitude = amplitude(strip.gain.at(from.sec));
    });
    this.volume = this.volumeTarget;
    this.silent = 0;
    this.sequence.start(plan, from, loop, this.frame);
    this.onAnchor?.(this.sequence.anchor, true);
  }

  /** Nothing sounds and nothing lingers. */
  private silence(): void {
    this.sequence.stop();
    this.synth.stopAllChannels(true);
    this.reverb.clear();
    this.limiter.reset();
    this.fading = false;
    this.fade = 1;
    this.silent = Number.POSITIVE_INFINITY;
  }

  /** Give every channel its instrument. */
  private assign(plan: Plan): void {
    this.decoder.forget();
    plan.channels.forEach((channel, i) => {
      while (this.synth.midiChannels.length <= i) this.synth.createMIDIChannel();
      this.strips[i] ??= { out: stereo(), gain: new Gain(), amplitude: 1, instrument: "" };
      if (this.strips[i].instrument === channel.instrument) return;
      this.strips[i].instrument = channel.instrument;
      this.synth.midiChannels[i]!.setDrums(channel.percussion);
      this.synth.programChange(i, channel.program);
    });
    this.outputs = this.strips.map((strip) => strip.out);
  }

  private renderBlock(): void {
    const { sequence } = this;
    this.blockRead = 0;
    const anchor = sequence.anchor;
    const wasPlaying = sequence.playing;
    if (sequence.run(this.frame, this)) this.attack = true;
    if (sequence.anchor !== anchor || sequence.playing !== wasPlaying) this.report();
    const most = this.attack ? ATTACK_FRAMES : BLOCK_FRAMES;
    this.attack = false;
    this.blockLength = Math.min(most, Math.max(1, sequence.nextFrame() - this.frame));
    if (this.isAsleep()) for (const side of this.block) side.fill(0);
    else this.mix(this.blockLength);
    this.frame += this.blockLength;
    if (this.fading && this.fade === 0) this.afterFade();
  }

  private report(): void {
    const sec = this.sequence.secAt(this.frame);
    this.onAnchor?.({ frame: this.frame, sec }, this.sequence.playing);
  }

  private afterFade(): void {
    if (this.waiting) this.begin();
    else this.silence();
  }

  private mix(count: number): void {
    const [left, right] = this.block;
    left.fill(0, 0, count);
    right.fill(0, 0, count);
    if (this.strips.length > 0) this.renderStrips(count);
    this.reverb.process(left, right, count);
    this.applyVolume(count);
    this.limiter.process(left, right, count);
    this.listenForSilence(count);
  }

  private renderStrips(count: number): void {
    const { strips, sequence } = this;
    const [left, right] = this.block;
    for (const { out } of strips) for (const side of out) side.fill(0, 0, count);
    this.synth.processSplit(this.outputs, left, right, 0, count);
    const end_sec = sequence.secAt(this.frame + count);
    for (const strip of strips) {
      const target = amplitude(strip.gain.at(end_sec));
      const step = (target - strip.amplitude) / count;
      const [l, r] = strip.out;
      for (let i = 0; i < count; i++) {
        const gain = strip.amplitude + step * (i + 1);
        left[i]! += l[i]! * gain;
        right[i]! += r[i]! * gain;
      }
      strip.amplitude = target;
    }
  }

  /** Master gain, the reader's volume and the fade: a raised cosine has no corner at either end. */
  private applyVolume(count: number): void {
    const [left, right] = this.block;
    const master = amplitude(this.sequence.plan?.master_db ?? 0);
    const fadeStep = this.fading ? 1 / (FADE_SEC * this.sampleRate) : 0;
    const volumeStep = 1 / (VOLUME_SEC * this.sampleRate);
    for (let i = 0; i < count; i++) {
      this.fade = Math.max(0, this.fade - fadeStep);
      const missing = this.volumeTarget - this.volume;
      this.volume += Math.max(-volumeStep, Math.min(volumeStep, missing));
      const gain = master * this.volume * (this.fade === 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * this.fade));
      left[i]! *= gain;
      right[i]! *= gain;
    }
  }

  private listenForSilence(count: number): void {
    let peak = 0;
    for (const side of this.block) for (let i = 0; i < count; i++) peak = Math.max(peak, Math.abs(side[i]!));
    this.silent = this.sequence.playing || peak > SILENCE ? 0 : this.silent + count;
  }
}
