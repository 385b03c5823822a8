import { describe, expect, it } from "vitest";
import { AS_WRITTEN, addComponent } from "../../src/core/edit.ts";
import { perform } from "../../src/core/perform.ts";
import { shapes } from "../../src/core/tables.ts";
import {
  changeComponent,
  DYNAMICS,
  FORMS,
  formOf,
  moved,
  newHold,
  noteName,
  PAIR,
  placeArch,
  placeNew,
  sizeOf,
  sizeOfHold,
  TEMPO,
} from "../../src/widgets/placing.ts";
import { instruments } from "../../src/widgets/tables.ts";
import { score } from "./fakes.ts";

const ALL = [...TEMPO, ...DYNAMICS];
const OF_BEATS = ALL.filter((kind) => kind !== "fermata" && kind !== "accentuation");

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

  it("is a phrase after another if it is a contrast, and not where one of its sort is", () => {
    const contrast = placeNew(score, AS_WRITTEN, "tempo_contrast");
    expect(contrast).toMatchObject({ from_beat: 6, to_beat: 12, until_beat: 12 });
    const loud = addComponent(AS_WRITTEN, placeNew(score, AS_WRITTEN, "forte"));
    expect(placeNew(score, loud, "piano")).toMatchObject({ from_beat: -1, to_beat: 6 });
    expect(placeNew(score, loud, "tempo_contrast")).toMatchObject({ from_beat: 6 });
    const plain = { ...score, phrases: [] };
    expect(placeNew(plain, AS_WRITTEN, "piano").from_beat).toBe(0);
  });

  it("begins it otherwise", () => {
    expect(placeNew(score, AS_WRITTEN, "crescendo").from_beat).toBe(0);
  });
});

describe("a phrase arch", () => {
  const arches = (from: typeof AS_WRITTEN) => placeArch(score, from).reduce(addComponent, from);

  it("is a rubato and a level over one phrase, both of the arch", () => {
    const { components = [] } = arches(AS_WRITTEN);
    expect(components.map(({ kind, shape }) => [kind, shape])).toEqual([
      ["rubato", "arch_clear"],
      ["phrase_arch", "clear"],
    ]);
    for (const item of components) expect(item).toMatchObject({ from_beat: -1, to_beat: 6 });
    const written = perform(score, AS_WRITTEN, instruments, { shapes }).performance;
    const arched = perform(score, arches(AS_WRITTEN), instruments, { shapes }).performance;
    expect(arched.duration_sec).toBeCloseTo(written.duration_sec, 9);
  });

  it("goes on to the next phrase, and past one that has a rubato", () => {
    expect(arches(arches(AS_WRITTEN)).components![3]).toMatchObject({ from_beat: 6, to_beat: 12 });
    const free = addComponent(AS_WRITTEN, placeNew(score, AS_WRITTEN, "rubato"));
    expect(arches(free).components![2]).toMatchObject({ kind: "phrase_arch", from_beat: 6 });
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

describe("what may be placed", () => {
  it("is each kind of the book once", () => {
    expect([...ALL, ...PAIR].sort()).toEqual(Object.keys(shapes).sort());
  });

  it("names its shapes by form and size", () => {
    for (const [kind, forms] of Object.entries(FORMS))
      for (const { before } of forms)
        for (const size of ["subtle", "clear", "bold"] as const) {
          const component = { kind, from_beat: 0, to_beat: 3, shape: before + size };
          expect(shapes[kind]!.shapes).toHaveProperty(before + size);
          expect([formOf(component), sizeOf(component)]).toEqual([before, size]);
        }
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
