import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bare,
  type Choose,
  type Gap,
  type Match,
  questionsOf,
  repliesToTerms,
  replyToChoice,
  replyToWord,
  slips,
} from "../../src/study/questions.ts";

const seal = (hidden: unknown): string => Buffer.from(JSON.stringify(hidden)).toString("base64");

const gap: Gap = {
  kind: "gap",
  prompt: "Fill the gap.",
  before: "Form ",
  after: " the music.",
  accept: ["organises", "organizes"],
  because: "It brings order.",
  misses: [["limits", "Form is no fence."]],
  otherwise: "Think of order.",
};

describe("questions", () => {
  it("are read from the traits with what was sealed in them", () => {
    const raw = {
      kind: "choose",
      prompt: "Which?",
      options: ["a", "b"],
      sealed: seal({ answer: 1, because: ["é", "y"] }),
    };
    expect(questionsOf([raw, { kind: "unknown" }, null])).toEqual([
      { kind: "choose", prompt: "Which?", options: ["a", "b"], answer: 1, because: ["é", "y"] },
    ]);
    expect(questionsOf("nothing")).toEqual([]);
  });

  it("answer each option with its own reason", () => {
    const choose = {
      kind: "choose",
      prompt: "",
      options: ["a", "b", "c"],
      answer: 1,
      because: ["x", "y", "z"],
    } as Choose;
    expect(replyToChoice(choose, 0)).toEqual({ right: false, taken: "a", said: "x" });
    expect(replyToChoice(choose, 1)).toEqual({ right: true, taken: "b", said: "y" });
    expect(replyToChoice(choose, 2)).toEqual({ right: false, taken: "c", said: "z" });
  });

  it("take a word however it is written, and one slip in a long one", () => {
    expect(replyToWord(gap, " ORGANISES ")).toEqual({
      right: true,
      taken: "ORGANISES",
      said: "It brings order.",
    });
    expect(replyToWord(gap, "organisses")).toMatchObject({ right: true, taken: "organises" });
    expect(replyToWord(gap, "Limits")).toEqual({ right: false, taken: "Limits", said: "Form is no fence." });
    expect(replyToWord(gap, "hides").said).toBe("Think of order.");
    expect(replyToWord({ ...gap, accept: ["major"] }, "minor").right).toBe(false);
    expect(replyToWord({ ...gap, accept: ["major"] }, "mayor").right).toBe(false);
    expect(replyToWord({ ...gap, accept: ["a tempo contrast"] }, "Tempo-Contrast").right).toBe(true);
  });

  it("judge each meaning by the term that was taken for it", () => {
    const match: Match = {
      kind: "match",
      prompt: "",
      terms: ["fermata", "rubato"],
      meanings: ["gives back", "waits", "?"],
      answers: [1, 0, 0],
      because: ["It waits.", "It gives back."],
    };
    expect(repliesToTerms(match, [0, 0, null])).toEqual([
      { right: false, taken: "fermata", said: "It waits." },
      { right: true, taken: "fermata", said: "It waits." },
      null,
    ]);
  });

  it("count slips as a distance", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slips(a, b)).toBe(slips(b, a));
        expect(slips(a, b) === 0).toBe(a === b);
        expect(slips(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(bare(bare(a))).toBe(bare(a).replace(/^(?:an?|the) /, ""));
      }),
    );
  });
});
