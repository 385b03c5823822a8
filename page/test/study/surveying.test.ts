import { describe, expect, it } from "vitest";
import { answerTo, type Skill, SURVEYS, surveyText, type Taken } from "../../src/study/surveying.ts";

const skills: readonly Skill[] = ["pulse", "ending"].map((name) => ({
  name,
  ability: `Ability ${name}`,
  done: "it is done",
  practice: `Practise ${name}.`,
  links: [],
}));
const words = ["yes", "nearly", "not yet"];
const taken: Taken = {
  name: "musical-craft",
  answers: { pulse: 2 },
  chosen: ["pulse"],
  before: { pulse: 0, ending: 1 },
  changed_ms: 1,
};

describe("a survey of oneself", () => {
  it("is read back as it was kept, and refused where it is none", () => {
    expect(SURVEYS.read(JSON.parse(JSON.stringify(taken)))).toEqual(taken);
    const odd = { ...taken, answers: { pulse: "much", "../x": 1 }, chosen: ["pulse", 3], before: undefined };
    expect(SURVEYS.read(odd)).toEqual({ ...taken, answers: {}, before: null });
    for (const none of [null, 3, {}, { ...taken, answers: null }, { ...taken, name: "<b>" }])
      expect(() => SURVEYS.read(none)).toThrow();
  });

  it("takes no answer from what every object has", () => {
    expect(answerTo({}, "constructor")).toBeNull();
    expect(answerTo(null, "pulse")).toBeNull();
    expect(answerTo(taken.answers, "pulse")).toBe(2);
  });

  it("is told in words, with what was said before and without a total", () => {
    expect(surveyText(skills, words, taken)).toBe(
      "# Know your musical craft\n\n" +
        "- Ability pulse: **not yet** (before: yes)\n- Ability ending: **not answered**\n\n" +
        "## What I practise next\n\n- Ability pulse: Practise pulse.\n",
    );
  });
});
