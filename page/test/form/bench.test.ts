import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { assemble } from "../../src/core/layers.ts";
import type { Choice } from "../../src/core/layertables.ts";
import { type Compose, createBench } from "../../src/form/bench.ts";
import { changed, FIRST, NOTHING_OWN } from "../../src/form/choice.ts";
import type { OpenModel } from "../../src/widgets/kinds.ts";
import { FakeSound, frames } from "../widgets/fakes.ts";
import { tables } from "./tables.ts";

const OWN = { ...NOTHING_OWN, progression: "I vi ii V" };

function modelOf(choice: unknown): OpenModel & { readonly told: unknown[] } {
  const told: unknown[] = [];
  return {
    told,
    get: () => choice,
    set: (_name, value) => told.push(value),
    on: () => {},
    off: () => {},
    save_changes: () => {},
  };
}

/** A lab whose frames are drawn by hand, with a kernel or without. */
function labOf(compose: Compose | null, choice: unknown = FIRST) {
  const drawn = frames();
  const model = modelOf(choice);
  const bench = createBench(model, tables, new FakeSound(), drawn.frame, compose);
  const settle = async (): Promise<void> => {
    drawn.draw();
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return { bench, settle, told: model.told as readonly Choice[] };
}

/** Python, which here only gives the piece another name. */
const python: Compose = async (choice) => ({
  ...assemble(tables, choice),
  title: `${choice.own?.progression} in ${choice.tonic}`,
});

describe("what lies outside the layers", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is composed by Python, and plays", async () => {
    const { bench, settle } = labOf(python);
    bench.set({ own: OWN });
    await settle();
    expect(bench.made.value.score.title).toBe("I vi ii V in D");
    expect(bench.composing.value).toBe(false);
    bench.set({ balance_db: { bass: -20 } });
    await settle();
    expect(bench.made.value.score.voices.find(({ id }) => id === "bass")!.balance_db).toBe(-20);
    bench.set({ own: null });
    await settle();
    expect(bench.made.value.score.title).toBe("AABA in D Dorian, Bossa nova");
  });

  it("is refused in a sentence, and nothing else is lost", async () => {
    const refuse: Compose = (choice) =>
      choice.own?.progression === "xyz" ? Promise.reject(new Error("There is no xyz.")) : python(choice);
    const { bench, settle } = labOf(refuse);
    bench.set({ own: OWN });
    await settle();
    bench.set({ own: { ...OWN, progression: "xyz" } });
    await settle();
    expect(bench.message.value).toBe("There is no xyz.");
    expect(bench.choice.value.own).toEqual(OWN);
    expect(bench.made.value.score.title).toBe("I vi ii V in D");
    expect(bench.composing.value).toBe(false);
  });

  it("is told to Python once it has been composed, so that what was refused never is", async () => {
    const refuse: Compose = (choice) =>
      choice.own?.progression === "xyz" ? Promise.reject(new Error("There is no xyz.")) : python(choice);
    const { bench, settle, told } = labOf(refuse);
    bench.set({ tonic: "E" });
    bench.set({ tonic: "D" });
    bench.set({ own: { ...OWN, progression: "xyz" } });
    vi.runAllTimers();
    await settle();
    bench.set({ own: OWN });
    expect(told.filter(({ own }) => own !== null)).toEqual([]);
    vi.runAllTimers();
    await settle();
    vi.runAllTimers();
    expect(told.at(-1)).toEqual({ ...FIRST, own: OWN });
    expect(told.some(({ own }) => own?.progression === "xyz")).toBe(false);
  });

  it("gives way to what was asked later", async () => {
    const answers: ((title: string) => void)[] = [];
    const slow: Compose = (choice: Choice) =>
      new Promise((resolve) => answers.push((title) => resolve({ ...assemble(tables, choice), title })));
    const { bench, settle } = labOf(slow);
    bench.set({ own: OWN });
    await settle();
    bench.set({ tonic: "G" });
    await settle();
    answers[1]!("second");
    await settle();
    answers[0]!("first");
    await settle();
    expect(bench.made.value.score.title).toBe("second");
    expect(bench.composing.value).toBe(false);
  });

  it("without a kernel sounds as far as the layers reach, and says so", async () => {
    const { bench, settle } = labOf(null, { ...FIRST, own: OWN });
    await settle();
    expect(bench.made.value.score.title).toBe("AABA in D Dorian, Bossa nova");
    expect(bench.message.value).toContain("JupyterLab");
  });

  it("gives way to the layers where the reader chooses from them", () => {
    const own = { ...OWN, groove: "swing" };
    expect(changed({ ...FIRST, own }, { progression: "axis" }).own).toEqual({ ...own, progression: null });
    expect(changed({ ...FIRST, own: OWN }, { progression: "axis" }).own).toBeNull();
    expect(changed({ ...FIRST, own: OWN }, { tonic: "G" }).own).toEqual(OWN);
  });
});
