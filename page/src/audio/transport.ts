// One widget's player: what it plays, where it stands, and what it asks of the page's one sound.
import { signal } from "@preact/signals";
import type { Clock, Performance } from "../core/types.ts";
import type { FromWorklet } from "./messages.ts";
import { instrumentsOf, type Plan } from "./plan.ts";
import type { Loop, Place } from "./sequence.ts";
import type { Player } from "./sound.ts";
import { samePlace, Timeline } from "./timeline.ts";
import type { Transport } from "./types.ts";

interface Music {
  readonly plan: Plan;
  readonly clock: Clock;
}

export class PageTransport implements Transport {
  readonly playing = signal(false);
  private music: Music | null = null;
  private beat: number | null = null;
  private range: readonly [number, number] | null = null;
  private level = 1;
  private take = 0;
  private readonly timeline = new Timeline();

  constructor(private readonly player: Player) {}

  position_beat(): number {
    if (this.playing.value && !this.timeline.empty) return this.timeline.beatAt(this.player.heardSec());
    return this.beat ?? this.music?.clock.beat_at(0) ?? 0;
  }

  position_sec(): number {
    if (this.playing.value && !this.timeline.empty) return this.timeline.secAt(this.player.heardSec());
    return this.music?.clock.seconds_at(this.position_beat()) ?? 0;
  }

  load(performance: Performance, clock: Clock): void {
    const before = this.music;
    const plan = this.player.planOf(performance);
    if (!plan) return;
    this.music = { plan, clock };
    if (before && before.plan.score !== plan.score) this.stop();
    else if (before && this.playing.value) this.change(before, this.music);
  }

  async play(): Promise<void> {
    if (!this.music || this.playing.value) return;
    this.playing.value = true;
    this.timeline.clear();
    const take = this.player.begin(this);
    this.take = take;
    const ready = await this.player.ready(instrumentsOf(this.music.plan));
    if (this.take !== take) return;
    if (ready) this.launch();
    else this.playing.value = false;
  }

  pause(): void {
    if (!this.playing.value) return;
    this.beat = this.position_beat();
    this.rest();
  }

  stop(): void {
    this.beat = null;
    this.rest();
  }

  seek(beat: number): void {
    this.beat = beat;
    if (!this.playing.value || this.timeline.empty) return;
    this.timeline.clear();
    this.take = this.player.begin(this);
    this.launch();
  }

  loop(range: readonly [from_beat: number, to_beat: number] | null): void {
    this.range = range;
    if (this.music && this.playing.value) this.change(this.music, this.music);
  }

  volume(value: number): void {
    this.level = value;
    if (this.playing.value) this.player.say({ kind: "volume", value });
  }

  dispose(): void {
    this.stop();
    this.music = null;
  }

  /** The worklet says where the music is. */
  anchored(message: FromWorklet & { kind: "anchor" }): void {
    if (!this.music || message.take !== this.take || !this.playing.value) return;
    if (message.playing) this.timeline.add({ ...message, clock: this.music.clock });
    else this.ended();
  }

  /** Another player begins, or the sound is lost. */
  yield(): void {
    this.pause();
  }

  /** The end is reached: the next press begins anew. */
  private ended(): void {
    this.playing.value = false;
    this.beat = null;
    this.timeline.clear();
    this.player.ended(this);
  }

  private rest(): void {
    if (!this.playing.value) return;
    this.playing.value = false;
    this.take = 0;
    this.timeline.clear();
    this.player.say({ kind: "stop" });
    this.player.ended(this);
  }

  private launch(): void {
    const { plan, clock } = this.music!;
    const loop = this.loopOf(clock);
    let beat = this.beat ?? clock.beat_at(0);
    if (loop && (beat < loop.from.beat || beat >= loop.to.beat)) beat = loop.from.beat;
    this.beat = beat;
    this.player.say({ kind: "volume", value: this.level });
    this.player.say({ kind: "play", plan, from: placeOf(clock, beat), loop, take: this.take });
  }

  /** Other plan or other loop under the running music, which keeps its place. */
  private change(before: Music, after: Music): void {
    if (this.timeline.empty) return;
    const missing = instrumentsOf(after.plan).filter((name) => !this.player.has(name));
    if (missing.length > 0) {
      void this.player
        .ready(missing)
        .then((ready) => ready && this.music === after && this.change(before, after));
      return;
    }
    const context_sec = this.player.nowSec();
    const sec = samePlace(this.timeline.secAt(context_sec), before.clock, after.clock);
    this.timeline.add({ context_sec, sec, playing: true, clock: after.clock });
    this.player.say({ kind: "swap", plan: after.plan, context_sec, sec, loop: this.loopOf(after.clock) });
  }

  private loopOf(clock: Clock): Loop | null {
    if (!this.range) return null;
    return { from: placeOf(clock, this.range[0]), to: placeOf(clock, this.range[1]) };
  }
}

const placeOf = (clock: Clock, beat: number): Place => ({ beat, sec: clock.seconds_at(beat) });
