import { describe, expect, it } from "vitest";
import { judge } from "../src/core/goals.ts";
import { goalWords } from "../src/core/goaltable.ts";
import type { Goal } from "../src/core/goaltypes.ts";
import { shapes, words } from "../src/core/tables.ts";
import type { Interpretation } from "../src/core/types.ts";
import { piece, row } from "./pieces.ts";

const score = piece({ end_beat: 16, bass: row("b", 0, 16) });
const judged = (goal: Goal, items: Partial<Interpretation> = {}) =>
  judge(score, { version: 1, ...items }, [goal], { shapes, words, goalWords })[0]!;

const half = { components: [{ kind: "tempo_contrast", from_beat: 8, to_beat: 16, shape: "slower_bold" }] };
const place = [8, 16] as const;

describe("judge", () => {
  it("says what was made when it is what was asked", () => {
    expect(judged({ kind: "lasts", place, ratio: 2, tolerance: 0.1 }, half)).toEqual({
      met: true,
      said: "The music lasts 100 % longer than as written from bar 3 to the end (8 seconds in place of 4 seconds): that is what was asked.",
    });
  });

  it("says by how much it misses, which way, and what would help", () => {
    expect(judged({ kind: "lasts", place, ratio: 1.5, tolerance: 0.1 }, half)).toEqual({
      met: false,
      said: "The music lasts 100 % longer than as written from bar 3 to the end (8 seconds in place of 4 seconds). The task asks for 50 % longer: it is 2 seconds too long. Slow down less, or give back the time that you took.",
    });
  });

  it("names the first bar that should have been left alone", () => {
    const goal = { kind: "unchanged", outside: [[12, 16]], of: "both" } as const;
    expect(judged(goal, half).said).toMatch(
      /^The time of bar 3 is changed too\. The task asks you to leave it/,
    );
    const accented = { accents: [{ note: "b2", level_db: 4 }] };
    expect(judged(goal, accented).said).toMatch(/^The level of bar 1 is changed too\./);
    expect(judged({ ...goal, of: "tempo" }, accented).met).toBe(true);
  });

  it("tells a course from a step", () => {
    const falls = { kind: "course", place, of: "tempo", direction: "falls", least: 0.3, most: null } as const;
    const slow = { kind: "ritardando", from_beat: 8, to_beat: 16, shape: "bold" };
    expect(judged(falls, { components: [slow] }).met).toBe(true);
    const step = { ...half.components[0]!, from_beat: 12 };
    expect(judged(falls, { components: [step] }).said).toMatch(/nearly all at once/);
    expect(judged(falls).said).toMatch(/^The tempo does not fall/);
  });

  it("refuses in one sentence what it cannot judge", () => {
    expect(() => judged({ kind: "held", note: "x", ratio: 2, tolerance: 0 })).toThrow(/a note "x"/);
    expect(() => judged({ kind: "danced" } as unknown as Goal)).toThrow(/cannot judge/);
  });
});
