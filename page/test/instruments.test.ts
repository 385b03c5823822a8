// What is asked of the instruments that ship. They must be built: node audio/build.mjs
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readBank, writeBank } from "../../audio/src/bank.mjs";
import { detuning, spectrum } from "../../audio/src/dsp.mjs";
import { rmsDb } from "../../audio/src/level.mjs";
import {
  loudestAccompaniment,
  loudestMelody,
  measureTexture,
  rising,
  scaled,
  togetherDb,
} from "../../audio/src/measure.mjs";
import { build as buildPlain } from "../../audio/src/plain.mjs";
import { keysOf, readRecipe } from "../../audio/src/recipe.mjs";
import { assignChannel, openSynth, renderNote } from "../../audio/src/render.mjs";
import { encodeVorbis } from "../../audio/src/vorbis.mjs";

type Sound = readonly [Float32Array, Float32Array];
/** Rendering takes its time on a busy machine; nothing here is about speed. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The most that two neighbouring keys may differ: the samples of a vibraphone ring on differently. */
const UNEVEN_DB = 4.5;

type Play = (key: number, velocity: number, seconds: number) => Sound;

const BUILT = new URL("../../musicking/_built/instruments/", import.meta.url);
const table = JSON.parse(readFileSync(new URL("../../spec/instruments.json", import.meta.url), "utf8"));
const { source, instruments: recipes } = readRecipe();
const names = Object.keys(recipes);
const melodic = names.filter((id) => !recipes[id].percussion);
const fileOf = (id: string): Buffer => readFileSync(new URL(`${id}.sf2`, BUILT));
const steps = (values: readonly number[]): number[] => values.slice(1).map((value, i) => value - values[i]!);
const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

const chords = readBank(fileOf("piano")).then((bank: unknown) =>
  loudestAccompaniment(bank, recipes.piano, table.instruments.piano.velocity_db),
);

async function player(id: string): Promise<Play> {
  const synth = await openSynth(await readBank(fileOf(id)));
  const channel = assignChannel(synth, recipes[id]);
  return (key, velocity, seconds) => renderNote(synth, channel, key, velocity, seconds);
}

describe.each(names)("%s", (id) => {
  const recipe = recipes[id];
  let play: Play;
  beforeAll(async () => {
    play = await player(id);
  });

  test("keeps its budget and is a whole SoundFont file", () => {
    const bytes = fileOf(id);
    expect(bytes.length).toBeLessThanOrEqual(recipe.max_kb * 1000);
    expect(
      Math.abs(bytes.length / 1000 / table.instruments[id].size_kb - 1),
      "as the table has it",
    ).toBeLessThan(0.02);
    expect(bytes.readUInt32LE(4) + 8).toBe(bytes.length);
    expect(bytes.readUInt32LE(bytes.indexOf("sdtasmpl") + 8) % 2).toBe(0);
    expect(bytes.includes("Permission is hereby granted, free of charge")).toBe(true);
  });

  test("holds the one preset that the table names", async () => {
    const { presets } = await readBank(fileOf(id));
    expect(presets.map((preset: { program: number }) => preset.program)).toEqual([
      table.instruments[id].program,
    ]);
    expect(presets[0].isDrum).toBe(table.instruments[id].percussion);
  });

  test("sounds on every key, and melodic ones are even from key to key", () => {
    const keys = keysOf(recipe);
    const [from, to] = recipe.sustaining ? [0.3, 0.6] : [0, 0.3];
    const levels = keys.map((key: number) => rmsDb(play(key, 60, to), from, to));
    levels.forEach((level: number, i: number) => {
      expect(level, `key ${keys[i]}`).toBeGreaterThan(-75);
      if (!recipe.percussion && i > 0)
        expect(Math.abs(level - levels[i - 1]), `key ${keys[i]}`).toBeLessThan(UNEVEN_DB);
    });
  });

  test("grows louder with velocity on every kind of key", () => {
    const keys = keysOf(recipe).filter((_: number, i: number) => i % 18 === 3);
    for (const key of keys) {
      const levels = range(20, 120, 10).map((velocity) => rmsDb(play(key, velocity, 0.25), 0, 0.25));
      for (const step of steps(levels)) expect(step, `key ${key}`).toBeGreaterThan(0);
    }
  });

  test("has a table that rises through 0 dB at mezzo-forte", () => {
    const { velocity_db } = table.instruments[id];
    expect(velocity_db[0][0]).toBe(20);
    expect(velocity_db.at(-1)[0]).toBe(120);
    for (const column of [0, 1]) {
      for (const step of steps(velocity_db.map((row: number[]) => row[column])))
        expect(step).toBeGreaterThan(0);
    }
    expect(velocity_db).toContainEqual([table.mezzo_forte_velocity, 0]);
  });

  test("gives an error, not silence, when its file is cut off", async () => {
    const bytes = fileOf(id);
    for (const share of [0.01, 0.5, 0.99]) {
      await expect(readBank(bytes.subarray(0, Math.floor(bytes.length * share)))).rejects.toThrow();
    }
  });
});

describe.each(melodic.filter((id) => id !== "piano"))("%s as a melody", (id) => {
  const recipe = recipes[id];
  const row = table.instruments[id];
  let play: Play;
  beforeAll(async () => {
    play = await player(id);
  });

  test("is in tune", () => {
    const keys = keysOf(recipe).filter((_: number, i: number) => i % 9 === 4);
    const cents = keys.map((key: number) => detuning(play(key, 64, 1.3)[0], 48000, key));
    cents.sort((a: number, b: number) => a - b);
    expect(Math.abs(cents[cents.length >> 1]), "median").toBeLessThan(2);
    expect(Math.max(-cents[0], cents.at(-1)), "farthest").toBeLessThan(12);
  });

  test("goes on while it is held, if it sustains, and fades if it does not", () => {
    const [low, high] = row.keys;
    const note = play(Math.round((low + high) / 2), 64, 3);
    const lost = rmsDb(note, 0.3, 0.8) - rmsDb(note, 2.5, 3);
    if (row.sustaining) expect(Math.abs(lost)).toBeLessThan(5);
    else expect(lost).toBeGreaterThan(5);
  });

  test("tells the keys it is made for", () => {
    const keys = keysOf(recipe);
    expect(row.keys).toEqual([Math.min(...keys), Math.max(...keys)]);
  });

  test("stays at or below −1 dBTP before any limiter over chords on the piano, all at +10 dB", async () => {
    const melody = await loudestMelody(await readBank(fileOf(id)), recipe, row.velocity_db);
    const peak = togetherDb(scaled(melody, row.trim_db), await chords) + table.master_gain_db;
    expect(peak).toBeLessThanOrEqual(-1);
    expect(peak).toBeGreaterThan(-9);
  });
});

describe("the piano", () => {
  const keys = range(36, 96);
  let play: Play;
  beforeAll(async () => {
    play = await player("piano");
  });

  test("is in tune within five cents of equal temperament", () => {
    for (const key of range(36, 96, 4)) {
      expect(Math.abs(detuning(play(key, 64, 1.3)[0], 48000, key)), `key ${key}`).toBeLessThan(5);
    }
  });

  test("is even from key to key", () => {
    const levels = keys.map((key) => rmsDb(play(key, 64, 0.8), 0, 0.8));
    for (const [i, step] of steps(levels).entries())
      expect(Math.abs(step), `key ${keys[i + 1]}`).toBeLessThan(1.5);
  });

  test("answers to velocity as the table says, at every key", () => {
    const told = new Map<number, number>(table.instruments.piano.velocity_db);
    for (const key of range(48, 96, 6)) {
      const middle = rmsDb(play(key, 60, 0.8), 0, 0.8);
      for (const velocity of [20, 30, 45, 80, 105]) {
        const level = rmsDb(play(key, velocity, 0.8), 0, 0.8) - middle;
        expect(Math.abs(level - told.get(velocity)!), `key ${key}, velocity ${velocity}`).toBeLessThan(1.4);
      }
    }
  });

  test("brightens with velocity", () => {
    const shares = [20, 64, 96, 120].map((velocity) => {
      const power: Float64Array = spectrum(play(60, velocity, 0.8)[0], 0, 32768);
      const above = power.subarray(Math.round((2000 * 32768) / 48000));
      const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
      return 10 * Math.log10(sum(above) / sum(power));
    });
    for (const step of steps(shares)) expect(step).toBeGreaterThan(2);
  });

  test("sounds on after its samples end, and fades without a step", () => {
    const sound = play(60, 64, 8);
    const levels = range(1, 7).map((sec) => rmsDb(sound, sec, sec + 1));
    expect(levels.at(-1)).toBeGreaterThan(-100);
    for (const step of steps(levels)) {
      expect(step).toBeLessThan(3);
      expect(step).toBeGreaterThan(-12);
    }
  });
});

describe("the bank", () => {
  test("has twelve melodic instruments, and leaves the wheel its other megabytes", () => {
    expect(melodic).toHaveLength(12);
    expect(Object.keys(table.instruments)).toEqual(names);
    for (const id of melodic.filter((id) => id !== "piano"))
      expect(fileOf(id).length, id).toBeLessThanOrEqual(450_000);
    const total = names.reduce((sum, id) => sum + fileOf(id).length, 0);
    expect(total).toBeLessThan(6_000_000);
  });
});

describe("the book's sound", () => {
  test("stays at or below −1 dBTP before any limiter when full texture plays at +10 dB", async () => {
    const bank = await readBank(fileOf("piano"));
    const { peak } = await measureTexture(bank, recipes.piano, table.instruments.piano.velocity_db);
    expect(peak + table.master_gain_db).toBeLessThanOrEqual(-1);
    expect(peak + table.master_gain_db).toBeGreaterThan(-3);
  });

  test("is measured from the instruments that ship", () => {
    const script = new URL("../../audio/measure.mjs", import.meta.url).pathname;
    expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
  });
});

describe("the builder", () => {
  test("gives the same bytes every time: those that ship", async () => {
    const again = writeBank(await buildPlain(recipes.vibraphone, source));
    expect(Buffer.compare(again, fileOf("vibraphone"))).toBe(0);
  });

  test("encodes the same sound into the same stream", () => {
    const tone = Float32Array.from({ length: 20000 }, (_, i) => 0.5 * Math.sin(i / 20));
    const [first, second] = [encodeVorbis(tone, 32000, 4), encodeVorbis(tone, 32000, 4)];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(first.length).toBeGreaterThan(1000);
  });

  test("makes a measured row rise in the least-squares sense", () => {
    expect(rising([0, 1, 2])).toEqual([0, 1, 2]);
    const [a, b, c] = rising([0, 3, 2]);
    expect(a).toBe(0);
    expect((b + c) / 2).toBeCloseTo(2.5);
    expect(c).toBeGreaterThan(b);
  });
});
