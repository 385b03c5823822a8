// The built layers, and choices made of them by chance with a fixed seed.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Choice, LAYERS, type Tables } from "../../src/core/layertables.ts";
import { FIRST, surprise, TONICS } from "../../src/form/choice.ts";

const file = fileURLToPath(new URL("../../../musicking/_built/layers/form.json", import.meta.url));
export const tables = JSON.parse(readFileSync(file, "utf8")) as Tables;

/** Numbers from 0 to 1 that a seed gives (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Any state that the controls can bring about. */
export function anyChoice(chance: () => number): Choice {
  const one = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
  return {
    ...surprise(tables, FIRST, chance),
    tonality: one(Object.keys(tables.tonalities)),
    tonic: one(TONICS),
    progression: one(tables.rows),
    layers: LAYERS.filter(() => chance() < 0.85),
    open_every: one([0, 0, 4, 8]),
    human: chance() < 0.5,
  };
}
