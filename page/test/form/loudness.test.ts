import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { render } from "../../src/audio/offline.ts";
import { planOf } from "../../src/audio/plan.ts";
import { make } from "../../src/form/bench.ts";
import { soundTable } from "../../src/widgets/tables.ts";
import { anyChoice, chances, tables } from "./tables.ts";

const STATES = Number(process.env["MUSICKING_STATES"] ?? 30);
const SOME_BARS_SEC = 8;
const CEILING = 10 ** (-1 / 20);

const bank = (name: string): ArrayBuffer => {
  const file = readFileSync(
    fileURLToPath(new URL(`../../../musicking/_built/instruments/${name}.sf2`, import.meta.url)),
  );
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
};
const banks = Object.fromEntries(Object.keys(soundTable.instruments).map((name) => [name, bank(name)]));

describe("what the form lab plays", () => {
  it(
    `stays below the limiter in ${STATES} random states`,
    async () => {
      const chance = chances(5);
      for (let i = 0; i < STATES; i++) {
        const { choice, performed } = make(tables, { ...anyChoice(chance), plan: "once" });
        const { performance } = performed;
        const plan = planOf(
          { ...performance, duration_sec: Math.min(performance.duration_sec, SOME_BARS_SEC) },
          soundTable,
        );
        const { samples, limited } = await render(plan, banks, 22_050);
        const peak = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
        expect(limited, JSON.stringify(choice)).toBe(false);
        expect(peak, JSON.stringify(choice)).toBeLessThan(CEILING);
        if (choice.layers.length > 0) expect(peak).toBeGreaterThan(0.001);
      }
    },
    STATES * 20_000,
  );
});
