// Measures the built instruments and writes spec/instruments.json; with --check compares with what is written there.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readBank } from "./src/bank.mjs";
import {
  LOUDEST_DB,
  loudestAccompaniment,
  loudestMelody,
  MEZZO_FORTE,
  measureInstrument,
  measureTexture,
  round,
  scaled,
  togetherDb,
} from "./src/measure.mjs";
import { rangeOf, readRecipe } from "./src/recipe.mjs";
import { SYNTH } from "./src/render.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const TABLE = join(HERE, "../spec/instruments.json");
const TOLERANCE_DB = 0.3;
/** What the full texture at +10 dB may reach before any limiter. */
const CEILING_DBTP = -1;
/** A single hardest note stays this far below the ceiling, since notes meet: a drum is sharp rather than loud. */
const MEETING_DB = 1;
/** Left for what the measured texture does not have: room, other voicings, other instruments. */
const RESERVE_DB = 0.5;
const TRIM_STEP_DB = 0.1;
const CHECKED_VELOCITIES = [20, 60, 120];

const { values } = parseArgs({
  options: {
    built: { type: "string", default: join(HERE, "../musicking/_built/instruments") },
    check: { type: "boolean", default: false },
  },
});
const recipes = readRecipe().instruments;
const banks = {};
const fileOf = (id) => join(values.built, `${id}.sf2`);
for (const id of Object.keys(recipes)) banks[id] = await readBank(readFileSync(fileOf(id)));
process.exitCode = values.check ? await check() : await write();

async function write() {
  const rows = {};
  for (const [id, recipe] of Object.entries(recipes)) rows[id] = await measureInstrument(banks[id], recipe);
  const { peak, loudness } = await measureTexture(banks.piano, recipes.piano, rows.piano.velocity_db);
  const master = Math.floor((CEILING_DBTP - RESERVE_DB - peak) * 10) / 10;
  const chords = await loudestAccompaniment(banks.piano, recipes.piano, rows.piano.velocity_db);
  const instruments = {};
  for (const [id, recipe] of Object.entries(recipes)) {
    const even = trimOf(rows[id], rows.piano, master);
    const trim = await trimUnderCeiling(id, recipe, rows[id], even, chords, master);
    if (trim < even) console.log(`${id}: ${round(even - trim)} dB below the piano, for its peaks`);
    instruments[id] = describe(id, recipe, rows[id], trim);
  }
  writeFileSync(
    TABLE,
    layOut({ master_gain_db: master, mezzo_forte_velocity: MEZZO_FORTE, synth: SYNTH, instruments }),
  );
  console.log(
    `master gain ${master} dB: full texture at +10 dB peaks at ${round(peak + master)} dBTP, at mezzo-forte ${round(loudness + master)} LUFS`,
  );
  return 0;
}

/** As loud as the piano at mezzo-forte, unless the peaks of its hardest note forbid it. */
function trimOf({ loudness, peak, velocity_db }, piano, master) {
  const unreached = Math.max(0, LOUDEST_DB - velocity_db.at(-1)[1]);
  return round(Math.min(piano.loudness - loudness, CEILING_DBTP - MEETING_DB - master - peak - unreached));
}

/** True peak by trim: a melody on the instrument, over chords on the piano, all at +10 dB. */
async function peakByTrim(id, recipe, curve, chords, master) {
  const melody = await loudestMelody(banks[id], recipe, curve);
  return (trim) => togetherDb(scaled(melody, trim), chords) + master;
}

/** The trim, or the greatest below it that keeps the ceiling. Drums play no melody. */
async function trimUnderCeiling(id, recipe, { velocity_db }, trim, chords, master) {
  if (recipe.percussion) return trim;
  const peak = await peakByTrim(id, recipe, velocity_db, chords, master);
  let allowed = trim;
  while (peak(allowed) > CEILING_DBTP - RESERVE_DB) allowed = round(allowed - TRIM_STEP_DB);
  return allowed;
}

function describe(id, recipe, { velocity_db }, trim_db) {
  const { name, program, bank, percussion, sustaining } = recipe;
  const keys = percussion ? undefined : rangeOf(recipe);
  const size_kb = Math.ceil(statSync(fileOf(id)).size / 1000);
  return {
    name,
    file: `${id}.sf2`,
    size_kb,
    program,
    bank,
    percussion,
    sustaining,
    keys,
    trim_db,
    velocity_db,
  };
}

/** JSON with one line for each number table. */
function layOut(table) {
  const text = JSON.stringify(table, null, 2);
  return `${text
    .replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, "[$1, $2]")
    .replace(/\],\n\s+\[/g, "], [")
    .replace(/\[\n\s+\[/g, "[[")
    .replace(/\]\n\s+\]/g, "]]")}\n`;
}

/** A quick look at a few velocities and keys: as many faults as lines printed. */
async function check() {
  const table = existsSync(TABLE) ? JSON.parse(readFileSync(TABLE, "utf8")) : { instruments: {} };
  let faults = 0;
  const complain = (text) => {
    faults++;
    console.error(text);
  };
  let piano;
  let chords;
  for (const [id, recipe] of Object.entries(recipes)) {
    const row = table.instruments[id];
    if (!row) {
      complain(`${id} is not in spec/instruments.json: run node audio/measure.mjs`);
      continue;
    }
    const found = await measureInstrument(banks[id], recipe, CHECKED_VELOCITIES);
    piano ??= found;
    const written = new Map(row.velocity_db);
    for (const [velocity, db] of found.velocity_db) {
      const off = Math.abs(db - written.get(velocity));
      if (!(off <= TOLERANCE_DB))
        complain(
          `${id}: velocity ${velocity} measures ${db} dB, spec/instruments.json says ${written.get(velocity)}`,
        );
    }
    const trim = trimOf(found, piano, table.master_gain_db);
    if (Math.abs(trim - row.trim_db) <= TOLERANCE_DB) continue;
    chords ??= await loudestAccompaniment(banks.piano, recipes.piano, table.instruments.piano.velocity_db);
    if (!(await isLowForItsPeaks(id, recipe, row, trim, chords, table.master_gain_db)))
      complain(`${id}: trim measures ${round(trim)} dB, spec/instruments.json says ${row.trim_db}`);
  }
  return faults ? 1 : 0;
}

/** Whether a trim lies below the even one because a louder melody would pass the ceiling. */
async function isLowForItsPeaks(id, recipe, { velocity_db, trim_db }, even, chords, master) {
  if (recipe.percussion || trim_db > even) return false;
  const peak = await peakByTrim(id, recipe, velocity_db, chords, master);
  return peak(trim_db + TOLERANCE_DB) > CEILING_DBTP - RESERVE_DB;
}
