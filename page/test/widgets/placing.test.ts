import { describe, expect, it } from "vitest";
import { AS_WRITTEN, addComponent } from "../../src/core/edit.ts";
import { perform } from "../../src/core/perform.ts";
import { shapes } from "../../src/core/tables.ts";
import {
  changeComponent,
  moved,
  newHold,
  noteName,
  PLACED,
  placeNew,
  sizeOfHold,
} from "../../src/widgets/placing.ts";
import { instruments } from "../../src/widgets/tables.ts";
import { score } from "./fakes.ts";

const OF_BEATS = PLACED.filter((kind) => kind !== "fermata");

describe("a new component", () => {
  it.each(OF_BEATS)("%s can be performed as it is placed, and again beside itself", (kind) => {
    let interpretation = AS_WRITTEN;
    for (let i = 0; i < 2; i += 1) {
      interpretation = addComponent(interpretation, placeNew(score, interpretation, kind));
      const played = perform(score, interpretation, instruments, { shapes });
      expect(played.performance.duration_sec).toBeGreaterThan(0);
    }
  });

  it("closes the music if it is an ending", () => {
    const component = placeNew(score, AS_WRITTEN, "ritardando");
    expect(component).toMatchObject({ to_beat: 12, until_beat: 12, shape: "clear" });
  });

  it("begins it otherwise", () => {
    expect(placeNew(score, AS_WRITTEN, "crescendo").from_beat).toBe(0);
  });
});

describe("a change", () => {
  it("moves the return to tempo along with the end", () => {
    const component = placeNew(score, AS_WRITTEN, "ritardando");
    expect(moved(component, { from_beat: 0, to_beat: 6 })).toEqual({
      from_beat: 0,
      to_beat: 6,
      until_beat: 6,
    });
    expect(moved({ ...component, until_beat: null }, { from_beat: 0, to_beat: 6 }).until_beat).toBeNull();
  });

  it("leaves an interpretation alone where there is no such component", () => {
    expect(changeComponent(AS_WRITTEN, 3, { amount: 0 })).toBe(AS_WRITTEN);
  });
});

describe("a note", () => {
  it("is named by place, pitch and word", () => {
    const [, note] = score.voices[0]!.notes;
    expect(noteName(score, note!)).toBe("bar 1, beat 1: C sharp 4, “maz”");
    expect(noteName(score, { ...note!, spelling: "Db4" })).toBe("bar 1, beat 1: D flat 4, “maz”");
  });

  it("is held clearly at first", () => {
    expect(sizeOfHold(newHold("m1"))).toBe("clear");
  });
});
