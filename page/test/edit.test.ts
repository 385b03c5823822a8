import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curve, valueAt, valueBefore } from "../src/core/curve.ts";
import * as edit from "../src/core/edit.ts";
import { clearHand, dragLevel, dragTempo } from "../src/core/hand.ts";
import { perform } from "../src/core/perform.ts";
import { handCurves } from "../src/core/shapes.ts";
import type { Breakpoints, Interpretation } from "../src/core/types.ts";
import { instruments, piece, shapes } from "./pieces.ts";

const END = 12;
const score = piece({
  end_beat: END,
  tempo: [
    [0, 0.5],
    [6, 0.7],
    [6, 0.4],
    [10, 0.6],
  ],
  level: [
    [0, -2],
    [8, 3],
  ],
});
const bar_lines = [0, 4, 8, 12];
const beats = Array.from({ length: END + 1 }, (_, i) => i);
const some: Interpretation = {
  version: 1,
  components: [
    { kind: "ritardando", from_beat: 3, to_beat: 9, until_beat: 9, shape: "clear" },
    { kind: "crescendo", from_beat: 2, to_beat: 7, shape: "clear" },
  ],
};
const context = (places: readonly number[]) => ({ score, shapes, places });
const played = (interpretation: Interpretation) => perform(score, interpretation, instruments, { shapes });

const drag = (places: readonly number[]) =>
  fc.record({
    beat: fc.constantFrom(...places),
    beat_period: fc.double({ min: 0.2, max: 2, noNaN: true }),
    level_db: fc.double({ min: -15, max: 9, noNaN: true }),
  });
const drags = fc
  .constantFrom(bar_lines, beats)
  .chain((places) => fc.tuple(fc.constant(places), fc.array(drag(places), { minLength: 1, maxLength: 12 })));

/** The hand's layer at a beat, from both sides. */
function layerAt(handles: Breakpoints | undefined, neutral: number, beat: number): readonly number[] {
  const layer = handCurves(handles ?? [], neutral)[0] ?? curve([[0, neutral]]);
  return [valueBefore(layer, beat), valueAt(layer, beat)];
}
const beyond = Array.from({ length: 4 * END + 1 }, (_, i) => i / 4);

describe("components, holds and accents", () => {
  const hold = { note: "m2", ratio: 2 };
  const first = some.components![0]!;

  it("are added, replaced and removed in a new interpretation", () => {
    const before = structuredClone(some);
    const added = edit.addComponent(some, first);
    expect(added.components).toHaveLength(3);
    expect(edit.removeComponent(added, 2)).toEqual(some);
    expect(edit.replaceComponent(some, 1, first).components).toEqual([first, first]);
    expect(some).toEqual(before);
  });

  it("say so when there is no such component any more", () => {
    expect(() => edit.removeComponent(some, 2)).toThrow("There is no component 3 any more");
    expect(() => edit.replaceComponent(edit.AS_WRITTEN, 0, first)).toThrow(
      "There is no component 1 any more",
    );
  });

  it("come one to a note", () => {
    const held = edit.setHold(edit.setHold(edit.setHold(some, hold), { note: "m4", ratio: 3 }), {
      ...hold,
      ratio: 4,
    });
    expect(held.holds).toEqual([
      { note: "m2", ratio: 4 },
      { note: "m4", ratio: 3 },
    ]);
    const doubled: Interpretation = { version: 1, holds: [hold, { note: "m4", ratio: 3 }, hold] };
    expect(edit.setHold(doubled, { ...hold, ratio: 5 }).holds).toEqual([
      { note: "m2", ratio: 5 },
      { note: "m4", ratio: 3 },
    ]);
    expect(edit.removeHold(held, "m2").holds).toEqual([{ note: "m4", ratio: 3 }]);
    const stressed = edit.setAccent(some, { note: "m2", level_db: 4 });
    expect(edit.removeAccent(edit.setAccent(stressed, { note: "m2", level_db: 6 }), "m2").accents).toEqual(
      [],
    );
  });

  it("go back at their end if their kind does", () => {
    const placed = { from_beat: 0, to_beat: 4, shape: "clear" };
    expect(edit.newComponent(shapes, { kind: "ritardando", ...placed }).until_beat).toBe(4);
    expect(edit.newComponent(shapes, { kind: "accelerando", ...placed }).until_beat).toBeUndefined();
    expect(() => edit.newComponent(shapes, { kind: "fermata", ...placed })).toThrow(/"fermata"/);
  });
});

describe("the hand", () => {
  it("puts the curves where it drags them", () => {
    fc.assert(
      fc.property(drags, ([places, moves]) => {
        let drawn = some;
        for (const { beat, beat_period, level_db } of moves) {
          drawn = dragTempo(drawn, context(places), beat, beat_period);
          drawn = dragLevel(drawn, context(places), beat, level_db);
          const { tempo, level } = played(drawn);
          const read = beat === END ? valueBefore : valueAt;
          expect(read(tempo, beat)).toBeCloseTo(beat_period, 9);
          expect(read(level, beat)).toBeCloseTo(level_db, 9);
        }
      }),
    );
  });

  it("leaves everything beyond the neighbouring places as it was", () => {
    fc.assert(
      fc.property(drags, ([places, moves]) => {
        let drawn = some;
        for (const { beat, beat_period } of moves) {
          const { hand_tempo: before } = drawn;
          drawn = dragTempo(drawn, context(places), beat, beat_period);
          const from = places.findLast((place) => place < beat) ?? beat;
          const to = places.find((place) => place > beat) ?? beat;
          for (const place of beyond.filter((other) => other < from || other > to)) {
            const [left, right] = layerAt(drawn.hand_tempo, 1, place);
            const [was_left, was_right] = layerAt(before, 1, place);
            expect(left).toBeCloseTo(was_left!, 12);
            expect(right).toBeCloseTo(was_right!, 12);
          }
        }
      }),
    );
  });

  it("leaves what was drawn in bars as it was when it goes on in beats", () => {
    const coarse = dragTempo(edit.AS_WRITTEN, context(bar_lines), 8, 1);
    const fine = dragTempo(coarse, context(beats), 6, 0.9);
    for (const place of [4.5, 5, 7, 8, 9])
      expect(layerAt(fine.hand_tempo, 1, place)[1]).toBeCloseTo(layerAt(coarse.hand_tempo, 1, place)[1]!, 12);
  });

  it("draws the end as what comes just before it, where a component goes back there", () => {
    const ritardando = { kind: "ritardando", from_beat: 8, to_beat: END, until_beat: END, shape: "clear" };
    const drawn = dragTempo({ version: 1, components: [ritardando] }, context(beats), END, 0.9);
    expect(valueBefore(played(drawn).tempo, END)).toBeCloseTo(0.9, 9);
  });

  it("has one handle a place, and reaches no further than its factor of 0.1 to 10", () => {
    let drawn = dragTempo(edit.AS_WRITTEN, context(bar_lines), 4, 0.001);
    drawn = dragTempo(drawn, context(bar_lines), 4, 1000);
    expect(drawn.hand_tempo).toEqual([
      [0, 1],
      [4, 10],
      [8, 1],
    ]);
    expect(() => dragTempo(drawn, context(bar_lines), 4, Number.NaN)).toThrow(/finite/);
  });

  it("needs no handles where it draws nothing new", () => {
    const { tempo } = played(edit.AS_WRITTEN);
    expect(dragTempo(edit.AS_WRITTEN, context(beats), 3, valueAt(tempo, 3)).hand_tempo).toEqual([]);
  });

  it("brings a layer that ended in a step back by the next place", () => {
    const stepped: Interpretation = {
      version: 1,
      hand_level: [
        [4, 5],
        [5, 5],
      ],
    };
    expect(dragLevel(stepped, context(beats), 9, -20).hand_level?.map(([beat]) => beat)).toEqual([
      4, 5, 6, 8, 9, 10,
    ]);
    expect(dragLevel(stepped, context(beats), 1, -20).hand_level?.map(([beat]) => beat)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  it("is neutral where it is cleared, and unchanged beyond the next handles", () => {
    fc.assert(
      fc.property(drags, fc.nat(END), fc.nat(END), ([places, moves], one, other) => {
        let drawn = some;
        for (const { beat, level_db } of moves) drawn = dragLevel(drawn, context(places), beat, level_db);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const before = drawn.hand_level ?? [];
        const cleared = clearHand(drawn, "hand_level", from, to).hand_level ?? [];
        const low = before.findLast(([beat]) => beat < from)?.[0] ?? -1;
        const high = before.find(([beat]) => beat > to)?.[0] ?? END + 1;
        for (const place of beyond) {
          if (place >= from && place <= to) expect(layerAt(cleared, 0, place)).toEqual([0, 0]);
          if (place < low || place > high)
            expect(layerAt(cleared, 0, place)).toEqual(layerAt(before, 0, place));
        }
      }),
    );
  });

  it("is left alone where it has drawn nothing", () => {
    const drawn = dragTempo(edit.AS_WRITTEN, context(bar_lines), 4, 0.9);
    expect(clearHand(drawn, "hand_tempo", 9, 99)).toEqual(drawn);
    expect(clearHand(drawn, "hand_tempo", -9, -1)).toEqual(drawn);
    expect(clearHand(drawn, "hand_tempo", 0, 12).hand_tempo).toEqual([]);
  });

  it("is what perform accepts, whatever was drawn and cleared", () => {
    fc.assert(
      fc.property(drags, fc.nat(END), fc.nat(END), ([places, moves], one, other) => {
        let drawn = some;
        for (const { beat, beat_period } of moves)
          drawn = dragTempo(drawn, context(places), beat, beat_period);
        const cleared = clearHand(drawn, "hand_tempo", Math.min(one, other), Math.max(one, other));
        expect(() => [played(drawn), played(cleared)]).not.toThrow();
      }),
    );
  });
});
