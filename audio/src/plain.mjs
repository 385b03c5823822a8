// Instruments taken from the source as they are, with what is not needed cut away.
import { GeneratorTypes } from "spessasynth_core";
import { describeBank, findPreset, isRight, readSource } from "./bank.mjs";
import { encodeVorbis } from "./vorbis.mjs";

/** Every velocity that a performance can ask for. */
const VELOCITIES = new Set(Array.from({ length: 127 }, (_, i) => i + 1));

/** A bank that holds one preset of the source, for the keys, channel and quality of the recipe. */
export async function buildPlain(recipe, source) {
  const bank = await readSource(source);
  const preset = findPreset(bank, recipe);
  bank.trim(new Map([[preset, new Map(keysOf(recipe).map((key) => [key, VELOCITIES]))]]));
  if (recipe.channel === "left") keepLeft(bank);
  bank.removeUnusedElements();
  if (recipe.quality !== undefined) await encodeAgain(bank, recipe.quality);
  describeBank(bank, recipe.name, bank);
  return bank;
}

/** The keys of a recipe: from-to for melody, a list of from-to and single keys for drums. */
export function keysOf({ keys }) {
  return keys.flatMap((item) => (Array.isArray(item) ? range(item) : [item]));
}

function range([from, to]) {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
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

async function encodeAgain(bank, quality) {
  for (const sample of bank.samples)
    sample.setCompressedData(await encodeVorbis(sample.getAudioData(), sample.sampleRate, quality));
}
