// Which note begins and ends at which frame: a plan in time, with loop and with a change of plan while it plays.
import { COUNT } from "./click.ts";
import type { Struck } from "./held.ts";
import type { Anchor, Crossing, Loop, Place } from "./places.ts";
import type { Plan } from "./plan.ts";

/** What plays the notes. */
export interface NoteSink {
  on(channel: number, pitch: number, velocity: number): void;
  off(channel: number, pitch: number): void;
  /** The music has jumped back to the start of the loop. */
  wrapped(from_sec: number, to_sec: number): void;
  /** The music makes room: another takes over in a moment. */
  yielded(): void;
  /** Another music has taken over, at this second of it. */
  crossed(plan: Plan, sec: number): void;
}

interface Sounding {
  readonly number: number;
  readonly channel: number;
  readonly pitch: number;
  /** As it was struck. */
  readonly velocity: number;
  release: number;
}

/** By so much the old and the new plan may differ in when they reach the end of the loop. */
const ROUND_TOLERANCE_SEC = 0.01;
/** The most frames that are rendered in one go. */
export const BLOCK_FRAMES = 128;
/** So long at least before another music begins, the one that plays makes room for its first note. */
export const ROOM_SEC = 0.006;
/** A message may come so much late. */
const LATE_SEC = 0.25;
const NEVER = Number.POSITIVE_INFINITY;

export class Sequence {
  plan: Plan | null = null;
  anchor: Anchor = { frame: 0, sec: 0 };
  playing = false;
  /** Which music plays: counted by whoever asks for crossings. */
  music = 0;
  /** What is to take over. */
  coming: Crossing | null = null;
  private nextRound = false;
  private yielding = false;
  private loop: Loop | null = null;
  private sounding: Sounding[] = [];
  /** By number: sounded in this pass, or not to be sounded in it. */
  private done = new Uint8Array(0);
  private next = 0;

  constructor(private readonly sampleRate: number) {}

  /** Play a plan from a place that is reached at `frame`. */
  start(plan: Plan, from: Place, loop: Loop | null, frame: number): void {
    this.plan = plan;
    this.loop = loop;
    this.coming = null;
    this.yielding = false;
    this.music = 0;
    this.sounding = [];
    this.playing = true;
    this.anchor = { frame, sec: from.sec };
    this.beginPass(from.beat);
  }

  /** Go on with another plan of the same score; the anchor says where in it the music is (or was, a moment ago). */
  swap(plan: Plan, anchor: Anchor, loop: Loop | null): void {
    if (plan.score !== this.plan?.score)
      throw new RangeError("A running plan gives way only to one of the same score.");
    // Asked for before the loop went round, obeyed after it: the place that was meant lies one round further.
    const sec_at_start = anchor.sec + (this.anchor.frame - anchor.frame) / this.sampleRate;
    const round = loop !== null && this.loop !== null && sec_at_start > loop.to.sec - ROUND_TOLERANCE_SEC;
    this.plan = plan;
    this.anchor = round ? { frame: anchor.frame, sec: anchor.sec - (loop.to.sec - loop.from.sec) } : anchor;
    this.loop = loop;
    this.next = 0;
    // A click that was turned on brings numbers that were not there before.
    const done = new Uint8Array(Math.max(plan.number.length, this.done.length));
    done.set(this.done);
    this.done = done;
    const sounding = new Map(this.sounding.map((note) => [note.number, note]));
    plan.number.forEach((number, i) => {
      const note = sounding.get(number);
      if (note) note.release = this.frameOf(plan.release_sec[i]!);
    });
  }

  /** What sounds, as it was struck, in that order. */
  get struck(): readonly Struck[] {
    return this.sounding;
  }

  /** Let another music take over at a place; of two that are asked for, the later one does. */
  cross(crossing: Crossing, frame: number): void {
    // Asked for while another takes over: whoever asks learns of that, and asks again.
    if (crossing.leaves !== this.music || this.yielding) return;
    this.coming = crossing;
    // A place that lies well behind is one of the next round.
    this.nextRound = this.loop !== null && this.secAt(frame) - crossing.at_sec > LATE_SEC;
  }

  stop(): void {
    this.playing = false;
    this.coming = null;
    this.yielding = false;
    this.sounding = [];
  }

  /** Where the music is at a frame. */
  secAt(frame: number): number {
    return this.anchor.sec + (frame - this.anchor.frame) / this.sampleRate;
  }

  /** The first frame from now on at which something happens. */
  nextFrame(): number {
    if (!this.plan || !this.playing) return NEVER;
    const at = this.nextNote();
    const onset = at < this.plan.number.length ? this.frameOf(this.plan.onset_sec[at]!) : NEVER;
    const release = Math.min(NEVER, ...this.sounding.map((note) => note.release));
    const end = this.frameOf(this.loop ? this.loop.to.sec : this.plan.duration_sec);
    return Math.min(onset, release, end, this.crossingFrame());
  }

  /** Let everything happen that is due at or before `frame`. Returns whether a note began. */
  run(frame: number, sink: NoteSink): boolean {
    if (!this.plan || !this.playing) return false;
    this.releaseUntil(frame, sink);
    if (!this.yielding && this.crossingFrame() - frame <= ROOM_SEC * this.sampleRate + BLOCK_FRAMES) {
      this.yielding = true;
      sink.yielded();
    }
    if (this.coming && this.crossingFrame() <= frame) this.takeOver(this.coming, sink);
    if (this.loop && this.frameOf(this.loop.to.sec) <= frame) this.wrap(frame, sink);
    const began = this.beginUntil(frame, sink);
    if (!this.loop && this.frameOf(this.plan.duration_sec) <= frame) {
      this.releaseUntil(NEVER, sink);
      this.playing = false;
    }
    return began;
  }

  private frameOf(sec: number): number {
    return this.anchor.frame + Math.round((sec - this.anchor.sec) * this.sampleRate);
  }

  private beginPass(from_beat: number): void {
    const plan = this.plan!;
    this.next = 0;
    this.done = new Uint8Array(plan.number.length);
    plan.onset_beat.forEach((beat, i) => {
      if (beat < from_beat) this.done[plan.number[i]!] = 1;
    });
  }

  private wrap(frame: number, sink: NoteSink): void {
    const { from, to } = this.loop!;
    this.releaseUntil(NEVER, sink);
    this.anchor = { frame, sec: from.sec };
    this.nextRound = false;
    this.beginPass(from.beat);
    // What is counted before the first round is not counted again.
    this.plan!.channel.forEach((channel, i) => {
      if (channel === COUNT) this.done[this.plan!.number[i]!] = 1;
    });
    sink.wrapped(to.sec, from.sec);
  }

  private crossingFrame(): number {
    return this.coming === null || this.nextRound ? NEVER : this.frameOf(this.coming.at_sec);
  }

  private takeOver({ plan, at_sec, from, loop, music }: Crossing, sink: NoteSink): void {
    this.releaseUntil(NEVER, sink);
    this.anchor = { frame: this.frameOf(at_sec), sec: from.sec };
    this.plan = plan;
    this.loop = loop;
    this.music = music;
    this.coming = null;
    this.yielding = false;
    this.beginPass(from.beat);
    sink.crossed(plan, from.sec);
  }

  private nextNote(): number {
    const plan = this.plan!;
    while (this.next < plan.number.length && this.isOver(this.next)) this.next++;
    return this.next;
  }

  private isOver(i: number): boolean {
    const plan = this.plan!;
    return (
      this.done[plan.number[i]!] === 1 || (this.loop !== null && plan.onset_beat[i]! >= this.loop.to.beat)
    );
  }

  private beginUntil(frame: number, sink: NoteSink): boolean {
    const plan = this.plan!;
    let began = false;
    for (let i = this.nextNote(); i < plan.number.length; i = this.nextNote()) {
      if (this.frameOf(plan.onset_sec[i]!) > frame) break;
      const release = this.frameOf(plan.release_sec[i]!);
      const [number, channel, pitch] = [plan.number[i]!, plan.channel[i]!, plan.pitch[i]!];
      const velocity = plan.velocity[i]!;
      this.done[number] = 1;
      // A change of plan may have moved a note wholly into the past.
      if (release <= frame) continue;
      this.endUnison(channel, pitch, sink);
      this.sounding.push({ number, channel, pitch, velocity, release });
      sink.on(channel, pitch, velocity);
      began = true;
    }
    return began;
  }

  /** A key struck again ends what it sounded before, as on a piano. */
  private endUnison(channel: number, pitch: number, sink: NoteSink): void {
    const at = this.sounding.findIndex((note) => note.channel === channel && note.pitch === pitch);
    if (at < 0) return;
    this.sounding.splice(at, 1);
    sink.off(channel, pitch);
  }

  private releaseUntil(frame: number, sink: NoteSink): void {
    if (!this.sounding.some((note) => note.release <= frame)) return;
    for (const note of this.sounding) if (note.release <= frame) sink.off(note.channel, note.pitch);
    this.sounding = this.sounding.filter((note) => note.release > frame);
  }
}
