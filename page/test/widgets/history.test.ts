import { signal } from "@preact/signals";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interpretation } from "../../src/core/types.ts";
import { createHistory } from "../../src/widgets/history.ts";

const step = (n: number): Interpretation => ({ version: 1, hand_level: [[0, n]] });

describe("history", () => {
  it("takes back and makes again any row of edits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 12 }), (values) => {
        const current = signal(step(0));
        const history = createHistory(current);
        const seen = [current.value];
        for (const value of values) {
          history.edit(step(value));
          seen.push(current.value);
        }
        for (const before of seen.slice(0, -1).reverse()) {
          history.undo();
          expect(current.value).toBe(before);
        }
        expect(history.canUndo.value).toBe(false);
        for (const after of seen.slice(1)) {
          history.redo();
          expect(current.value).toBe(after);
        }
        expect(history.canRedo.value).toBe(false);
      }),
      { seed: 5 },
    );
  });

  it("makes one step of one gesture", () => {
    const current = signal(step(0));
    const history = createHistory(current);
    for (const value of [1, 2, 3]) history.edit(step(value), "drag");
    history.settle();
    history.edit(step(4), "drag");
    history.undo();
    expect(current.value).toEqual(step(3));
    history.undo();
    expect(current.value).toEqual(step(0));
  });

  it("forgets what was taken back when something new is made", () => {
    const history = createHistory(signal(step(0)));
    history.edit(step(1));
    history.undo();
    history.edit(step(2));
    expect(history.canRedo.value).toBe(false);
  });
});
