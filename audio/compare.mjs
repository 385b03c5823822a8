// Compares a built instrument with the whole source: node audio/compare.mjs piano [--built folder]
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findPreset, readBank, readSource } from "./src/bank.mjs";
import { detuning, spectrum } from "./src/dsp.mjs";
import { rmsDb } from "./src/level.mjs";
import { mean } from "./src/measure.mjs";
import { keysOf } from "./src/plain.mjs";
import { readRecipe } from "./src/recipe.mjs";
import { assignChannel, openSynth, renderNote } from "./src/render.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SIZE = 4096;
const HOP = 4096;
const FLOOR_DB = 55;
const BANDS = Array.from({ length: 48 }, (_, i) => 40 * 2 ** (i / 6));
const VELOCITIES = [40, 64, 70, 100, 120];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    built: { type: "string", default: join(HERE, "../musicking/_built/instruments") },
    seconds: { type: "string", default: "2.5" },
  },
});
const { source, instruments } = readRecipe();
const id = positionals[0] ?? "piano";
const recipe = instruments[id];
const seconds = Number(values.seconds);
const file = join(values.built, `${id}.sf2`);
const built = await readBank(readFileSync(file));
const whole = await readSource(source);
const ours = await playerOf(built);
const theirs = await playerOf(whole);
const keys = keysOf(recipe).filter((key) => recipe.percussion || (key % 5 === 0 && key >= 24 && key <= 102));

console.log(
  `${id}: ${(statSync(file).size / 1000).toFixed(0)} kB; decoding everything: ${await decodeMs()} ms, ${megabytes(built)} MB; the source's preset: ${megabytes(whole, findPreset(whole, recipe))} MB`,
);
for (const velocity of VELOCITIES) {
  const rows = keys.map((key) => [theirs(key, velocity), ours(key, velocity), theirs(key, velocity + 1)]);
  const far = mean(rows.map(([a, b]) => spectralDistance(a, b)));
  const near = mean(rows.map(([a, , c]) => spectralDistance(a, c)));
  console.log(
    `velocity ${velocity}: spectral distance ${far.toFixed(2)} dB (velocity ${velocity + 1} of the source: ${near.toFixed(2)} dB)`,
  );
}
if (!recipe.percussion) {
  const range = keysOf(recipe).filter((key) => key >= 36 && key <= 96);
  const notes = range.map((key) => ours(key, 64));
  const cents = notes.map(([left], i) => detuning(left, 48000, range[i]));
  const old = range.map((key) => detuning(theirs(key, 64)[0], 48000, key));
  console.log(
    `tuning, keys 36-96: within ${Math.max(...cents.map(Math.abs)).toFixed(1)} cents (source ${Math.max(...old.map(Math.abs)).toFixed(1)})`,
  );
  for (const velocity of [30, 64, 100, 118]) {
    const levels = range.map((key) => rmsDb(ours(key, velocity), 0, 0.8));
    const steps = levels.slice(1).map((level, i) => Math.abs(level - levels[i]));
    console.log(
      `velocity ${velocity}: neighbouring keys within ${Math.max(...steps).toFixed(2)} dB (at key ${range[steps.indexOf(Math.max(...steps)) + 1]})`,
    );
  }
}

async function playerOf(bank) {
  const synth = await openSynth(bank);
  const channel = assignChannel(synth, recipe);
  return (key, velocity) => renderNote(synth, channel, key, velocity, seconds);
}

/** Mean difference in dB of two sounds in sixths of an octave, frame by frame, apart from their overall level. */
function spectralDistance(a, b) {
  const [x, y] = [a, b].map(bandLevels);
  const cells = [];
  for (let frame = 0; frame < x.length; frame++) {
    const top = Math.max(...x[frame]);
    x[frame].forEach((db, band) => {
      if (db > top - FLOOR_DB) cells.push(db - y[frame][band]);
    });
  }
  const offset = mean(cells);
  return Math.sqrt(mean(cells.map((d) => (d - offset) ** 2)));
}

function bandLevels([left, right]) {
  const frames = [];
  for (let at = 0; at + SIZE <= left.length; at += HOP) {
    const [l, r] = [left, right].map((audio) => spectrum(audio, at, SIZE));
    frames.push(
      BANDS.map((hz) => {
        const low = Math.floor((hz * SIZE) / 48000);
        const high = Math.max(low + 1, Math.ceil((hz * 2 ** (1 / 6) * SIZE) / 48000));
        let sum = 1e-12;
        for (let i = low; i < high; i++) sum += l[i] + r[i];
        return 10 * Math.log10(sum);
      }),
    );
  }
  return frames;
}

async function decodeMs() {
  const fresh = await readBank(readFileSync(file));
  const start = performance.now();
  for (const sample of fresh.samples) sample.getAudioData();
  return Math.round(performance.now() - start);
}

function megabytes(bank, preset) {
  const samples = new Set(
    (preset?.zones ?? bank.presets[0].zones).flatMap((zone) => zone.instrument.zones.map((z) => z.sample)),
  );
  return Math.round(
    [...samples].reduce((total, sample) => total + sample.getAudioData().length * 4, 0) / 1e6,
  );
}
