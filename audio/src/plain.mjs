// Instruments taken from the source as they are, with what is not needed cut away.
import {
  GeneratorTypes,
  Modulator,
  ModulatorControllerSources,
  ModulatorCurveTypes,
  ModulatorSource,
} from "spessasynth_core";
import { describeBank, findPreset, isRight, readSource } from "./bank.mjs";
import { calibrate, tune } from "./calibrate.mjs";
import { keysOf, rangeOf } from "./recipe.mjs";
import { encodeVorbis } from "./vorbis.mjs";

/** Every velocity that a performance can ask for. */
const VELOCITIES = new Set(Array.from({ length: 127 }, (_, i) => i + 1));

/** Where the filter of a zone stands that says nothing of it. */
const OPEN_FILTER_CENTS = 13500;
const CENTS_A_KEY = 100;
/** A modulator's source goes from 0 to 1 over so many keys. */
const MODULATOR_KEYS = 128;

/** A bank that holds one preset of the source, for the keys, channel and quality of the recipe. */
export async function build(recipe, source) {
  const bank = await readSource(source);
  const preset = findPreset(bank, recipe);
  bank.trim(new Map([[preset, new Map(keysOf(recipe).map((key) => [key, VELOCITIES]))]]));
  if (recipe.channel === "left") keepLeft(bank);
  bank.removeUnusedElements();
  if (recipe.quality !== undefined) encodeAgain(bank, recipe.quality);
  if (recipe.filter_follows_key) followKey(bank, rangeOf(recipe)[0]);
  if (recipe.calibrate_at !== undefined) {
    await calibrate(bank, recipe);
    await tune(bank, recipe);
  }
  describeBank(bank, recipe.name, bank);
  return bank;
}

/** Stereo pairs become their left half, in the middle. */
function keepLeft(bank) {
  for (const instrument of bank.instruments) {
    for (let i = instrument.zones.length - 1; i >= 0; i--) {
      if (isRight(instrument.zones[i].sample)) instrument.deleteZone(i, true);
    }
    instrument.globalZone.setGenerator(GeneratorTypes.pan, 0);
    for (const zone of instrument.zones) {
      zone.setGenerator(GeneratorTypes.pan, null);
      zone.sample.unlinkSample();
    }
  }
}

/**
 * Lets the filter rise with the key, from where it stands on the lowest one. The source's stays where it is, so that
 * its soft layers take away the very fundamentals of high notes.
 */
function followKey(bank, lowest) {
  const byKey = new ModulatorSource(ModulatorControllerSources.noteOnKeyNum, ModulatorCurveTypes.linear);
  const once = new ModulatorSource();
  for (const { globalZone } of bank.instruments) {
    const cutoff = globalZone.getGenerator(GeneratorTypes.initialFilterFc, OPEN_FILTER_CENTS);
    globalZone.setGenerator(GeneratorTypes.initialFilterFc, cutoff - CENTS_A_KEY * lowest);
    globalZone.addModulators(
      new Modulator(byKey, once, GeneratorTypes.initialFilterFc, CENTS_A_KEY * MODULATOR_KEYS),
    );
  }
}

function encodeAgain(bank, quality) {
  for (const sample of bank.samples)
    sample.setCompressedData(encodeVorbis(sample.getAudioData(), sample.sampleRate, quality));
}
