import { beforeEach, describe, expect, it } from "vitest";
import type { Score } from "../../src/core/types.ts";
import { lineInWords, namePlaces } from "../../src/path/line.tsx";
import type { Table } from "../../src/path/model.ts";
import { createGrowingPlayer } from "../../src/path/player.ts";
import { createWalk, keeping, type Walk } from "../../src/path/walk.ts";
import { FakeSound, frames } from "../widgets/fakes.ts";

const BEATS = 4;
const phrase = (name: string, period = 1): Score => ({
  title: name,
  beat_quarters: 1,
  start_beat: 0,
  end_beat: BEATS,
  bars: [{ number: 1, start_beat: 0, end_beat: BEATS, pass: 1 }],
  metres: [{ beat: 0, numerator: 4, denominator: 4 }],
  voices: [
    {
      id: "melody",
      name: "Melody",
      instrument: "piano",
      balance_db: 0,
      notes: [{ id: "m1", onset_beat: 0, end_beat: 2, pitch: 60 }],
    },
  ],
  tempo: [[0, period]],
  level: [],
  chords: [[0, "C"]],
  phrases: [[0, BEATS]],
});

const LETTERS = ["p", "c", "s", "h"];
const ways = ["", ...LETTERS, ...["p", "c", "s"].flatMap((first) => LETTERS.map((then) => first + then))];
ways.push("pph", "cph");
const table: Table = {
  depth: 2,
  phrases: Object.fromEntries(
    ["", ...LETTERS].map((letter) => [
      `phrase${letter}`,
      { says: `Does ${letter || "begin"}.`, score: phrase(letter, letter === "h" ? 2 : 1) },
    ]),
  ),
  after: Object.fromEntries(ways.map((way) => [way, `phrase${way.at(-1) ?? ""}`])),
  bits: Object.fromEntries(ways.slice(1).map((way) => [way, way.length])),
};

let sound: FakeSound;
let walk: Walk;
let player: ReturnType<typeof createGrowingPlayer>;
let clockwork: ReturnType<typeof frames>;
beforeEach(() => {
  sound = new FakeSound();
  sound.made.beat = 0;
  clockwork = frames();
  player = createGrowingPlayer(sound, clockwork.frame);
  walk = createWalk(table, player);
});

describe("walking a path", () => {
  it("joins what is chosen to what plays, and does not move the music", () => {
    walk.play();
    sound.made.beat = 3;
    clockwork.draw();
    walk.choose("contrast");
    expect(sound.made.playing.value).toBe(true);
    expect(sound.made.calls).toEqual(["load", "seek", "cross"]);
    expect(sound.made.beat).toBe(3);
    expect(sound.made.crossing?.place(3.1)).toEqual([BEATS, BEATS]);
    expect(sound.made.loaded?.performance.voices[0]?.notes.map(({ onset_sec }) => onset_sec)).toEqual([0, 4]);
    expect(walk.said.value).toBe("");
  });

  it("plays a choice from its beginning where nothing plays, and says what it does before", () => {
    walk.choose("surprise");
    expect(sound.made.beat).toBe(BEATS);
    expect(sound.made.playing.value).toBe(true);
    expect(walk.said.value).toBe("Does s.");
  });

  it("keeps the way that is left, and takes it up again", () => {
    walk.choose("contrast");
    walk.choose("predictable");
    walk.back(0);
    expect([walk.way.value, walk.kept.value]).toEqual(["", ["cp"]]);
    walk.choose("surprise");
    walk.takeUp("cp");
    expect([walk.way.value, walk.kept.value]).toEqual(["cp", ["s"]]);
  });

  it("goes back while it plays to where the ways part", () => {
    walk.choose("contrast");
    walk.choose("predictable");
    sound.made.beat = 9;
    clockwork.draw();
    walk.back(1);
    expect(sound.made.beat).toBe(BEATS);
    expect(sound.made.playing.value).toBe(true);
  });

  it("goes on playing where it goes back only over what is still to come", () => {
    walk.choose("contrast");
    walk.choose("predictable");
    sound.made.beat = 2;
    clockwork.draw();
    sound.made.calls.length = 0;
    walk.back(1);
    expect([sound.made.beat, sound.made.calls]).toEqual([2, ["cross"]]);
  });

  it("offers only home at the end, and nothing after home", () => {
    walk.choose("predictable");
    walk.choose("predictable");
    expect(walk.choices.value).toEqual(["home"]);
    walk.choose("home");
    expect(walk.choices.value).toEqual([]);
    expect(walk.score.value.tempo).toEqual([
      [0, 1],
      [12, 1],
      [12, 2],
    ]);
  });

  it("says the line in words", () => {
    walk.choose("contrast");
    expect(lineInWords(walk)).toBe(
      "How unexpected each phrase was: phrase 2, contrast: 1.0 bits. Next: predictable would be 2.0 bits; contrast would be 2.0 bits; surprise would be 2.0 bits; home would be 2.0 bits.",
    );
  });
});

describe("ways that are kept", () => {
  it("are not kept twice, nor as the beginning of another", () => {
    expect(keeping(["cp"], "c")).toEqual(["cp"]);
    expect(keeping(["c", "s"], "cp")).toEqual(["s", "cp"]);
    expect(keeping(["cp"], "cp")).toEqual(["cp"]);
  });
});

describe("the names in the line", () => {
  it("stand beside their circles where there is room, and never on each other", () => {
    expect(namePlaces([50, 10, 54, 90])).toEqual([50, 10, 65, 90]);
    expect(namePlaces([20, 20, 20])).toEqual([20, 35, 50]);
  });
});
