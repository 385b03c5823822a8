import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newComponent } from "../../src/core/edit.ts";
import { shapes } from "../../src/core/tables.ts";
import type { Interpretation } from "../../src/core/types.ts";
import { pack } from "../../src/takeaway/link.ts";
import { readState } from "../../src/takeaway/readstate.ts";
import { type State, stateOf, writeState } from "../../src/takeaway/state.ts";
import { linkTo, openLink } from "../../src/takeaway/takeaway.ts";
import { createDesk, type Desk } from "../../src/widgets/desk.ts";
import { namesOf } from "../../src/widgets/links.ts";
import { StaticModel } from "../../src/widgets/model.ts";
import { createPlayer } from "../../src/widgets/player.ts";
import { createStore } from "../../src/widgets/store.ts";
import { FakeSound, frames, score, traits } from "../widgets/fakes.ts";

const NAME = "shape-a-tune";
const ADDRESS = "https://example.org/shelf/book/chapters/tempo.html";
Object.assign(globalThis, {
  location: { href: `${ADDRESS}?q=1#old` },
  document: { getElementById: () => null },
});

function desk(): Desk {
  const { frame } = frames();
  const store = createStore(new StaticModel(traits), frame);
  const sound = new FakeSound();
  return createDesk(store, createPlayer(store, sound, frame), null, sound.assets);
}

async function opened(fragment: string): Promise<Desk> {
  const fresh = desk();
  await openLink(fragment, new Map([[NAME, fresh]]));
  return fresh;
}

const untouched = stateOf(desk().store);

/** The default state and one sentence. */
function expectRefused({ store }: Desk, reason: RegExp = /./): void {
  expect(stateOf(store)).toEqual(untouched);
  const said = store.message.peek() ?? "";
  expect(said).toMatch(reason);
  expect(said).toMatch(/^[A-Z][^\n]{10,400}\.$/);
}

const ritardando = newComponent(shapes, {
  kind: "ritardando",
  shape: "clear",
  from_beat: 6,
  to_beat: 12,
  amount: 0.7,
});
const made: State = {
  interpretation: {
    version: 1,
    components: [ritardando],
    holds: [{ note: "m6", ratio: 1.75, breath_beats: 0.5 }],
    accents: [{ note: "m2", level_db: 5 }],
    hand_tempo: [
      [0, 1.1],
      [3, 0.9123456789],
    ],
    hand_level: [],
  },
  versions: [
    { name: "Slower “end”", interpretation: { version: 1, components: [ritardando] } },
    { name: "Plain", interpretation: { version: 1, hand_level: [[0, -3]] } },
  ],
  view: "written",
  speed: 0.75,
  loop: [0, 6],
  instruments: { melody: "flute" },
  balance_db: { bass: -12 },
  show: ["sheet", "roll", "tempo"],
  transpose: -4,
  capo: 3,
  count_in: 2,
  click: true,
  muted: ["melody"],
};

async function fragmentOf(data: object): Promise<string> {
  return `#musicking-1-${NAME}--${await pack({ ...data, of: NAME })}`;
}

const states: fc.Arbitrary<State> = fc.record({
  interpretation: fc.record({
    version: fc.constant(1 as const),
    hand_level: fc
      .uniqueArray(fc.double({ min: -1, max: 12, noNaN: true }), { maxLength: 12 })
      .map((beats) => beats.sort((a, b) => a - b).map((beat, i) => [beat + 0, i / 3] as const)),
    accents: fc.array(
      fc.record({
        note: fc.constantFrom("m1", "m2", "b1"),
        level_db: fc.double({ min: -20, max: 20, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
  }) as fc.Arbitrary<Interpretation>,
  versions: fc.array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 40 }),
      interpretation: fc.constant<Interpretation>({ version: 1, accents: [{ note: "m1", level_db: 3 }] }),
    }),
    { maxLength: 3 },
  ),
  view: fc.constantFrom("performed", "written"),
  speed: fc.double({ min: 0.25, max: 4, noNaN: true }),
  loop: fc.constantFrom(null, [-1, 12] as const, [0, 3] as const),
  instruments: fc.constantFrom({}, { bass: "piano" }, { melody: "flute", bass: "flute" }),
  balance_db: fc.dictionary(fc.constantFrom("melody", "bass"), fc.integer({ min: -20, max: 6 })),
  show: fc.subarray(["notation", "sheet", "roll", "tempo", "level", "words"] as const),
  transpose: fc.integer({ min: -11, max: 11 }),
  capo: fc.integer({ min: 0, max: 7 }),
  count_in: fc.integer({ min: 0, max: 2 }),
  click: fc.boolean(),
  muted: fc.subarray(["melody", "bass"]),
});

describe("a link", () => {
  it("opens to the exact state in which it was copied", async () => {
    const first = await opened(await fragmentOf(writeState(made, score.title)));
    expect(first.store.message.peek()).toBeNull();
    expect(stateOf(first.store)).toEqual(made);
    const { link, whole } = await linkTo(first, NAME);
    expect(whole).toBe(true);
    expect(link.startsWith(`${ADDRESS}?q=1#musicking-1-${NAME}--`)).toBe(true);
    const second = await opened(link.slice(link.indexOf("#")));
    expect(stateOf(second.store)).toEqual(made);
  });

  it("is short, and made of letters that no messenger changes", async () => {
    const fragment = await fragmentOf(writeState(made, score.title));
    expect(fragment).toMatch(/^#[a-zA-Z0-9_-]+$/);
    expect(fragment.length).toBeLessThan(600);
  });

  it("round-trips every state", async () => {
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        const text = JSON.stringify(state); // −0 is 0 in JSON
        const fresh = await opened(await fragmentOf(writeState(JSON.parse(text), score.title)));
        expect(fresh.store.message.peek()).toBeNull();
        const { interpretation, ...rest } = stateOf(fresh.store);
        const { interpretation: expected, ...others } = JSON.parse(text) as State;
        expect(rest).toEqual(others);
        expect(interpretation).toMatchObject(
          expected.hand_level?.length || expected.accents?.length ? expected : { version: 1 },
        );
      }),
    );
  });

  it("leaves versions at home that make it too long, and says so", async () => {
    const noise = Array.from({ length: 1500 }, (_, i) => [i / 130, Math.sin(i) * 9] as const);
    const versions = [{ name: "noise", interpretation: { version: 1 as const, hand_level: noise } }];
    const full = desk();
    full.store.versions.value = versions;
    const { link, whole } = await linkTo(full, NAME);
    expect(whole).toBe(false);
    const fresh = await opened(link.slice(link.indexOf("#")));
    expect(stateOf(fresh.store)).toEqual({ ...stateOf(full.store), versions: [] });
  });

  it("mangled in any of a thousand ways leaves the default state and says one sentence", async () => {
    const whole = await fragmentOf(writeState(made, score.title));
    const head = "#musicking-".length;
    const place = fc.integer({ min: head, max: whole.length - 1 });
    const letter = fc.constantFrom(..."abcXYZ019-_.%<>\"'& é\u0000");
    const mangled = fc.oneof(
      fc.tuple(place, letter).map(([at, put]) => whole.slice(0, at) + put + whole.slice(at + 1)),
      fc.tuple(place, letter).map(([at, put]) => whole.slice(0, at) + put + whole.slice(at)),
      place.map((at) => whole.slice(0, at)),
      fc
        .tuple(place, fc.integer({ min: 1, max: 9 }))
        .map(([at, n]) => whole.slice(0, at) + whole.slice(at + n)),
      fc.string({ maxLength: 300 }).map((text) => whole.slice(0, head) + text),
      fc.string({ maxLength: 300 }).map((text) => `${whole.slice(0, whole.indexOf("--") + 2)}${text}`),
    );
    await fc.assert(
      fc.asyncProperty(
        mangled.filter((fragment) => fragment !== whole),
        async (fragment) => {
          const fresh = await opened(fragment);
          // Between the packed data and their checksum lie a few bits that mean nothing.
          if (fresh.store.message.peek() === null) expect(stateOf(fresh.store)).toEqual(made);
          else expectRefused(fresh);
        },
      ),
      { numRuns: 1000 },
    );
  }, 120_000);

  it.each([
    ["of another version", { version: 7 }, /newer version of this book/],
    ["of another music", { song: "Other" }, /“Other”, and this is “A Tune”/],
    [
      "with a note that is not there",
      { interpretation: { version: 1, holds: [{ note: "x", ratio: 2 }] } },
      /x/,
    ],
    [
      "with markup for a note",
      { interpretation: { version: 1, accents: [{ note: "<b>", level_db: 1 }] } },
      /<b>/,
    ],
    ["with lists that are none", { interpretation: { version: 1, components: 3 } }, /lists/],
    ["with null for a component", { interpretation: { version: 1, components: [null] } }, /list/],
    [
      "with too many points",
      { interpretation: { version: 1, hand_level: Array(6000).fill([0, 0]) } },
      /more than/,
    ],
    ["too fast", { speed: 40 }, /40/],
    ["with a speed of text", { speed: "1" }, /speed/],
    ["with a loop outside", { loop: [-9, 3] }, /loop/],
    ["with an unknown instrument", { instruments: { melody: "__proto__" } }, /instrument/],
    ["with a voice that is not there", { balance_db: { tuba: 3 } }, /voice/],
    ["too loud", { balance_db: { melody: 1e9 } }, /balance/],
    ["with an unknown part", { show: ["dance"] }, /part/],
    ["with a fourth version", { versions: Array(4).fill(made.versions[0]) }, /more than/],
    ["with a version without a name", { versions: [{ name: "", interpretation: { version: 1 } }] }, /name/],
    ["with a version named at length", { versions: [{ name: "x".repeat(41) }] }, /name/],
    ["with versions that are none", { versions: "ABC" }, /lists/],
    ["with null for a version", { versions: [null] }, /version/],
    [
      "with a version of another music",
      { versions: [{ name: "A", interpretation: { version: 1, holds: [{ note: "x", ratio: 2 }] } }] },
      /x/,
    ],
    ["with nothing to show", { show: undefined }, /list/],
    [
      "with a very long reason",
      { interpretation: { version: 1, holds: [{ note: "x".repeat(9e4), ratio: 2 }] } },
      /xx/,
    ],
  ])("%s is refused", async (_, change, reason) => {
    const data = { ...writeState(made, score.title), ...change };
    expectRefused(await opened(await fragmentOf(data)), reason);
  });

  it("of a newer format, or to a music that is not here, says so", async () => {
    expectRefused(await opened(`#musicking-2-${NAME}--AAAA`), /newer version/);
    expectRefused(await opened("#musicking-1-shape-other--AAAA"), /does not have/);
  });

  it("that would unfold to very much is refused before it does", async () => {
    const bomb = await pack({ ...writeState(made, score.title), of: NAME, more: " ".repeat(4e6) });
    expectRefused(await opened(`#musicking-1-${NAME}--${bomb}`), /damaged/);
    expectRefused(await opened(`#musicking-1-${NAME}--${"A".repeat(1e6)}`), /damaged/);
  });

  it("too long to be sent is not made", async () => {
    const noise = Array.from({ length: 4000 }, (_, i) => Math.sin(i) * 1e5);
    await expect(pack(noise)).rejects.toThrow(/save it as a file/);
  });
});

describe("readState", () => {
  it("reads what a saved file holds", () => {
    const data = JSON.parse(JSON.stringify({ book: "musicking", ...writeState(made, score.title) }));
    expect(readState(data, score, "The file")).toEqual(made);
  });
});

describe("namesOf", () => {
  it("names widgets by kind and title, and numbers the second of a name", () => {
    const listen = { kind: "listen", title: "Été, été!" };
    expect(
      namesOf([listen, { kind: "shape", title: "Été" }, listen, { kind: "listen", title: "春" }]),
    ).toEqual(["listen-ete-ete", "shape-ete", "listen-ete-ete-no2", "listen-music"]);
  });
});
