import { describe, expect, it } from "vitest";
import { AS_WRITTEN } from "../../src/core/edit.ts";
import type { Interpretation } from "../../src/core/types.ts";
import { judgeNow, showPictures } from "../../src/widgets/judging.ts";
import { StaticModel } from "../../src/widgets/model.ts";
import { practiceOf } from "../../src/widgets/practice.ts";
import { sizedIn } from "../../src/widgets/sizes.tsx";
import { createStore } from "../../src/widgets/store.ts";
import { type Make, taskOf } from "../../src/widgets/task.ts";
import { parseTraits } from "../../src/widgets/traits.ts";
import { frames, score, traits } from "./fakes.ts";

const seal = (hidden: object) => Buffer.from(JSON.stringify(hidden)).toString("base64");
const slow = { kind: "ritardando", from_beat: 6, to_beat: 12, until_beat: 12, shape: "clear", amount: 1 };
const laid: Interpretation = { version: 1, components: [slow] };
const hear = {
  kind: "hear",
  prompt: "What?",
  options: ["a", "b"],
  sealed: seal({ interpretation: laid, answer: 1, replies: ["nö", "ja"] }),
};
const make = {
  kind: "make",
  prompt: "Longer",
  goals: [{ kind: "lasts", place: [6, 12], ratio: 1.2, tolerance: 0.1 }],
  sealed: seal({ worked: laid, because: "" }),
};

const storeOf = (task: unknown, interpretation: Interpretation | null = null) =>
  createStore(new StaticModel({ ...traits, task, interpretation }), frames().frame);

describe("a task", () => {
  it("is unsealed, letters beyond ASCII too", () => {
    expect(taskOf(hear)).toMatchObject({ answer: 1, replies: ["nö", "ja"], interpretation: laid });
  });

  it.each([[{ kind: "sing", prompt: "" }], [{ kind: "hear" }], ["x"], [{ ...hear, sealed: "%" }]])(
    "is refused when it is %j",
    (raw) => {
      expect(taskOf(raw)).toBeUndefined();
      const text = JSON.stringify({ piece: { score }, task: raw });
      expect(() => parseTraits(text, "listen")).toThrow(/exercise cannot be read/);
    },
  );

  it("brings what is to be heard into the traits", () => {
    const read = parseTraits(JSON.stringify({ piece: { score }, task: hear }), "listen");
    expect(read.interpretation).toEqual(laid);
    expect(parseTraits(JSON.stringify({ piece: { score } }), "listen").task).toBeNull();
  });
});

describe("practice", () => {
  it("is secret until it is revealed, and only where it is heard", () => {
    const practice = practiceOf(storeOf(hear, laid))!;
    expect(practice.secret.value).toBe(true);
    practice.revealed.value = true;
    expect(practice.secret.value).toBe(false);
    expect(practiceOf(storeOf(make))!.secret.value).toBe(false);
    expect(practiceOf(storeOf(null))).toBeNull();
  });

  it("judges what is made now", () => {
    const store = storeOf(make);
    const practice = practiceOf(store)!;
    expect(judgeNow(store, practice, practice.task as Make)?.findings[0]?.met).toBe(false);
    store.interpretation.value = laid;
    expect(judgeNow(store, practice, practice.task as Make)?.findings[0]?.met).toBe(true);
  });

  it("says in the message line that a goal does not fit", () => {
    const store = storeOf({ ...make, goals: [{ kind: "held", note: "x", ratio: 2, tolerance: 0 }] });
    const practice = practiceOf(store)!;
    expect(judgeNow(store, practice, practice.task as Make)).toBeNull();
    expect(store.message.value).toMatch(/"x"/);
  });

  it("shows pictures beside what is shown, and takes them away", () => {
    const store = storeOf(hear, laid);
    showPictures(store, true);
    expect(store.show.value).toEqual(["notation", "roll", "tempo", "level"]);
    showPictures(store, false);
    expect(store.show.value).toEqual(["notation"]);
  });
});

describe("a size at one press", () => {
  it("is there for one thing with a size, whatever it is", () => {
    expect(sizedIn(laid)?.size).toBe("clear");
    expect(sizedIn(laid)?.with("bold").components?.[0]).toMatchObject({ ...slow, shape: "bold" });
    const held = { version: 1, holds: [{ note: "m1", ratio: 1.75, breath_beats: 0 }] } as const;
    expect(sizedIn(held)?.size).toBe("clear");
    expect(sizedIn(held)?.with("bold").holds?.[0]).toMatchObject({ ratio: 3, breath_beats: 1 });
    const accented = { version: 1, accents: ["m1", "m4"].map((note) => ({ note, level_db: 4 })) } as const;
    expect(sizedIn(accented)?.with("bold").accents).toMatchObject([{ level_db: 8 }, { level_db: 8 }]);
  });

  it("keeps the form of a component", () => {
    const stepped = {
      version: 1,
      components: [{ ...slow, kind: "tempo_contrast", shape: "slower_clear" }],
    } as const;
    expect(sizedIn(stepped)?.with("subtle").components?.[0]?.shape).toBe("slower_subtle");
  });

  it("is not there for nothing, for two things, for what was drawn", () => {
    expect(sizedIn(AS_WRITTEN)).toBeNull();
    expect(sizedIn({ ...laid, components: [slow, slow] })).toBeNull();
    expect(sizedIn({ ...laid, hand_level: [[0, 1]] })).toBeNull();
    expect(
      sizedIn({
        ...laid,
        components: [
          {
            ...slow,
            shape: [
              [0, 1],
              [1, 2],
            ],
          },
        ],
      }),
    ).toBeNull();
  });
});
