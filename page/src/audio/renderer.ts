// A plan becomes sound: events on their sample, the synth, the mixer.
import { SpessaLog, SpessaSynthProcessor } from "spessasynth_core";
import { Channels, SIDE } from "./channels.ts";
import { ACCENTED, COUNT } from "./click.ts";
import { liftsOf } from "./held.ts";
import { LOOKAHEAD_FRAMES } from "./limiter.ts";
import { Mixer, stereo } from "./mixer.ts";
import type { Anchor, Crossing, Loop, Place } from "./places.ts";
import { instrumentsOf, type Plan, SoundError } from "./plan.ts";
import { BLOCK_FRAMES, type NoteSink, Sequence } from "./sequence.ts";

/** Samples that may sound at a time; beyond, the synth gives up the softest. */
const VOICES = 128;
/** The synth ramps a note's beginning over its first block: a short one of fixed length makes every attack alike. */
const ATTACK_FRAMES = 32;
/** After this much silence nothing is computed until the next start. */
const ASLEEP_SEC = 0.5;
const SILENCE = 1e-6;

interface Request {
  readonly plan: Plan;
  readonly from: Place;
  readonly loop: Loop | null;
}

export class Renderer implements NoteSink {
  /** What is rendered comes out this much later. */
  readonly latency_frames = LOOKAHEAD_FRAMES;
  /** Frames computed since the beginning; anchors count in these. */
  frame = 0;
  /** Called when the place of the music in time has changed: start, loop, end. */
  onAnchor: ((anchor: Anchor, playing: boolean) => void) | null = null;

  private readonly synth: SpessaSynthProcessor;
  private readonly sequence: Sequence;
  private readonly mixer: Mixer;
  private readonly channels: Channels;
  private readonly block = stereo();
  private blockLength = 0;
  private blockRead = 0;
  private attack = false;
  private waiting: Request | null = null;
  private silent = Number.POSITIVE_INFINITY;
  // Where the synth would put effects, were they on: we have a room of our own behind the gains.
  private readonly unused = stereo();

  constructor(private readonly sampleRate: number) {
    SpessaLog.setLogLevel(false, false, false);
    this.synth = new SpessaSynthProcessor(sampleRate, { effectsEnabled: false, eventsEnabled: false });
    this.synth.setSystemParameter("voiceCap", VOICES);
    this.channels = new Channels(this.synth);
    this.sequence = new Sequence(sampleRate);
    this.mixer = new Mixer(sampleRate);
  }

  get playing(): boolean {
    return this.sequence.playing && !this.mixer.fading;
  }

  /** Whether the limiter has had to act since the last start. */
  get limited(): boolean {
    return this.mixer.limiter.engaged;
  }

  /** Take an instrument from its file. */
  addBank(name: string, data: ArrayBuffer): void {
    this.channels.addBank(name, data);
    if (this.sequence.plan) this.channels.assign(this.sequence.plan);
  }

  /** Decode one more sample that an instrument needs for these pitches; false when it has all. */
  decodeAhead(name: string, pitches: readonly number[]): boolean {
    return this.channels.has(name) && this.channels.decodeAhead(name, pitches);
  }

  /** Decode one more sample of what plays; false when all is ready. */
  decodeSome(): boolean {
    const { plan, coming } = this.sequence;
    // What is to take over needs its samples at its bar line, all at once.
    if (coming && this.channels.decodeComing(coming.plan, coming.from.sec)) return true;
    return plan !== null && this.channels.decodePlaying(plan, this.sequence.secAt(this.frame) - 1);
  }

  /** Play from a place. What still sounds is faded out first. */
  play(plan: Plan, from: Place, loop: Loop | null): void {
    const missing = instrumentsOf(plan).find((name) => !this.channels.has(name));
    if (missing !== undefined) throw new SoundError(`The instrument ${missing} is not loaded.`);
    this.waiting = { plan, from, loop };
    if (this.isAsleep()) this.begin();
    else this.mixer.fading = true;
  }

  /** Change the plan under the music; the anchor says where in the new plan it is. */
  swap(plan: Plan, anchor: Anchor, loop: Loop | null): void {
    if (!this.playing || plan.score !== this.sequence.plan?.score) return;
    const before_sec = this.sequence.secAt(this.frame);
    this.sequence.swap(plan, anchor, loop);
    this.channels.assign(plan);
    const lifts = liftsOf(plan, this.sequence.struck);
    this.mixer.change(plan, before_sec, this.sequence.secAt(this.frame), this.channels.side, lifts);
  }

  /** Let another music take over at a place of the one that plays, without a gap. */
  cross(crossing: Crossing): void {
    if (this.playing) this.sequence.cross(crossing, this.frame);
  }

  /** Which music plays (see `Crossing.music`). */
  get music(): number {
    return this.sequence.music;
  }

  /** Fade out and fall silent; returns where the music was. */
  stop(): Anchor {
    const anchor = { frame: this.frame, sec: this.sequence.secAt(this.frame) };
    this.waiting = null;
    if (this.isAsleep()) this.sequence.stop();
    else this.mixer.fading = true;
    return anchor;
  }

  setVolume(value: number): void {
    this.mixer.setVolume(value);
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
    if (channel >= COUNT) this.mixer.tick.strike(pitch === ACCENTED);
    else this.synth.noteOn(channel + this.channels.side, pitch, velocity);
  }

  off(channel: number, pitch: number): void {
    if (channel < COUNT) this.synth.noteOff(channel + this.channels.side, pitch);
  }

  wrapped(from_sec: number, to_sec: number): void {
    if (this.sequence.plan) this.mixer.change(this.sequence.plan, from_sec, to_sec, this.channels.side);
  }

  yielded(): void {
    this.mixer.leave(this.channels.side, SIDE);
  }

  crossed(plan: Plan, sec: number): void {
    this.channels.cross();
    this.channels.assign(plan);
    this.mixer.start(plan, sec, this.channels.side);
  }

  private isAsleep(): boolean {
    return this.silent > ASLEEP_SEC * this.sampleRate;
  }

  private begin(): void {
    const { plan, from, loop } = this.waiting!;
    this.waiting = null;
    this.silence();
    this.channels.side = 0;
    this.channels.assign(plan);
    this.mixer.start(plan, from.sec);
    this.mixer.takeVolume();
    this.silent = 0;
    this.sequence.start(plan, from, loop, this.frame);
    this.onAnchor?.(this.sequence.anchor, true);
  }

  /** Nothing sounds and nothing lingers. */
  private silence(): void {
    this.sequence.stop();
    this.synth.stopAllChannels(true);
    this.mixer.reset();
    this.silent = Number.POSITIVE_INFINITY;
  }

  private renderBlock(): void {
    const { sequence } = this;
    this.blockRead = 0;
    const { anchor, playing } = sequence;
    if (sequence.run(this.frame, this)) this.attack = true;
    if (sequence.anchor !== anchor || sequence.playing !== playing) {
      this.onAnchor?.({ frame: this.frame, sec: sequence.secAt(this.frame) }, sequence.playing);
    }
    const most = this.attack ? ATTACK_FRAMES : BLOCK_FRAMES;
    this.attack = false;
    this.blockLength = Math.min(most, Math.max(1, sequence.nextFrame() - this.frame));
    if (this.isAsleep()) for (const side of this.block) side.fill(0);
    else this.sound(this.blockLength);
    this.frame += this.blockLength;
    if (this.mixer.faded) this.afterFade();
  }

  private sound(count: number): void {
    this.mixer.clear(count);
    const [left, right] = this.unused;
    if (this.mixer.outputs.length > 0) this.synth.processSplit(this.mixer.outputs, left, right, 0, count);
    this.mixer.mix(this.block, count, this.sequence.secAt(this.frame + count));
    this.silent = this.sequence.playing || this.isLoud(count) ? 0 : this.silent + count;
  }

  private isLoud(count: number): boolean {
    return this.block.some((side) => side.subarray(0, count).some((sample) => Math.abs(sample) > SILENCE));
  }

  private afterFade(): void {
    if (this.waiting) this.begin();
    else this.silence();
  }
}
