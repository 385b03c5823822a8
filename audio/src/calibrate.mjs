// Evening out an instrument: each sample as loud as a smooth line over the keyboard asks and in tune, and no step in
// loudness where a velocity takes another layer of samples.
import { GeneratorTypes, Modulator, ModulatorControllerSources } from "spessasynth_core";
import { detuning, fitCubic } from "./dsp.mjs";
import { rmsDb } from "./level.mjs";
import { rangeOf } from "./recipe.mjs";
import { assignChannel, openSynth, renderNote, SYNTH } from "./render.mjs";

/** The generator of attenuation counts tenths of a decibel, of which players take 0.4. */
const UNITS_PER_DB = 25;
/** Room to make single samples louder, since attenuation cannot be negative. */
const ROOM_DB = 6;
const NOTE_SEC = 0.8;
/** Where a sustained note has found its level. */
const STEADY_SEC = 0.3;
const TUNING_SEC = 1.3;
/** From one velocity to the next the level rises by about this much. */
const STEP_DB = 0.2;
/** Velocities below this are not part of a performance. */
const QUIETEST = 20;
/** Layers are joined at every seventh key, without the outermost sixth of the keyboard on each side. */
const JOIN_STEP = 7;
const JOIN_MARGIN = 6;
/** What the names of slow layers end with. */
export const SLOW_NAME = " slow";

/** The keys whose answer to touch sets that of all: those of melodies and their chords. */
const TOUCH_KEYS = [48, 84];
/** A modulator of velocity takes 40·log10(127/v) dB for so many units. */
const FULL_ATTENUATION = 960;

const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;

/** Sets the attenuation of every zone. The recipe's `thin` names the layer of loud samples, if there is one. */
export async function calibrate(bank, recipe) {
  const zones = bank.instruments.flatMap((instrument) =>
    instrument.zones.map((zone) => ({ zone, instrument })),
  );
  for (const { zone, instrument } of zones) {
    const own = zone.getGenerator(
      GeneratorTypes.initialAttenuation,
      instrument.globalZone.getGenerator(GeneratorTypes.initialAttenuation, 0),
    );
    zone.setGenerator(GeneratorTypes.initialAttenuation, own + ROOM_DB * UNITS_PER_DB);
  }
  const isLoud = ({ instrument }) => recipe.thin !== undefined && instrument.name.includes(recipe.thin);
  const soft = zones.filter((entry) => !isLoud(entry));
  const loud = zones.filter(isLoud);
  await joinLayers(bank, recipe);
  if (recipe.soft_at !== undefined) await evenTouch(bank, recipe, soft);
  const middle = await levels(bank, recipe, soft, recipe.calibrate_at);
  shift(middle, fitCubic(middle.map(({ key, db }) => [key, db])), zones);
  if (loud.length === 0) return;
  shift(await stepsUp(bank, recipe, loud), () => STEP_DB, zones);
}

/** By how much each stretch of the loud layer is louder than what it takes over from, over all its keys. */
async function stepsUp(bank, recipe, loud) {
  const synth = await openSynth(bank);
  const channel = assignChannel(synth, recipe);
  const level = (key, velocity) => rmsDb(renderNote(synth, channel, key, velocity, NOTE_SEC), 0, NOTE_SEC);
  const step = (key) => level(key, recipe.loud_from) - level(key, recipe.loud_from - 1);
  return stretchesOf(loud, recipe).map((entry) => {
    const { min, max } = entry.zones[0].keyRange;
    const keys = Array.from({ length: max - min + 1 }, (_, i) => min + i);
    return { ...entry, db: mean(keys.map(step)) };
  });
}

/**
 * Lets every zone fall by as much from the middle velocity to a soft one: what a filter takes away differs from key to
 * key. Zones answer through the modulator of velocity that their instrument sets to nothing, its preset to much.
 */
async function evenTouch(bank, recipe, entries) {
  const middle = await levels(bank, recipe, entries, recipe.calibrate_at);
  const quiet = await levels(bank, recipe, entries, recipe.soft_at);
  const falls = middle.map(({ db }, i) => db - quiet[i].db);
  const aim = mean(falls.filter((_, i) => TOUCH_KEYS[0] <= middle[i].key && middle[i].key <= TOUCH_KEYS[1]));
  const whole = 40 * Math.log10(recipe.calibrate_at / recipe.soft_at);
  for (const [i, { zones }] of middle.entries()) {
    for (const zone of zones) {
      const modulator = Modulator.copyFrom(zone.parentInstrument.globalZone.modulators.find(isTouch));
      modulator.transformAmount += Math.round((FULL_ATTENUATION * (aim - falls[i])) / whole);
      zone.addModulators(modulator);
    }
  }
}

const isTouch = ({ primarySource, destination }) =>
  primarySource.index === ModulatorControllerSources.noteOnVelocity &&
  destination === GeneratorTypes.initialAttenuation;

/** Where the preset's own zones change with velocity below the loud samples, takes away the step in loudness. */
async function joinLayers(bank, recipe) {
  const [preset] = bank.presets;
  const keys = joinKeys(rangeOf(recipe));
  const main = preset.zones.filter(
    (zone) => !zone.instrument.name.endsWith(SLOW_NAME) && zone.velRange.max < (recipe.loud_from ?? 128),
  );
  const starts = [...new Set(main.map((zone) => zone.velRange.min))]
    .sort((a, b) => a - b)
    .filter((velocity) => velocity > QUIETEST);
  for (const start of starts) {
    const synth = await openSynth(bank);
    const channel = assignChannel(synth, recipe);
    const level = (velocity) =>
      mean(keys.map((key) => rmsDb(renderNote(synth, channel, key, velocity, NOTE_SEC), 0, NOTE_SEC)));
    const excess = level(start) - level(start - 1) - STEP_DB;
    for (const zone of main.filter(({ velRange }) => velRange.min === start)) {
      const now = zone.getGenerator(
        GeneratorTypes.initialAttenuation,
        preset.globalZone.getGenerator(GeneratorTypes.initialAttenuation, 0),
      );
      zone.setGenerator(GeneratorTypes.initialAttenuation, now + Math.round(excess * UNITS_PER_DB));
    }
  }
}

function joinKeys([low, high]) {
  const margin = Math.ceil((high - low) / JOIN_MARGIN);
  const count = Math.floor((high - low - 2 * margin) / JOIN_STEP) + 1;
  return Array.from({ length: count }, (_, i) => low + margin + i * JOIN_STEP);
}

/** Brings every stretch of keys in tune with equal temperament. */
export async function tune(bank, recipe) {
  const synth = await openSynth(bank);
  const channel = assignChannel(synth, recipe);
  const zones = bank.instruments.flatMap((instrument) => instrument.zones.map((zone) => ({ zone })));
  for (const { key, zones: sharing } of stretchesOf(zones, recipe)) {
    const [audio] = renderNote(synth, channel, key, recipe.calibrate_at, TUNING_SEC);
    const cents = Math.round(detuning(audio, SYNTH.sample_rate, key));
    for (const zone of sharing) zone.fineTuning -= cents;
  }
}

/** The level of each stretch of keys. */
async function levels(bank, recipe, zones, velocity) {
  const from = recipe.sustaining ? STEADY_SEC : 0;
  const synth = await openSynth(bank);
  const channel = assignChannel(synth, recipe);
  return stretchesOf(zones, recipe).map((entry) => ({
    ...entry,
    db: rmsDb(renderNote(synth, channel, entry.key, velocity, from + NOTE_SEC), from, from + NOTE_SEC),
  }));
}

/**
 * Stretches of keys that share zones, each with the key that stands for it. A recut sample is narrow and stands at its
 * root; the source's own zones are wide, with the root often at their edge: there it is the middle key that sounds.
 */
function stretchesOf(zones, recipe) {
  const [low, high] = rangeOf(recipe);
  const stretches = new Map();
  for (const { zone } of zones) {
    const { min, max } = zone.keyRange;
    const middle = Math.floor((Math.max(min, low) + Math.min(max, high)) / 2);
    const root = Math.min(Math.max(zone.sample.originalKey, min), max);
    const entry = stretches.get(min) ?? { key: recipe.method === "recut" ? root : middle, zones: [] };
    entry.zones.push(zone);
    stretches.set(min, entry);
  }
  return [...stretches.values()];
}

/** Changes the attenuation of zones towards a target; if one would have to go below none, all of the bank give way. */
function shift(measured, target, all) {
  const generator = GeneratorTypes.initialAttenuation;
  let lowest = 0;
  for (const { key, db, zones } of measured) {
    const change = Math.round((db - target(key)) * UNITS_PER_DB);
    for (const zone of zones) {
      zone.setGenerator(generator, zone.getGenerator(generator, 0) + change);
      lowest = Math.min(lowest, zone.getGenerator(generator, 0));
    }
  }
  for (const { zone } of all) zone.setGenerator(generator, zone.getGenerator(generator, 0) - lowest);
}
