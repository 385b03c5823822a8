import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Loop } from "../../src/audio/places.ts";
import { type NoteSink, Sequence } from "../../src/audio/sequence.ts";
import { type NoteSpec, plan, START } from "./helpers.ts";

const RATE = 1000;

interface Heard {
  readonly frame: number;
  readonly what: "on" | "off";
  readonly pitch: number;
}

/** Runs a sequence as the renderer does: from one event to the next, never more than 128 frames. */
class Run implements NoteSink {
  readonly heard: Heard[] = [];
  readonly wraps: number[] = [];
  frame = 0;
  constructor(readonly sequence: Sequence) {}
  until(frame: number): this {
    while (this.frame < frame) {
      this.sequence.run(this.frame, this);
      this.frame = Math.min(frame, this.frame + 128, Math.max(this.frame + 1, this.sequence.nextFrame()));
    }
    return this;
  }
  on(_channel: number, pitch: number): void {
    this.heard.push({ frame: this.frame, what: "on", pitch });
  }
  off(_channel: number, pitch: number): void {
    this.heard.push({ frame: this.frame, what: "off", pitch });
  }
  wrapped(): void {
    this.wraps.push(this.frame);
  }
  yielded(): void {}
  crossed(): void {
    this.wraps.push(-this.frame);
  }
  onsets(): number[] {
    return this.heard.filter((event) => event.what === "on").map((event) => event.frame);
  }
}

function started(
  notes: readonly NoteSpec[],
  loop: Loop | null = null,
  from = START as { sec: number; beat: number },
): Run {
  const sequence = new Sequence(RATE);
  sequence.start(plan(notes), from, loop, 0);
  return new Run(sequence);
}

const place = (sec: number) => ({ sec, beat: sec });

describe("sequence", () => {
  it("begins and ends every note on its frame, whatever the notes", () => {
    const note = fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 900 }));
    fc.assert(
      fc.property(fc.array(note, { minLength: 1, maxLength: 40 }), (times) => {
        // Each on a key of its own, so that none ends another.
        const notes = times.map(([at, length], i) => [i + 20, at / RATE, (at + length) / RATE] as const);
        const { heard } = started(notes).until(5000);
        const expected = times.flatMap(([at, length], i) => [
          { frame: at, what: "on", pitch: i + 20 },
          { frame: at + length, what: "off", pitch: i + 20 },
        ]);
        const order = (a: Heard, b: Heard) => a.pitch - b.pitch || a.frame - b.frame;
        expect([...heard].sort(order)).toEqual((expected as Heard[]).sort(order));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("starts in the middle without the notes before it", () => {
    expect(
      started(
        [
          [60, 0, 2],
          [62, 1, 2],
          [64, 2, 3],
        ],
        null,
        place(1),
      )
        .until(3000)
        .onsets(),
    ).toEqual([0, 1000]);
  });

  it("ends a key that is struck again", () => {
    const { heard } = started([
      [60, 0, 2],
      [60, 1, 3],
    ]).until(4000);
    expect(heard.map(({ frame, what }) => [frame, what])).toEqual([
      [0, "on"],
      [1000, "off"],
      [1000, "on"],
      [3000, "off"],
    ]);
  });

  it("ends with the performance, not with the last note's onset", () => {
    const run = started([[60, 0, 2]]).until(1999);
    expect(run.sequence.playing).toBe(true);
    expect(run.until(2002).sequence.playing).toBe(false);
  });

  it("goes round a loop: what sounds is ended, what lies in it sounds again", () => {
    const run = started(
      [
        [60, 0, 0.5],
        [62, 0.5, 5],
        [64, 1, 2],
      ],
      { from: place(0.5), to: place(1) },
    );
    run.until(2400);
    expect(run.wraps).toEqual([1000, 1500, 2000]);
    expect(run.onsets()).toEqual([0, 500, 1000, 1500, 2000]);
    expect(run.heard.filter((event) => event.what === "off").map((event) => event.frame)).toEqual([
      500, 1000, 1500, 2000,
    ]);
  });
});

describe("a change of plan", () => {
  const before: readonly NoteSpec[] = [
    [60, 0, 2],
    [62, 1, 2],
    [64, 2, 3],
  ];

  it("keeps sounding notes and ends them at their new time", () => {
    const run = started(before).until(500);
    run.sequence.swap(
      plan([
        [60, 0, 1],
        [62, 1, 2],
        [64, 2, 3],
      ]),
      { frame: 500, sec: 0.5 },
      null,
    );
    run.until(1500);
    expect(run.heard.filter(({ pitch }) => pitch === 60)).toEqual([
      { frame: 0, what: "on", pitch: 60 },
      { frame: 1000, what: "off", pitch: 60 },
    ]);
  });

  it("sounds no note twice though its new onset is still to come", () => {
    const run = started(before).until(1100);
    run.sequence.swap(
      plan([
        [60, 0, 2],
        [62, 1.5, 2],
        [64, 2, 3],
      ]),
      { frame: 1100, sec: 1.1 },
      null,
    );
    expect(run.until(3000).onsets()).toEqual([0, 1000, 2000]);
  });

  it("sounds at once what the new plan had begun, and leaves out what it had ended", () => {
    const run = started(before).until(900);
    run.sequence.swap(
      plan([
        [60, 0, 2],
        [62, 0.5, 0.6],
        [64, 0.8, 3],
      ]),
      { frame: 900, sec: 0.9 },
      null,
    );
    run.until(1800);
    expect(
      run.heard.filter((event) => event.what === "on").map(({ frame, pitch }) => [frame, pitch]),
    ).toEqual([
      [0, 60],
      [900, 64],
    ]);
  });

  it("moves what is to come with the tempo", () => {
    const run = started(before).until(500);
    const slow = plan(before.map(([pitch, on, off]) => [pitch, 2 * on, 2 * off] as const));
    run.sequence.swap(slow, { frame: 500, sec: 1 }, null);
    expect(run.until(6000).onsets()).toEqual([0, 1500, 3500]);
  });

  it("does not repeat a loop's beginning when it was asked for just before the loop went round", () => {
    const loop = { from: place(0), to: place(1) };
    const run = started(
      [
        [60, 0, 0.2],
        [62, 0.5, 0.7],
      ],
      loop,
    ).until(1010);
    run.sequence.swap(
      plan([
        [60, 0, 0.2],
        [62, 0.5, 0.7],
      ]),
      { frame: 990, sec: 0.99 },
      loop,
    );
    expect(run.until(2400).onsets()).toEqual([0, 500, 1000, 1500, 2000]);
  });

  it("belongs to one score", () => {
    const run = started(before);
    expect(() => run.sequence.swap(plan([[60, 0, 1]]), { frame: 0, sec: 0 }, null)).toThrow(RangeError);
  });
});
