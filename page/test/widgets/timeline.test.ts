import { signal } from "@preact/signals";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../src/core/check.ts";
import { AS_WRITTEN, addComponent, setHold } from "../../src/core/edit.ts";
import { shapes } from "../../src/core/tables.ts";
import type { Component, Interpretation } from "../../src/core/types.ts";
import { withAccent } from "../../src/widgets/accents.ts";
import {
  type Block,
  blockName,
  blocksOf,
  blockText,
  outlineOf,
  rowsOf,
  stretchOf,
} from "../../src/widgets/blocks.ts";
import { createDesk, edit } from "../../src/widgets/desk.ts";
import { createHistory } from "../../src/widgets/history.ts";
import { StaticModel } from "../../src/widgets/model.ts";
import {
  changeAmount,
  moveBlock,
  neighbour,
  type Part,
  placesOf,
  removeBlock,
  stepFrom,
} from "../../src/widgets/moving.ts";
import { newHold, placeNew } from "../../src/widgets/placing.ts";
import { createPlayer } from "../../src/widgets/player.ts";
import { createStore } from "../../src/widgets/store.ts";
import { nameFor, unlike } from "../../src/widgets/versions.tsx";
import { FakeSound, frames, score, traits } from "./fakes.ts";

const KINDS = ["ritardando", "accelerando", "tempo_contrast", "forte", "piano", "crescendo", "diminuendo"];
const NOTES = ["m1", "m3", "m4", "m9"];

function laid(kinds: readonly string[], notes: readonly string[] = []): Interpretation {
  let made: Interpretation = AS_WRITTEN;
  for (const kind of kinds) made = addComponent(made, placeNew(score, made, kind));
  for (const note of notes) made = setHold(withAccent(score, made, note), newHold(note));
  return made;
}

const interpretations = fc
  .tuple(
    fc.array(fc.constantFrom(...KINDS), { maxLength: 9 }),
    fc.uniqueArray(fc.constantFrom(...NOTES), { maxLength: 4 }),
  )
  .map(([kinds, notes]) => laid(kinds, notes));

const hands = fc.record({
  which: fc.nat(20),
  what: fc.constantFrom("whole", "start", "end", "amount", "remove"),
  to: fc.double({ min: -3, max: 14, noNaN: true }),
  halves: fc.boolean(),
});
type Hand = typeof hands extends fc.Arbitrary<infer T> ? T : never;

function handled(interpretation: Interpretation, { which, what, to, halves }: Hand): Interpretation {
  const blocks = blocksOf(score, interpretation);
  const block = blocks[which % Math.max(1, blocks.length)];
  if (block === undefined) return interpretation;
  if (what === "remove") return removeBlock(score, interpretation, block);
  if (what === "amount") return changeAmount(interpretation, block, to / 10);
  return moveBlock(score, interpretation, block, what as Part, to, placesOf(score, halves));
}

function block(interpretation: Interpretation, index = 0): Block {
  return blocksOf(score, interpretation)[index]!;
}

describe("blocks", () => {
  it("say in musical words what is placed and where", () => {
    const made = laid(["ritardando"], ["m1"]);
    expect(blocksOf(score, made).map((one) => `${blockName(one)}: ${blockText(one)}`)).toEqual([
      "Fermata: bar 1, beat 1: C sharp 4, “maz”, amount 100 %",
      "Accent: bar 1, beat 1: C sharp 4, “maz”, amount 100 %",
      "Ritardando: bars 3 to 4, amount 100 %",
    ]);
    const inside = moveBlock(score, made, block(made, 2), "start", 7.5, placesOf(score, true));
    expect(blockText(block(inside, 2))).toBe("from bar 3, beat 2½ to the end, amount 100 %");
  });

  it("lie in rows such that none overlap, and the one in hand keeps its row", () => {
    const rows = fc.tuple(interpretations, fc.double({ min: 0, max: 6, noNaN: true }), fc.nat(20), fc.nat(5));
    fc.assert(
      fc.property(rows, ([made, least_beats, which, row]) => {
        const blocks = blocksOf(score, made);
        const held = blocks[which % Math.max(1, blocks.length)];
        const kept = held ? { key: held.key, row } : null;
        const found = rowsOf(blocks, least_beats, kept);
        if (held) expect(found.get(held.key)).toBe(row);
        for (const [i, one] of blocks.entries())
          for (const other of blocks.slice(i + 1)) {
            if (found.get(one.key) !== found.get(other.key)) continue;
            const [[a, b], [c, d]] = [stretchOf(one, least_beats), stretchOf(other, least_beats)];
            expect(b <= c || d <= a).toBe(true);
          }
      }),
      { seed: 3 },
    );
  });

  it("use no more rows than lie over each other at the fullest beat", () => {
    const made = laid(["forte", "piano", "forte", "piano"]);
    expect(new Set(rowsOf(blocksOf(score, made), 0).values()).size).toBeLessThanOrEqual(4);
    const apart = [0, 3, 6].map((from_beat) => ({ ...component(made), from_beat, to_beat: from_beat + 3 }));
    expect([...rowsOf(blocksOf(score, { ...made, components: apart }), 0).values()]).toEqual([0, 0, 0]);
  });

  it("are drawn with their course: slower goes down, louder up, and nothing is flat", () => {
    const ys = (made: Interpretation) =>
      [...outlineOf(component(made)).matchAll(/L[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    expect(Math.max(...ys(laid(["ritardando"])))).toBeGreaterThan(55);
    expect(Math.min(...ys(laid(["ritardando"])))).toBe(50);
    expect(Math.min(...ys(laid(["crescendo"])))).toBeLessThan(45);
    const nothing = { ...component(laid(["crescendo"])), amount: 0 };
    expect(new Set(ys({ version: 1, components: [nothing] }))).toEqual(new Set([50]));
  });
});

function component(interpretation: Interpretation): Component {
  return interpretation.components![0]!;
}

describe("moving a block", () => {
  const beats = placesOf(score, false);

  it("keeps its length, goes back where it did before, and stays in the music", () => {
    const made = laid(["forte"]);
    const { from_beat, to_beat } = component(made);
    const there = moveBlock(score, made, block(made), "whole", 2.3, beats);
    expect(component(there)).toMatchObject({ from_beat: 2, to_beat: 2 + to_beat - from_beat });
    expect(component(there).until_beat).toBe(component(there).to_beat);
    const end = moveBlock(score, made, block(made), "whole", 99, beats);
    expect(component(end)).toMatchObject({ from_beat: 12 - (to_beat - from_beat), to_beat: 12 });
  });

  it("stretches either edge by beats, or by half beats, and never turns inside out", () => {
    const made = laid(["crescendo"]);
    const { to_beat } = component(made);
    const half = moveBlock(score, made, block(made), "end", 4.6, placesOf(score, true));
    expect(component(half)).toMatchObject({ from_beat: 0, to_beat: 4.5 });
    expect(component(moveBlock(score, made, block(made), "start", 99, beats)).from_beat).toBe(to_beat - 1);
    expect(component(moveBlock(score, made, block(made), "end", -5, beats)).to_beat).toBe(1);
  });

  it("leads a sign from note to note of its voice, and never onto one that has one", () => {
    const made = laid([], ["m1"]);
    const [fermata] = blocksOf(score, made);
    expect(neighbour(score, fermata!, 1)).toBe(1);
    expect(moveBlock(score, made, fermata!, "whole", 7.8, beats).holds).toMatchObject([{ note: "m9" }]);
    const two = laid([], ["m1", "m3"]);
    expect(moveBlock(score, two, block(two), "whole", 2, beats)).toBe(two);
  });

  it("steps to the next place and stops at the ends", () => {
    expect([stepFrom(beats, 0, 1), stepFrom(beats, 0, -1), stepFrom(beats, 12, 1)]).toEqual([1, -1, 12]);
    expect(stepFrom(beats, 1.5, -1)).toBe(1);
  });

  it("always leaves an interpretation that can be performed, and one that is not moved as it is", () => {
    fc.assert(
      fc.property(interpretations, fc.array(hands, { maxLength: 12 }), (made, rows) => {
        let now = made;
        for (const hand of rows) now = handled(now, hand);
        check(score, now, shapes);
      }),
      { seed: 4 },
    );
    const made = laid(["piano"]);
    expect(moveBlock(score, made, block(made), "whole", component(made).from_beat, beats)).toBe(made);
    expect(changeAmount(made, block(made), 1)).toBe(made);
  });
});

describe("undo", () => {
  it("restores exactly what was, through any row of edits of several things placed", () => {
    fc.assert(
      fc.property(
        interpretations,
        fc.array(fc.tuple(hands, fc.boolean()), { maxLength: 15 }),
        (made, rows) => {
          const current = signal(made);
          const history = createHistory(current);
          const seen = [JSON.stringify(made)];
          for (const [hand, gesture] of rows) {
            // A gesture of many changes, as a drag makes them, is one step.
            for (const to of gesture ? [0, hand.to / 2, hand.to] : [hand.to])
              history.edit(handled(current.peek(), { ...hand, to }), gesture ? "drag" : undefined);
            history.settle();
            seen.push(JSON.stringify(current.peek()));
          }
          for (const before of seen.toReversed()) {
            expect(JSON.stringify(current.peek())).toBe(before);
            history.undo();
          }
          for (const after of seen) {
            expect(JSON.stringify(current.peek())).toBe(after);
            history.redo();
          }
        },
      ),
      { seed: 6 },
    );
  });
});

describe("versions", () => {
  it("are called by what is in them, no two alike", () => {
    expect(nameFor(laid(["ritardando"]), [])).toBe("Ritardando");
    expect(nameFor(laid(["ritardando", "forte"]), [])).toBe("Ritardando and another");
    expect(nameFor(laid(["ritardando", "forte"], ["m1"]), [])).toBe("Ritardando and 3 others");
    expect(nameFor({ version: 1, hand_tempo: [[0, 2]] }, ["By hand", "By hand (2)"])).toBe("By hand (3)");
    expect(nameFor(AS_WRITTEN, [])).toBe("As written");
    expect(unlike("x".repeat(40), ["x".repeat(36)]).length).toBeLessThanOrEqual(40);
  });

  it("sound in place of the present one, and an edit brings that back", () => {
    const clockwork = frames();
    const versions = [
      { name: "slow end", interpretation: laid(["ritardando"]) },
      { name: "other music", interpretation: { version: 1 as const, holds: [{ note: "nobody", ratio: 2 }] } },
    ];
    const store = createStore(new StaticModel({ ...traits, versions }), clockwork.frame);
    const sound = new FakeSound();
    const player = createPlayer(store, sound, clockwork.frame);
    player.seek(5);
    player.play();
    store.heard.value = 0;
    expect(sound.made.loaded!.performance).toBe(store.compared.value[0]!.performance);
    expect(sound.made.loaded!.performance.duration_sec).toBeGreaterThan(13);
    expect([sound.made.beat, sound.made.playing.value]).toEqual([5, true]);
    expect(store.compared.value[1]).toBeNull();
    store.heard.value = 1;
    expect(store.current.value).toBe(store.performed.value);
    store.heard.value = 0;
    edit(createDesk(store, player, null, sound.assets), laid(["forte"]), null);
    expect(store.heard.value).toBeNull();
    expect(store.current.value).toBe(store.performed.value);
  });

  it("are performed once, however often they are looked at and renamed", () => {
    const version = { name: "A", interpretation: laid(["ritardando"]) };
    const store = createStore(new StaticModel({ ...traits, versions: [version] }), frames().frame);
    const [before] = store.compared.value;
    store.versions.value = [{ ...version, name: "B" }];
    expect(store.compared.value[0]).toBe(before);
    store.speed.value = 0.5;
    expect(store.compared.value[0]!.performance.duration_sec).toBeCloseTo(
      2 * before!.performance.duration_sec,
      9,
    );
  });
});
