import { describe, expect, it } from "vitest";
import { AS_WRITTEN } from "../../src/core/edit.ts";
import {
  accentedNotes,
  changeAccents,
  isAccented,
  sizeOfAccents,
  withAccent,
} from "../../src/widgets/accents.ts";
import { score } from "./fakes.ts";

const [upbeat, first, second] = score.voices[0]!.notes;
const tied = {
  ...score,
  voices: [
    {
      ...score.voices[0]!,
      notes: [
        upbeat!,
        { ...first!, tied: true },
        { ...second!, pitch: first!.pitch },
        ...score.voices[0]!.notes.slice(3),
      ],
    },
  ],
};

describe("accents", () => {
  it("come and go as notes are touched", () => {
    const one = withAccent(score, AS_WRITTEN, "m3");
    expect(one.accents).toEqual([{ note: "m3", amount: 1, level_db: 4 }]);
    const two = withAccent(score, one, "m1");
    expect(accentedNotes(score, two).map(({ id }) => id)).toEqual(["m1", "m3"]);
    expect(withAccent(score, two, "m3").accents).toEqual([{ note: "m1", amount: 1, level_db: 4 }]);
  });

  it("belong to all the notes of a tie", () => {
    const held = withAccent(tied, AS_WRITTEN, "m1");
    expect(isAccented(tied, held, "m2")).toBe(true);
    expect(isAccented(tied, held, "m3")).toBe(false);
    expect(withAccent(tied, held, "m2").accents).toEqual([]);
  });

  it("are of one size, and a new one is like the others", () => {
    const soft = changeAccents(withAccent(score, AS_WRITTEN, "m1"), { level_db: 1.5, amount: 0.5 });
    const more = withAccent(score, soft, "m5");
    expect(more.accents![1]).toEqual({ note: "m5", amount: 0.5, level_db: 1.5 });
    expect(sizeOfAccents(more.accents!)).toBe("subtle");
    const longer = changeAccents(more, { lengthen: 1.08 });
    expect(withAccent(score, longer, "m7").accents![2]).toMatchObject({ note: "m7", lengthen: 1.08 });
    expect(sizeOfAccents([...more.accents!, { note: "m7", level_db: 8 }])).toBeNull();
    expect(sizeOfAccents([{ note: "m7", level_db: 5 }])).toBeNull();
  });
});
