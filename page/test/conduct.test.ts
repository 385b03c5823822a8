import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  beatAt,
  type Conducting,
  clockOf,
  countLeft,
  type Rules,
  ready,
  tapped,
} from "../src/core/conduct.ts";
import { keep, levelsOf, musicTaps, periodsOf } from "../src/core/conducted.ts";
import { valueAt, valueBefore } from "../src/core/curve.ts";
import { perform } from "../src/core/perform.ts";
import { shapes } from "../src/core/tables.ts";
import type { Interpretation } from "../src/core/types.ts";
import { instruments, piece } from "./pieces.ts";

const RULES: Rules = { count_in: 2, go_on_beats: 1 };
const LAST = 31;
const END = 32;
const score = piece({ end_beat: END });

/** Taps at these moments of a clock that nobody waits for. */
function conducted(secs: readonly number[], rules = RULES, strengths: readonly number[] = []): Conducting {
  return secs.reduce(
    (conducting, sec, i) => tapped(conducting, sec, strengths[i] ?? null),
    ready(0, LAST, 0.5, rules),
  );
}

/** Moments with these intervals between them. */
function moments(intervals: readonly number[]): readonly number[] {
  let sec = 0;
  return [0, ...intervals.map((interval) => (sec += interval))];
}

const steady = (interval: number, count: number): readonly number[] => Array<number>(count).fill(interval);

function kept(conducting: Conducting, interpretation: Interpretation = { version: 1 }, ended = true) {
  return keep(interpretation, conducting, { score, shapes, ended });
}

const played = (interpretation: Interpretation) => perform(score, interpretation, instruments, { shapes });

const tempi = fc.double({ min: 0.3, max: 1.5, noNaN: true });

describe("the count-in", () => {
  it.each([2, 4])("of %i taps gives the tempo, and the music begins on the beat after it", (count_in) => {
    fc.assert(
      fc.property(tempi, (interval) => {
        const secs = moments(steady(interval, count_in - 1));
        const counted = conducted(secs, { ...RULES, count_in });
        expect(countLeft(counted)).toBe(0);
        expect(counted.course.beat_period).toBeCloseTo(interval, 9);
        expect(beatAt(counted.course, secs.at(-1)! + interval)).toBeCloseTo(0, 9);
        expect(beatAt(counted.course, secs.at(-1)! + interval * 1.5)).toBeCloseTo(0.5, 9);
      }),
      { seed: 1 },
    );
  });

  it("has no time limit: after a long pause it begins anew", () => {
    const counted = conducted([0, 100, 100.5]);
    expect(countLeft(counted)).toBe(0);
    expect(counted.course.beat_period).toBeCloseTo(0.5, 9);
    expect(beatAt(conducted([0]).course, 1e6)).toBe(-1);
  });

  it("makes up for a sound that starts late, because nothing sounds yet", () => {
    const one = conducted([0]);
    const two = tapped(one, 0.6, null, -1.9);
    expect(beatAt(two.course, 1.2)).toBeCloseTo(0, 9);
  });
});

describe("the music", () => {
  it("keeps the tempo of steady taps, and stays with them", () => {
    fc.assert(
      fc.property(tempi, (interval) => {
        let conducting = ready(0, LAST, 0.5, RULES);
        moments(steady(interval, 20)).forEach((sec, i) => {
          conducting = tapped(conducting, sec);
          if (i >= RULES.count_in) expect(conducting.course.beat).toBeCloseTo(i - RULES.count_in, 6);
        });
        expect(conducting.course.beat_period).toBeCloseTo(interval, 9);
      }),
      { seed: 2 },
    );
  });

  it("never goes back and never jumps, however the taps fall", () => {
    const taps = fc.array(fc.double({ min: 0.01, max: 4, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(taps, fc.constantFrom(0, 1, 2), (intervals, go_on_beats) => {
        let conducting = ready(0, LAST, 0.5, { ...RULES, go_on_beats });
        let sec = 0;
        for (const interval of intervals) {
          const { course, taps: before } = conducting;
          for (let k = 1; k <= 8; k += 1) {
            const [one, next] = [
              beatAt(course, sec + ((k - 1) * interval) / 8),
              beatAt(course, sec + (k * interval) / 8),
            ];
            expect(next).toBeGreaterThanOrEqual(one - 1e-9);
          }
          sec += interval;
          const heard = beatAt(course, sec);
          conducting = tapped(conducting, sec);
          const restarted = conducting.taps.length === 1;
          if (!restarted) expect(beatAt(conducting.course, sec)).toBeCloseTo(heard, 9);
          if (conducting.taps !== before && !restarted)
            expect(conducting.taps.at(-1)!.beat).toBeGreaterThan(before.at(-1)!.beat);
        }
      }),
      { seed: 3 },
    );
  });

  it("comes nearer to the taps at every beat when they change to another tempo", () => {
    let conducting = conducted(moments(steady(0.5, 6)));
    let sec = 3;
    const distances: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      sec += 0.6;
      const heard = beatAt(conducting.course, sec);
      conducting = tapped(conducting, sec);
      distances.push(Math.abs(conducting.taps.at(-1)!.beat - heard));
    }
    expect(distances[0]).toBeGreaterThan(0.15);
    expect(distances.at(-1)).toBeLessThan(0.001);
    expect(conducting.course.beat_period).toBeCloseTo(0.6, 5);
  });

  it.each([
    [0, 5],
    [1, 6],
    [2, 7],
  ])("where taps are missing goes on for %i beats and waits", (go_on_beats, wait_beat) => {
    const conducting = conducted(moments(steady(0.5, 6)), { ...RULES, go_on_beats });
    expect(conducting.taps.at(-1)!.beat).toBe(4);
    expect(beatAt(conducting.course, 1000)).toBe(wait_beat);
    const after = tapped(conducting, 1000);
    expect(after.taps.at(-1)).toMatchObject({ beat: wait_beat });
    expect(after.taps.at(-1)!.held_sec).toBeCloseTo(1000 - 3 - 0.5 * (wait_beat - 4), 6);
    expect(after.course.beat_period).toBeCloseTo(0.5, 9);
    expect(beatAt(after.course, 1000.5)).toBeCloseTo(wait_beat + 1, 9);
  });

  it("takes a missed tap for missed, and no trembling for a tap", () => {
    const missed = conducted([...moments(steady(0.5, 5)), 3.5]);
    expect(musicTaps(missed).map(({ beat }) => beat)).toEqual([0, 1, 2, 3, 5]);
    const trembling = conducted([0, 0.5, 1, 1.05, 1.1, 1.5]);
    expect(musicTaps(trembling).map(({ sec }) => sec)).toEqual([1, 1.5]);
  });

  it("does not wait once the last note has begun", () => {
    const conducting = conducted(moments(steady(0.5, 33)));
    expect(conducting.taps.at(-1)!.beat).toBe(LAST);
    expect(beatAt(conducting.course, 1000)).toBeGreaterThan(END);
  });
});

describe("the clock of a course", () => {
  it("tells seconds and beats both ways, and lets what begins at the wait come after it", () => {
    const { course } = conducted([0, 0.5, 1, 1.6]);
    const clock = clockOf(course, 99);
    for (const beat of [-1, 0.5, 1, 1.7, 2.5, 5])
      expect(clock.beat_at(clock.seconds_at(beat))).toBeCloseTo(beat, 9);
    expect(course.wait_beat).toBe(3);
    expect(clock.seconds_at(3)).toBeGreaterThan(3600);
    expect(clock.seconds_at(2.999)).toBeLessThan(4);
    expect(clock.beat_at(500)).toBe(3);
  });
});

describe("what is kept", () => {
  it("is the tempo of steady taps", () => {
    fc.assert(
      fc.property(tempi, (interval) => {
        const conducting = conducted(moments(steady(interval, 33)));
        const { tempo, performance } = played(kept(conducting)!);
        for (let beat = 0; beat < END; beat += 1) expect(valueAt(tempo, beat)).toBeCloseTo(interval, 9);
        expect(performance.voices[0]!.notes.at(-1)!.onset_sec).toBeCloseTo(interval * LAST, 6);
      }),
      { seed: 4 },
    );
  });

  it("is a ritardando as it was tapped: each beat comes at its tap but for a quarter of the change there", () => {
    const curves = fc.record({
      from: fc.double({ min: 0.35, max: 0.7, noNaN: true }),
      longer: fc.double({ min: 0.9, max: 2.2, noNaN: true }),
      bend: fc.double({ min: 0.5, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(curves, ({ from, longer, bend }) => {
        const intervals = Array.from(
          { length: LAST },
          (_, i) => from * (1 + (longer - 1) * (i / LAST) ** bend),
        );
        const secs = moments([...steady(from, 2), ...intervals]);
        const conducting = conducted(secs);
        expect(musicTaps(conducting)).toHaveLength(END);
        const { notes } = played(kept(conducting)!).performance.voices[0]!;
        intervals.forEach((interval, i) => {
          const change = Math.abs((intervals[i + 1] ?? interval) - interval);
          const error = notes[i + 1]!.onset_sec - (secs[i + 3]! - secs[2]!);
          expect(Math.abs(error)).toBeLessThanOrEqual(change / 4 + 1e-6);
        });
      }),
      { seed: 5 },
    );
  });

  it("is a fermata where the music waited, on the note that ends there", () => {
    const conducting = conducted([...moments(steady(0.5, 6)), 5.5, 6, 6.5]);
    const next = kept(conducting, { version: 1 }, false)!;
    expect(next.holds).toEqual([{ note: "m6", amount: 1, ratio: 4, breath_beats: 0 }]);
    const { notes } = played(next).performance.voices[0]!;
    expect(notes[6]!.onset_sec - notes[5]!.onset_sec).toBeCloseTo(2, 9);
    expect(notes[5]!.release_sec).toBeCloseTo(notes[6]!.onset_sec, 9);
  });

  it("is how hard the taps were, where that is known", () => {
    const secs = moments(steady(0.5, 5));
    const conducting = conducted(secs, RULES, [0.5, 0.5, 0, 0.5, 1, 0.75]);
    expect(levelsOf(musicTaps(conducting))).toEqual([
      [0, -10],
      [1, 0],
      [2, 10],
      [3, 5],
    ]);
    expect(kept(conducting)!.hand_level).toEqual(levelsOf(musicTaps(conducting)));
    expect(kept(conducted(secs))!.hand_level).toBeUndefined();
  });

  it("takes the place of what moved the tempo there, and leaves all else as it was", () => {
    const before: Interpretation = {
      version: 1,
      components: [
        { kind: "ritardando", from_beat: 4, to_beat: 8, until_beat: 8, shape: "clear" },
        { kind: "crescendo", from_beat: 0, to_beat: 4, shape: "clear" },
        { kind: "ritardando", from_beat: 24, to_beat: 32, until_beat: 32, shape: "clear" },
      ],
      holds: [{ note: "m30", ratio: 2 }],
      hand_tempo: [
        [2, 1.5],
        [30, 1.2],
      ],
    };
    const next = kept(conducted(moments(steady(0.5, 12))), before, false)!;
    expect(next.components!.map(({ kind, from_beat }) => [kind, from_beat])).toEqual([
      ["crescendo", 0],
      ["ritardando", 24],
    ]);
    expect(next.holds).toEqual(before.holds);
    expect(next.hand_tempo!.map(([beat]) => beat)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30]);
    expect(before.components).toHaveLength(3);
  });

  it("goes over a step of the written tempo", () => {
    const stepping = {
      ...score,
      tempo: [
        [0, 0.5],
        [8, 0.5],
        [8, 1],
      ] as const,
    };
    const next = keep({ version: 1 }, conducted(moments(steady(0.6, 33))), {
      score: stepping,
      shapes,
      ended: true,
    })!;
    const { tempo, performance } = perform(stepping, next, instruments, { shapes });
    for (const beat of [0, 4, 7.5, 8, 12]) {
      expect(valueAt(tempo, beat)).toBeCloseTo(0.6, 6);
      expect(valueBefore(tempo, beat + 0.25)).toBeCloseTo(0.6, 6);
    }
    const { onset_sec } = performance.voices[0]!.notes.at(-1)!;
    expect(Math.abs(onset_sec - 0.6 * LAST)).toBeLessThan(0.005);
  });

  it("is nothing where nothing was conducted", () => {
    expect(kept(conducted([]))).toBeNull();
    expect(kept(conducted([0, 0.5, 1]), { version: 1 }, false)).toBeNull();
    expect(periodsOf([])).toEqual([]);
  });

  it("can always be performed, however the taps fall", () => {
    const taps = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(taps, fc.constantFrom(0, 1, 2), fc.boolean(), (intervals, go_on_beats, ended) => {
        const next = kept(conducted(moments(intervals), { ...RULES, go_on_beats }), { version: 1 }, ended);
        if (next !== null) expect(played(next).performance.duration_sec).toBeGreaterThan(0);
      }),
      { seed: 7 },
    );
  });
});
