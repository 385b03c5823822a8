// From the channels of the synth to two loudspeakers: a gain for every voice, the room, the reader's volume, the guard.
import { amplitude, Gain } from "./gain.ts";
import { type Lifts, lifted } from "./held.ts";
import { Limiter } from "./limiter.ts";
import type { Plan, PlanChannel } from "./plan.ts";
import { Reverb } from "./reverb.ts";
import { BLOCK_FRAMES, ROOM_SEC } from "./sequence.ts";
import { Tick } from "./tick.ts";

const FADE_SEC = 0.012;
const VOLUME_SEC = 0.02;
const NO_LIFTS: Lifts = new Map();

export type Stereo = readonly [left: Float32Array, right: Float32Array];

interface Strip {
  readonly out: [Float32Array, Float32Array];
  readonly gain: Gain;
  amplitude: number;
  /** Once its music has been left: what it was at then, and how many frames ago; else null. */
  left: { readonly amplitude: number; frames: number } | null;
}

/** What still rings of a music that is left has made room when the next one begins, and is gone soon. */
const ROOM = 0.35;
const GONE_SEC = 0.25;

function ringing(sec: number): number {
  const falling = (from: number, to: number, x: number): number =>
    to + (from - to) * (0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, x)));
  return sec < ROOM_SEC ? falling(1, ROOM, sec / ROOM_SEC) : falling(ROOM, 0, (sec - ROOM_SEC) / GONE_SEC);
}

export const stereo = (): [Float32Array, Float32Array] => [
  new Float32Array(BLOCK_FRAMES),
  new Float32Array(BLOCK_FRAMES),
];

const levelled = (channel: PlanChannel) =>
  channel.gain.map(([sec, level_db]) => [sec, level_db + channel.level_db] as const);

export class Mixer {
  readonly limiter: Limiter;
  /** Struck beside the music: in no room, at a level of its own. */
  readonly tick: Tick;
  /** Where the synth puts each channel. */
  outputs: Float32Array[][] = [];
  fading = false;
  private readonly reverb: Reverb;
  private readonly strips: Strip[] = [];
  private master = 1;
  private fade = 1;
  private volume = 1;
  private volumeTarget = 1;

  constructor(private readonly sampleRate: number) {
    this.limiter = new Limiter(sampleRate);
    this.tick = new Tick(sampleRate);
    this.reverb = new Reverb(sampleRate);
  }

  get faded(): boolean {
    return this.fading && this.fade === 0;
  }

  /** Take the levels of a plan that begins at a second, on the channels from `side` on. */
  start(plan: Plan, sec: number, side = 0): void {
    this.provide(plan, side);
    plan.channels.forEach((channel, i) => {
      const strip = this.strips[i + side]!;
      strip.left = null;
      strip.gain.start(levelled(channel));
      strip.amplitude = amplitude(strip.gain.at(sec));
    });
  }

  /** In a moment another music takes over on other channels than those from `side` on, up to the next side. */
  leave(side: number, count: number): void {
    for (const strip of this.strips.slice(side, side + count))
      strip.left = { amplitude: strip.amplitude, frames: 0 };
  }

  /** Be at the reader's volume at once. */
  takeVolume(): void {
    this.volume = this.volumeTarget;
  }

  /** Go over to a plan, or to another place in it, while it sounds; notes that go on may need a lift. */
  change(plan: Plan, from_sec: number, to_sec: number, side = 0, lifts: Lifts = NO_LIFTS): void {
    this.provide(plan, side);
    plan.channels.forEach((channel, i) => {
      this.strips[i + side]!.gain.change(lifted(levelled(channel), lifts.get(i)), from_sec, to_sec);
    });
  }

  setVolume(value: number): void {
    this.volumeTarget = Math.min(1, Math.max(0, value));
  }

  /** Nothing lingers, and the next sound is at full level at once. */
  reset(): void {
    this.reverb.clear();
    this.tick.silence();
    this.limiter.reset();
    this.fading = false;
    this.fade = 1;
  }

  clear(count: number): void {
    for (const { out } of this.strips) for (const side of out) side.fill(0, 0, count);
  }

  /** Mix what the synth has put into the channels; the block ends at this second of the performance. */
  mix([left, right]: Stereo, count: number, end_sec: number): void {
    left.fill(0, 0, count);
    right.fill(0, 0, count);
    for (const strip of this.strips)
      addStrip(strip, left, right, count, this.amplitudeOf(strip, count, end_sec));
    this.reverb.process(left, right, count);
    this.tick.add(left, right, count, 1 / this.master);
    this.applyVolume(left, right, count);
    this.limiter.process(left, right, count);
  }

  private provide(plan: Plan, side: number): void {
    this.master = amplitude(plan.master_db);
    while (this.strips.length < plan.channels.length + side) {
      const strip: Strip = { out: stereo(), gain: new Gain(), amplitude: 1, left: null };
      this.strips.push(strip);
      this.outputs.push(strip.out);
    }
  }

  private amplitudeOf({ gain, left }: Strip, count: number, end_sec: number): number {
    if (left === null) return amplitude(gain.at(end_sec));
    left.frames += count;
    return left.amplitude * ringing(left.frames / this.sampleRate);
  }

  /** Master gain, the reader's volume and the fade: a raised cosine has no corner at either end. */
  private applyVolume(left: Float32Array, right: Float32Array, count: number): void {
    const isSteady = !this.fading && this.volume === this.volumeTarget;
    let gain = this.master * this.volume;
    for (let i = 0; i < count; i++) {
      if (!isSteady) gain = this.movingGain();
      left[i] = left[i]! * gain;
      right[i] = right[i]! * gain;
    }
  }

  private movingGain(): number {
    const most = 1 / (VOLUME_SEC * this.sampleRate);
    this.volume += Math.max(-most, Math.min(most, this.volumeTarget - this.volume));
    if (this.fading) this.fade = Math.max(0, this.fade - 1 / (FADE_SEC * this.sampleRate));
    return this.master * this.volume * (0.5 - 0.5 * Math.cos(Math.PI * this.fade));
  }
}

function addStrip(
  strip: Strip,
  left: Float32Array,
  right: Float32Array,
  count: number,
  target: number,
): void {
  const step = (target - strip.amplitude) / count;
  const [l, r] = strip.out;
  for (let i = 0; i < count; i++) {
    const gain = strip.amplitude + step * (i + 1);
    left[i] = left[i]! + l[i]! * gain;
    right[i] = right[i]! + r[i]! * gain;
  }
  strip.amplitude = target;
}
