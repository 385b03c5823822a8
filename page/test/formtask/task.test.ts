import { describe, expect, it } from "vitest";
import { judgeForm, semitonesOf } from "../../src/core/formgoals.ts";
import { formGoalWords as said } from "../../src/core/formgoaltable.ts";
import type { FormGoal } from "../../src/core/formgoaltypes.ts";
import { words } from "../../src/core/tables.ts";
import { FIRST } from "../../src/form/choice.ts";
import { formTaskOf, needsTables, scoreOf } from "../../src/formtask/task.ts";
import { tables } from "../form/tables.ts";

const seal = (hidden: unknown): string => btoa(JSON.stringify(hidden));
const identify = {
  kind: "identify",
  prompt: "Which?",
  options: ["Waltz", "March"],
  sounds: [{ choice: { style: "waltz" } }, { choice: { style: "march" } }],
  before: null,
  clues: [],
  sealed: seal({ answer: 1, replies: ["no", "yes"] }),
};

describe("a task on form", () => {
  it("is unsealed when it is read", () => {
    expect(formTaskOf(identify)).toMatchObject({ answer: 1, replies: ["no", "yes"] });
  });

  it("is null where it cannot be read", () => {
    for (const raw of [null, 3, {}, { ...identify, kind: "make" }, { ...identify, sealed: "%" }])
      expect(formTaskOf(raw)).toBeNull();
  });

  it("sounds as a choice of the lab or as a score", () => {
    const [waltz] = identify.sounds;
    const score = scoreOf(tables, waltz!);
    expect(score.metres[0]).toMatchObject({ numerator: 3, denominator: 4 });
    expect(scoreOf(null, { score })).toBe(score);
    expect(needsTables([{ score }])).toBe(false);
    expect(needsTables([{ score }, waltz!])).toBe(true);
  });
});

describe("goals on form", () => {
  const judge = (goal: FormGoal, choice = FIRST) =>
    judgeForm([goal], tables, { choice, start: FIRST }, { words, said })[0]!;

  it("count degrees from the major scale", () => {
    expect(["1", "b3", "#4", "b7"].map(semitonesOf)).toEqual([0, 3, 6, 10]);
  });

  it("say what was made, what would help, and what it is good for", () => {
    const goal: FormGoal = { kind: "open", why: "Room can be expected.", every: 4 };
    expect(judge(goal)).toEqual({
      met: false,
      said: "What is left open: no bar. Leave room more often, under Bars left open. Room can be expected.",
    });
    expect(judge(goal, { ...FIRST, open_every: 4 }).met).toBe(true);
  });

  it("see no change in a balance that is written in another order", () => {
    const goal: FormGoal = { kind: "changed", why: "", least: 0, most: 0 };
    const [choice, start] = [
      { ...FIRST, balance_db: { bass: 1, drums: 2 } },
      { ...FIRST, balance_db: { drums: 2, bass: 1 } },
    ];
    expect(judgeForm([goal], tables, { choice, start }, { words, said })[0]!.met).toBe(true);
  });

  it("refuse what they do not know", () => {
    expect(() => judge({ kind: "mood", why: "" } as unknown as FormGoal)).toThrow("cannot judge");
  });
});
