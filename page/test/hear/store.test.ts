import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { keyOf, newRecord, readRecord, type TopicRecord } from "../../src/hear/progress.ts";
import { merged, openProgress } from "../../src/hear/store.ts";
import { TOPICS } from "../../src/hear/topics.ts";

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

const KEY = "musicking.listening";
let kept: Kept;
let tabs: EventTarget;
let now_ms: number;
const open = () =>
  openProgress(
    () => kept as unknown as Storage,
    () => {
      now_ms += 1;
      return now_ms;
    },
    tabs,
  );
const written = (): void => {
  tabs.dispatchEvent(Object.assign(new Event("storage"), { key: KEY }));
};
const answers = (count: number): TopicRecord => ({ ...newRecord("tempo"), answers: count });

beforeEach(() => {
  kept = new Kept();
  tabs = new EventTarget();
  now_ms = 1000;
});

describe("progress on the device", () => {
  it("is there after a reload", () => {
    open().put("tempo", answers(3));
    const again = open();
    expect(again.recordOf("tempo", "tempo").answers).toBe(3);
    expect(again.message.value).toBeNull();
  });

  it("goes on where the storage is full, says so once it does, and no more when there is room", () => {
    const progress = open();
    kept.full = true;
    progress.put("tempo", answers(4));
    expect(progress.message.value).toMatch(/storage is full or closed/);
    expect(progress.recordOf("tempo", "tempo").answers).toBe(4);
    kept.full = false;
    progress.put("level", newRecord("level"));
    expect(progress.message.value).toBeNull();
    expect(open().recordOf("tempo", "tempo").answers).toBe(4);
  });

  it("goes on where there is no storage at all", () => {
    const closed = (): Storage => {
      throw new DOMException("closed", "SecurityError");
    };
    const progress = openProgress(closed, () => 1, tabs);
    progress.put("tempo", answers(2));
    expect(progress.recordOf("tempo", "tempo").answers).toBe(2);
    expect(progress.message.value).toMatch(/full or closed/);
  });

  it("loses one damaged topic, keeps the rest, says so in a sentence and puts the text aside", () => {
    const progress = open();
    progress.put("tempo", answers(5));
    progress.put("level", newRecord("level"));
    const stored = JSON.parse(kept.texts.get(KEY)!);
    stored.records.level.stairs.amount = -1;
    kept.texts.set(KEY, JSON.stringify(stored));
    const again = open();
    expect(again.recordOf("tempo", "tempo").answers).toBe(5);
    expect(again.records.value["level"]).toBeUndefined();
    expect(again.message.value).toMatch(/put aside; the rest is here\.$/);
    expect(kept.texts.get("musicking.listening.aside")).toContain('"amount":-1');
  });

  it.each(["", "{", "null", "[]", '{"version":9}', '{"version":1}'])("begins anew with %j", (text) => {
    kept.texts.set(KEY, text);
    const progress = open();
    expect(progress.records.value).toEqual({});
    expect(progress.message.value).toMatch(/could not be read/);
  });

  it("of two tabs is what both practise, and of one topic the newest", () => {
    const [one, other] = [open(), open()];
    one.put("tempo", answers(1));
    other.put("level", { ...newRecord("level"), answers: 2 });
    written();
    expect(Object.keys(one.records.value).sort()).toEqual(["level", "tempo"]);
    other.put("tempo", { ...other.recordOf("tempo", "tempo"), answers: 7 });
    written();
    expect(one.recordOf("tempo", "tempo").answers).toBe(7);
  });

  it("that is forgotten does not come back from another tab, but can be brought back", () => {
    const [one, other] = [open(), open()];
    one.put("tempo", answers(1));
    written();
    const back = one.forget();
    written();
    other.put("level", newRecord("level"));
    written();
    expect(Object.keys(one.records.value)).toEqual(["level"]);
    back();
    written();
    expect(Object.keys(other.records.value).sort()).toEqual(["level", "tempo"]);
  });

  it("is taken over from its own file, and from nothing else", () => {
    const progress = open();
    progress.put("mode.eye", { ...newRecord("mode"), answers: 9 });
    const file = progress.file();
    progress.forget();
    progress.take(file);
    expect(progress.recordOf("mode.eye", "mode").answers).toBe(9);
    for (const text of ["", "{", "null", "{}", '{"listening":{"version":1,"records":{"x":{}}}}', "[1]"])
      expect(() => progress.take(text)).toThrow(/no listening practice that was saved/);
    expect(progress.recordOf("mode.eye", "mode").answers).toBe(9);
  });
});

describe("a record from outside", () => {
  it("is read as it was, or refused with a sentence", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TOPICS),
        fc.constantFrom(...Object.keys(newRecord("tempo"))),
        fc.jsonValue(),
        (topic, field, value) => {
          const key = keyOf(topic, "ear");
          expect(readRecord(key, JSON.parse(JSON.stringify(newRecord(topic))))).toEqual(newRecord(topic));
          try {
            readRecord(key, { ...newRecord(topic), [field]: value });
          } catch (error) {
            expect(String(error)).toMatch(/no listening practice of this book/);
          }
        },
      ),
    );
    expect(() => readRecord("__proto__", newRecord("tempo"))).toThrow(/no listening practice/);
  });

  it("is the newest of two, whichever side has it, unless it was to be forgotten", () => {
    const [old, young] = [
      { ...answers(1), changed_ms: 5 },
      { ...answers(2), changed_ms: 6 },
    ];
    expect(merged({ tempo: old }, { tempo: young }, 0)["tempo"]).toBe(young);
    expect(merged({ tempo: young }, { tempo: old }, 0)["tempo"]).toBe(young);
    expect(merged({ tempo: young }, { tempo: old }, 6)).toEqual({});
  });
});
