import { describe, expect, it } from "vitest";
import { insteadOf } from "../../src/core/layerchoice.ts";
import { assemble } from "../../src/core/layers.ts";
import { LAYERS } from "../../src/core/layertables.ts";
import { FIRST, readChoice, surprise, toggled } from "../../src/form/choice.ts";
import { crossing } from "../../src/form/crossing.ts";
import { anyChoice, chances, tables } from "./tables.ts";

const chance = chances(1);

describe("a choice", () => {
  it("from outside is taken where it is in the tables, and as at first where not", () => {
    const read = readChoice(tables, { style: "waltz", tonic: "<img>", layers: ["bass", 7], tempo_bpm: 1e9 });
    expect(read).toEqual({ ...FIRST, style: "waltz", layers: ["bass"] });
    for (const data of [null, 3, "x", [], { balance_db: 4, layers: {} }])
      expect(readChoice(tables, data)).toEqual(FIRST);
    expect(readChoice(tables, { style: "__proto__", plan: "toString" })).toEqual(FIRST);
  });

  it("comes back from what was saved", () => {
    for (let i = 0; i < 50; i++) {
      const choice = anyChoice(chance);
      expect(readChoice(tables, JSON.parse(JSON.stringify(choice)))).toEqual(choice);
    }
  });

  it("by surprise needs no substitute, and is always another style", () => {
    let now = FIRST;
    for (let i = 0; i < 200; i++) {
      const next = surprise(tables, now, chance);
      expect(next.style).not.toBe(now.style);
      expect(insteadOf(tables, next)[1]).toBe("");
      now = next;
    }
  });

  it("takes layers away one by one and gives them back in their order", () => {
    expect(toggled(["bass", "drums"], "drums")).toEqual(["bass"]);
    expect(toggled(["bass"], "melody")).toEqual(["melody", "bass"]);
    expect(toggled(["melody", "harmony", "drums"], "bass")).toEqual(LAYERS);
  });
});

describe("joined music", () => {
  it("lies within its bars, and leaves open bars open", () => {
    for (let i = 0; i < 60; i++) {
      const choice = { ...anyChoice(chance), open_every: 4, layers: LAYERS };
      const score = assemble(tables, choice);
      const open = score.bars.filter(({ number }) => number % 4 === 0);
      for (const { id, notes } of score.voices) {
        for (const { onset_beat, end_beat, pitch } of notes) {
          // One look at each of some hundred thousand notes: an expectation apiece would take seconds.
          const fits = onset_beat >= 0 && end_beat > onset_beat && end_beat <= score.end_beat;
          const inRange = pitch > 27 && pitch < 97;
          const goesOn = id === "bass" || id === "drums";
          const inside = open.some((bar) => onset_beat < bar.end_beat && end_beat > bar.start_beat);
          if (!fits || !inRange || (inside && !goesOn))
            expect.fail(`${id}, key ${pitch} from beat ${onset_beat} to ${end_beat} of ${score.title}`);
        }
      }
    }
  });

  it("answers every progression in every mode, by name and with a reason where another stands in", () => {
    for (const tonality of Object.keys(tables.tonalities)) {
      for (const progression of tables.rows) {
        const [row, reason] = insteadOf(tables, { tonality, tonic: "Eb", progression });
        expect(Object.hasOwn(tables.pairs, `${tonality} ${row}`)).toBe(true);
        expect(reason === "").toBe(row === progression);
        if (reason) expect(reason).toContain(tables.progressions[row]!.name);
      }
    }
  });
});

describe("going over", () => {
  it("leaves at the next bar line, at the latest at the end, and enters at a bar line", () => {
    for (let i = 0; i < 60; i++) {
      const [from, to] = [assemble(tables, anyChoice(chance)), assemble(tables, anyChoice(chance))];
      const soonest = chance() * from.end_beat;
      const [leave, enter] = crossing(from, to, soonest);
      expect(leave - soonest).toBeGreaterThanOrEqual(-1e-6);
      expect(leave - soonest).toBeLessThan(from.bars[0]!.end_beat);
      expect([...from.bars.map(({ start_beat }) => start_beat), from.end_beat]).toContain(leave);
      expect(to.bars.map(({ start_beat }) => start_beat)).toContain(enter);
    }
  });

  it("keeps the place in the form where both have the same plan", () => {
    const waltz = assemble(tables, { ...FIRST, style: "waltz" });
    const swing = assemble(tables, { ...FIRST, style: "swing" });
    expect(crossing(swing, waltz, 34.5)).toEqual([36, 27]);
    expect(crossing(swing, waltz, 127)).toEqual([128, 0]);
  });
});
