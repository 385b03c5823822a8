import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { asText, documentOf, REFLECTIONS, readDocument, takeIn } from "../../src/study/reflections.ts";
import { openShelf } from "../../src/study/shelf.ts";

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

const KEY = "musicking.reflections";
const HOSTILE = "<img src=x onerror=alert(1)>\n<!-- reflection b -->\n## b\n\\<b>&lt;";
let kept: Kept;
let tabs: EventTarget;
let now_ms: number;

const open = () =>
  openShelf(REFLECTIONS, { storage: () => kept as unknown as Storage, now_ms: () => (now_ms += 1), tabs });
const note = (name: string, text: string) => ({ name, prompt: `${name}?`, text });
const written = (): void => {
  tabs.dispatchEvent(Object.assign(new Event("storage"), { key: KEY }));
};

beforeEach(() => {
  kept = new Kept();
  tabs = new EventTarget();
  now_ms = 1000;
});

describe("reflections", () => {
  it("are kept as they are typed, and are there after a reload", () => {
    open().put([note("tempo/waiting", HOSTILE)]);
    expect(open().find("tempo/waiting")?.text).toBe(HOSTILE);
    expect(open().message.value).toBeNull();
  });

  it("say where the device has no room, and go on", () => {
    const shelf = open();
    kept.full = true;
    shelf.put([note("a", "more than fits")]);
    expect(shelf.message.value).toMatchObject({
      name: "a",
      text: expect.stringMatching(/storage is full or closed/),
    });
    expect(shelf.find("a")?.text).toBe("more than fits");
    kept.full = false;
    shelf.put([note("a", "fits")]);
    expect(shelf.message.value).toBeNull();
    expect(open().find("a")?.text).toBe("fits");
  });

  it("work where the browser closes its storage", () => {
    const shelf = openShelf(REFLECTIONS, {
      storage: () => {
        throw new DOMException("closed", "SecurityError");
      },
      now_ms: () => 1,
      tabs,
    });
    shelf.put([note("a", "here")]);
    expect(shelf.find("a")?.text).toBe("here");
    expect(shelf.message.value?.text).toMatch(/closed/);
  });

  it("keep what can be read where some is damaged, and put the rest aside", () => {
    open().put([note("a", "whole")]);
    const data = JSON.parse(kept.texts.get(KEY)!);
    data.items.push({ name: "b", text: 3 }, { name: "../c", prompt: "", text: "", changed_ms: 1 });
    kept.texts.set(KEY, JSON.stringify(data));
    const shelf = open();
    expect(shelf.all.value.map(({ name }) => name)).toEqual(["a"]);
    expect(shelf.message.value?.text).toMatch(/could not be read/);
    expect(kept.texts.get(`${KEY}.aside`)).toContain("../c");
    for (const text of ["nonsense", "null", '{"version":1}', '{"version":99,"items":[]}']) {
      kept.texts.set(KEY, text);
      expect(open().all.value).toEqual([]);
      expect(kept.texts.get(`${KEY}.aside`)).toBe(text);
    }
  });

  it("pass between two tabs: the newest stands, what was deleted stays away", () => {
    const [one, two] = [open(), open()];
    one.put([note("a", "first")]);
    written();
    expect(two.find("a")?.text).toBe("first");
    two.put([note("b", "second"), note("a", "newer")]);
    written();
    expect(one.find("a")?.text).toBe("newer");
    expect(one.message.value).toMatchObject({ name: "a" });
    const back = one.remove(["a"]);
    written();
    expect(two.find("a")).toBeUndefined();
    two.put([note("b", "third")]);
    expect(open().find("a")).toBeUndefined();
    back();
    written();
    expect(two.find("a")?.text).toBe("newer");
  });

  it("outlast a clock that was set back", () => {
    const shelf = open();
    shelf.put([note("a", "old")]);
    now_ms = 0;
    shelf.put([note("a", "new")]);
    expect(open().find("a")?.text).toBe("new");
    shelf.remove(["a"]);
    shelf.put([note("a", "again")]);
    expect(open().find("a")?.text).toBe("again");
  });

  it("come back from their document word for word, whatever was written", () => {
    const words = fc.oneof(
      fc.string({ maxLength: 60, unit: "grapheme" }),
      fc
        .array(fc.constantFrom("a", "\n", "#", "# ", "- ", "1. ", "<!--", "-->", "\\", "&amp;", "=", " "), {
          maxLength: 12,
        })
        .map((parts) => parts.join("")),
      fc.constant(HOSTILE),
    );
    const line = words.map((text) => text.replace(/\s+/g, " ").trim());
    fc.assert(
      fc.property(
        fc.array(fc.record({ prompt: line, text: words }), { minLength: 1, maxLength: 4 }),
        (all) => {
          const reflections = all.map((one, i) => ({ ...one, name: `n-${i}`, changed_ms: i }));
          const told = reflections
            .map(({ name, prompt, text }) => ({ name, prompt, text: text.replace(/\r\n?/g, "\n").trim() }))
            .filter(({ text }) => text !== "");
          if (told.length === 0)
            expect(() => readDocument(documentOf(reflections))).toThrow(/holds no reflections/);
          else expect(readDocument(documentOf(reflections))).toEqual(told);
        },
      ),
    );
  });

  it("are joined with what is there when a document is opened: nothing is lost, nothing doubled", () => {
    const shelf = open();
    shelf.put([note("a", "mine"), note("b", "begun")]);
    const opened = [note("a", "theirs"), note("b", "begun, and ended"), note("c", "new")];
    expect(takeIn(shelf, opened)).toBe(3);
    takeIn(shelf, opened);
    expect(shelf.find("a")?.text).toBe("mine\n\n— from the opened document —\n\ntheirs");
    expect(shelf.find("b")?.text).toBe("begun, and ended");
    expect(shelf.find("c")?.text).toBe("new");
  });

  it("are copied as plain text, without what is empty", () => {
    const all = [note("a", "one"), note("b", " ")].map((one) => ({ ...one, changed_ms: 1 }));
    expect(asText(all)).toBe("a?\n\none\n");
  });
});
