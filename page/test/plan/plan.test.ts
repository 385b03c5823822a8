import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyLine, emptyPlan, moved, type Plan, readPlan } from "../../src/plan/model.ts";
import { merged, openPlans } from "../../src/plan/store.ts";
import { markdown } from "../../src/plan/words.ts";

/** A storage that can be full, and whose tabs can be told of each other's writing. */
class Kept {
  readonly texts = new Map<string, string>();
  full = false;
  getItem = (key: string): string | null => this.texts.get(key) ?? null;
  setItem = (key: string, text: string): void => {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.texts.set(key, text);
  };
}

let kept: Kept;
let tabs: EventTarget;
let now_ms: number;
const open = () =>
  openPlans(
    () => kept as unknown as Storage,
    () => {
      now_ms += 1;
      return now_ms;
    },
    tabs,
  );
const KEY = "musicking.plans";
const written = (): void => {
  tabs.dispatchEvent(Object.assign(new Event("storage"), { key: KEY }));
};

beforeEach(() => {
  kept = new Kept();
  tabs = new EventTarget();
  now_ms = 1000;
});

describe("a plan", () => {
  it("is kept as it is typed, and is there after a reload", () => {
    const plans = open();
    plans.change({ aims: "to be heard <b>now</b>" });
    plans.dispose();
    const again = open();
    expect(again.current.value.aims).toBe("to be heard <b>now</b>");
    expect(again.message.value).toBeNull();
  });

  it("is told of where the device has no room, and goes on", () => {
    const plans = open();
    kept.full = true;
    plans.change({ aims: "more than fits" });
    expect(plans.message.value).toMatch(/storage is full or closed/);
    expect(plans.current.value.aims).toBe("more than fits");
    kept.full = false;
    plans.change({ aims: "fits" });
    expect(plans.message.value).toBeNull();
  });

  it("survives that something beside it is damaged, which is put aside and told", () => {
    const plans = open();
    plans.change({ name: "whole" });
    plans.dispose();
    const stored = JSON.parse(kept.texts.get(KEY)!);
    kept.texts.set(KEY, JSON.stringify({ ...stored, plans: [...stored.plans, { id: 3 }] }));
    const again = open();
    expect(again.current.value.name).toBe("whole");
    expect(again.message.value).toMatch(/put aside/);
    expect(kept.texts.get("musicking.plans.aside")).toContain('"id":3');
  });

  it.each(["", "{", "null", "[]", '{"version":9}'])("starts anew from a storage that holds %j", (text) => {
    kept.texts.set(KEY, text);
    const plans = open();
    expect(plans.all.value).toHaveLength(1);
    expect(plans.message.value).toMatch(/could not be read/);
  });

  it("of two tabs is the one changed last, and both tabs keep each other's plans", () => {
    const [one, other] = [open(), open()];
    one.change({ name: "first" });
    written();
    other.change({ name: "second" });
    written();
    expect(one.all.value.map(({ name }) => name).sort()).toEqual(["first", "second"]);
    other.choose(one.current.value.id);
    other.change({ name: "first, changed" });
    written();
    expect(one.current.value.name).toBe("first, changed");
    expect(one.message.value).toMatch(/another tab/);
  });

  it("that was deleted does not come back from another tab, but can be brought back", () => {
    const [one, other] = [open(), open()];
    one.change({ name: "gone" });
    written();
    const back = one.remove();
    written();
    other.change({ name: "stays" });
    written();
    expect(other.all.value.some(({ name }) => name === "gone")).toBe(false);
    back();
    expect(one.current.value.name).toBe("gone");
  });
});

const texts = fc.record(
  Object.fromEntries(
    ["name", "aims", "preferences", "choice", "open", "ending", "reflection"].map((name) => [
      name,
      fc.string(),
    ]),
  ),
);
const plan = fc.record({ texts, whats: fc.array(fc.string(), { maxLength: 5 }) }).map(
  ({ texts: given, whats }): Plan => ({
    ...emptyPlan(1),
    ...given,
    lines: whats.map((what) => ({ ...emptyLine(), what })),
  }),
);

describe("a plan as a file", () => {
  it("comes back as it was saved", () => {
    fc.assert(
      fc.property(plan, (made) => {
        expect(readPlan(JSON.parse(JSON.stringify(made)))).toEqual(made);
      }),
    );
  });

  it("is refused with a sentence where anything is amiss", () => {
    fc.assert(
      fc.property(
        plan,
        fc.constantFrom(...Object.keys(emptyPlan(1))),
        fc.jsonValue(),
        (made, field, value) => {
          const data = { ...made, [field]: value };
          try {
            expect(readPlan(data)).toBeDefined();
          } catch (error) {
            expect(String(error)).toMatch(/not a plan of this book/);
          }
        },
      ),
    );
  });

  it("as text keeps hostile words as words", () => {
    const made = { ...emptyPlan(1), name: "<script>", aims: "# not a heading\n- [x](javascript:1)" };
    const text = markdown(made, String);
    expect(text).toContain("# \\<script\\>");
    expect(text).toContain("\\# not a heading\n\\- \\[x\\](javascript:1)");
  });
});

describe("lines and plans", () => {
  it("moves a line by one place and never off the list", () => {
    const lines = ["a", "b", "c"].map((what) => ({ ...emptyLine(), what }));
    expect(moved(lines, 0, 1).map(({ what }) => what)).toEqual(["b", "a", "c"]);
    expect(moved(lines, 0, -1)).toBe(lines);
    expect(moved(lines, 2, 3)).toBe(lines);
  });

  it("keeps of each plan the newest, whichever side has it", () => {
    const old = { ...emptyPlan(1), id: "x", name: "old" };
    const young = { ...old, changed_ms: 2, name: "young" };
    expect(merged([old], [young], {})).toEqual([young]);
    expect(merged([young], [old], {})).toEqual([young]);
    expect(merged([young], [old], { x: 3 })).toEqual([]);
  });
});
