// One widget's player: what it plays, where it stands, and what it asks of the page's one sound.
import { signal } from "@preact/signals";
import type { Clock, Performance } from "../core/types.ts";
import { ALONE, type Along, clickStrikes, withStrikes } from "./click.ts";
import { Entry } from "./entry.ts";
import type { FromWorklet } from "./messages.ts";
import { loopOf, placeOf } from "./places.ts";
import { instrumentsOf, type Plan } from "./plan.ts";
import type { Player } from "./sound.ts";
import { samePlace, Timeline } from "./timeline.ts";
import type { Other, Transport } from "./types.ts";

interface Music {
  readonly plan: Plan;
  readonly clock: Clock;
  readonly along: Along;
}

/** A music that is to take over, and where it is entered. */
interface Coming {
  readonly other: Other;
  readonly music: Music;
  readonly number: number;
  enter_beat: number;
}

/** What is to happen sooner than this may reach the worklet too late. */
const SOONEST_SEC = 0.08;

export class PageTransport implements Transport {
  readonly playing = signal(false);
  /** What is to be heard, and what the worklet has been given: they differ while files come or an answer is on its way. */
  private music: Music | null = null;
  private given: Music | null = null;
  /** Where it stands while nothing sounds; null: at the beginning. */
  private beat: number | null = null;
  private range: readonly [number, number] | null = null;
  private level = 1;
  private entry: Entry | null = null;
  /** What is to take over; what the worklet was asked to cross to since; and which crossing led to what sounds. */
  private coming: Coming | null = null;
  private asked: readonly Coming[] = [];
  private sounding = 0;
  private crossings = 0;
  private take = 0;
  private readonly timeline = new Timeline();

  constructor(private readonly player: Player) {}

  position_beat(): number {
    if (this.isHeard()) {
      const heard_sec = this.player.heardSec();
      return this.left_sec(heard_sec) > 0 ? this.entry!.beat : this.timeline.beatAt(heard_sec);
    }
    return this.beat ?? this.music?.clock.beat_at(0) ?? 0;
  }

  position_sec(): number {
    if (this.isHeard()) {
      const heard_sec = this.player.heardSec();
      if (this.left_sec(heard_sec) <= 0) return this.timeline.secAt(heard_sec);
      return this.given!.clock.seconds_at(this.entry!.beat);
    }
    return this.music?.clock.seconds_at(this.position_beat()) ?? 0;
  }

  count(): number | null {
    return this.isHeard() ? (this.entry?.saidAt(this.player.heardSec()) ?? null) : null;
  }

  load(performance: Performance, clock: Clock, along: Along = ALONE): void {
    const plan = this.player.planOf(performance);
    if (!plan) return;
    const isOther = this.music !== null && this.music.plan.score !== plan.score;
    this.music = { plan, clock, along };
    if (isOther) this.stop();
    else this.change();
  }

  cross(other: Other): void {
    const plan = this.player.planOf(other.performance);
    if (!plan) return;
    const number = ++this.crossings;
    const enter_beat = other.place(this.position_beat())[1];
    this.coming = { other, music: { plan, clock: other.clock, along: ALONE }, number, enter_beat };
    if (!this.given) this.takeOver(this.coming);
    else if (this.isHeard()) this.sendCrossing();
    // Else before the first anchor the place is not known; when it comes, the crossing follows.
  }

  async play(): Promise<void> {
    if (!this.music || this.playing.value) return;
    this.playing.value = true;
    this.timeline.clear();
    const take = this.player.begin(this);
    this.take = take;
    let ready = true;
    let plan: Plan | null = null;
    // Another music may take over while files come.
    while (ready && this.take === take && plan !== this.music.plan) {
      plan = this.music.plan;
      ready = await this.player.ready(instrumentsOf(plan));
    }
    if (this.take !== take) return;
    if (ready) this.launch(true);
    else this.playing.value = false;
  }

  pause(): void {
    if (!this.playing.value) return;
    this.beat = this.position_beat();
    this.rest();
    this.player.say({ kind: "stop" });
  }

  stop(): void {
    this.pause();
    this.beat = null;
  }

  seek(beat: number): void {
    if (this.coming) this.takeOver(this.coming);
    this.beat = beat;
    if (!this.given) return;
    this.take = this.player.begin(this);
    this.launch(false);
  }

  loop(range: readonly [from_beat: number, to_beat: number] | null): void {
    this.range = range;
    this.change();
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
    if (!this.given || message.take !== this.take) return;
    if (!message.playing) {
      this.rest();
      this.beat = null;
      return;
    }
    const taken = this.asked.find(({ number }) => number === message.music);
    if (taken) this.takeOver(taken);
    const { context_sec, sec } = message;
    const { clock } = this.given;
    this.entry = this.entry?.anchored(context_sec, sec, clock) ?? null;
    this.timeline.add({ context_sec, sec, clock, loop: loopOf(clock, this.range) });
    if (this.given !== this.music) this.change();
    else if (this.coming) this.sendCrossing();
  }

  private isHeard(): boolean {
    return this.playing.value && !this.timeline.empty;
  }

  private rest(): void {
    this.given = null;
    if (this.coming) this.takeOver(this.coming);
    this.playing.value = false;
    this.take = 0;
    this.given = null;
    this.timeline.clear();
    this.player.ended(this);
  }

  /** Seconds of the count-in that are still to come; none once the music has entered. */
  private left_sec(context_sec: number): number {
    return this.entry?.left_sec(context_sec) ?? 0;
  }

  /** The plan with what is struck beside it: first the counts of this start, whose number never changes. */
  private planOf({ plan, clock, along }: Music): Plan {
    return withStrikes(plan, [...(this.entry?.strikes(clock) ?? []), ...clickStrikes(along.clicks)]);
  }

  private launch(counting: boolean): void {
    const { clock, along } = this.music!;
    const loop = loopOf(clock, this.range);
    let beat = this.beat ?? clock.beat_at(0);
    if (loop && (beat < loop.from.beat || beat >= loop.to.beat)) beat = loop.from.beat;
    this.beat = beat;
    this.entry = counting ? new Entry(beat, along.countAt(beat)) : null;
    this.given = this.music;
    this.sounding = 0;
    this.asked = [];
    this.timeline.clear();
    this.player.say({ kind: "volume", value: this.level });
    const from = { beat, sec: clock.seconds_at(beat) - (this.entry?.length_sec ?? 0) };
    this.player.say({ kind: "play", plan: this.planOf(this.music!), from, loop, take: this.take });
  }

  /** Ask for the crossing at the next place that can still be met. */
  private sendCrossing(): void {
    const { coming, given } = this;
    if (!coming || !given || !this.isHeard()) return;
    const { plan, clock } = coming.music;
    const missing = instrumentsOf(plan).filter((name) => !this.player.has(name));
    if (missing.length > 0) {
      void this.player.ready(missing).then((ready) => ready && this.coming === coming && this.sendCrossing());
      return;
    }
    const soonest_sec = this.player.nowSec() + SOONEST_SEC;
    const [leave_beat, enter_beat] = coming.other.place(this.timeline.beatAt(soonest_sec));
    coming.enter_beat = enter_beat;
    const at_sec = given.clock.seconds_at(leave_beat);
    const loop = loopOf(clock, coming.other.loop);
    const from = placeOf(clock, enter_beat);
    this.asked = [...this.asked, coming];
    const leaves = this.sounding;
    this.player.say({ kind: "cross", crossing: { plan, at_sec, from, loop, music: coming.number, leaves } });
  }

  /** What was to come is what there is. */
  private takeOver({ other, music, number, enter_beat }: Coming): void {
    if (this.coming?.number === number) this.coming = null;
    if (this.given) this.given = music;
    else if (this.beat !== null) this.beat = enter_beat;
    this.sounding = number;
    this.asked = this.asked.filter((other) => other.number > number);
    this.music = music;
    this.range = other.loop;
    other.taken();
  }

  /** Other plan or other loop under the running music, which keeps its place. */
  private change(): void {
    const { music, given } = this;
    // Before the first anchor the place is not known; when it comes, the change follows.
    if (!music || !given || this.timeline.empty) return;
    const missing = instrumentsOf(music.plan).filter((name) => !this.player.has(name));
    if (missing.length > 0) {
      void this.player.ready(missing).then((ready) => ready && this.music === music && this.change());
      return;
    }
    const context_sec = this.player.nowSec();
    const sec = this.placeIn(music, context_sec);
    const loop = loopOf(music.clock, this.range);
    this.timeline.add({ context_sec, sec, clock: music.clock, loop });
    this.given = music;
    this.player.say({ kind: "swap", plan: this.planOf(music), context_sec, sec, loop });
  }

  /** The same place under other music; in a count-in, the same beat of it in the new tempo. */
  private placeIn(music: Music, context_sec: number): number {
    if (this.left_sec(context_sec) === 0)
      return samePlace(this.timeline.secAt(context_sec), this.given!.clock, music.clock);
    const { beat_period } = music.along.countAt(this.entry!.beat);
    this.entry = this.entry!.inTempo(beat_period, context_sec);
    return music.clock.seconds_at(this.entry.beat) - this.left_sec(context_sec);
  }
}
