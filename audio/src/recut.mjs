// A struck instrument rebuilt from the source's own preset: the same zones, envelopes and filters, so that it answers
// to velocity as the source does, on samples that are mono, shorter and looped.
import {
  BasicInstrument,
  BasicPreset,
  BasicSample,
  BasicSoundBank,
  GeneratorTypes,
  ModulatorControllerSources,
  SampleTypes,
} from "spessasynth_core";
import { describeBank, findPreset, isRight, readSource } from "./bank.mjs";
import { calibrate, SLOW_NAME } from "./calibrate.mjs";
import { detuning, interpolate, resample } from "./dsp.mjs";
import { cutWithLoop } from "./loop.mjs";
import { fuse } from "./mono.mjs";
import { encodeVorbis } from "./vorbis.mjs";

const G = GeneratorTypes;
/** The envelope falls by this much in its decay time. */
const ENVELOPE_DB = 96;
/** Zones that take longer than this to rise are a second layer, which fills in as the first fades. */
const SLOW_ATTACK_SEC = 0.5;
/** Where the filter of a zone stands that says nothing of it. */
const OPEN_FILTER_CENTS = 13500;
const CENTS_A_KEY = 100;

const timecents = (sec) => Math.round(1200 * Math.log2(Math.max(sec, 0.001)));
const seconds = (cents) => 2 ** (cents / 1200);

/** A bank that holds one preset of the source on samples cut anew. */
export async function build(recipe, source) {
  const original = await readSource(source);
  const preset = findPreset(original, recipe);
  const bank = new BasicSoundBank();
  describeBank(bank, recipe.name, original);
  const context = { recipe, original, bank, cuts: new Map(), instruments: new Map() };
  const built = new BasicPreset(bank);
  built.name = preset.name;
  built.program = preset.program;
  built.bankMSB = preset.bankMSB;
  built.globalZone.copyFrom(preset.globalZone);
  for (const generator of [G.decayVolEnv, G.decayModEnv]) built.globalZone.setGenerator(generator, null);
  for (const zone of preset.zones) built.createZone(recutInstrument(context, preset, zone)).copyFrom(zone);
  deepen(built, recipe.velocity_depth);
  bank.addPresets(built);
  await calibrate(bank, recipe);
  bank.flush();
  return bank;
}

/** Lets velocity do more to loudness, in every layer alike: by so much of the synth's 40·log10(127/v), in 960ths. */
function deepen(preset, depth) {
  for (const { modulators } of [preset.globalZone, ...preset.zones]) {
    for (const modulator of modulators) {
      const byVelocity = modulator.primarySource.index === ModulatorControllerSources.noteOnVelocity;
      if (byVelocity && modulator.destination === G.initialAttenuation) modulator.transformAmount += depth;
    }
  }
}

/** One instrument of the preset on cut samples; slow layers get one of their own, since their envelope differs. */
function recutInstrument(context, preset, presetZone) {
  const { instrument } = presetZone;
  const slow = attackOf(instrument.globalZone, presetZone) > SLOW_ATTACK_SEC;
  const name = slow ? instrument.name + SLOW_NAME : instrument.name;
  const known = context.instruments.get(name);
  if (known) return known;
  const built = new BasicInstrument();
  built.name = name;
  built.globalZone.copyFrom(instrument.globalZone);
  built.globalZone.setGenerator(G.pan, 0);
  context.instruments.set(name, built);
  context.bank.addInstruments(built);
  for (const { zone, keyRange } of chooseZones(instrument, context.recipe)) {
    const cut = cutSample(context, zone.sample);
    const copy = built.createZone(cut.sample);
    copy.copyFrom(zone);
    copy.keyRange = keyRange;
    copy.setGenerator(G.pan, null);
    copy.fineTuning = cut.fineTune;
    liftFilter(copy, built.globalZone, cut.root, context.recipe.filter_follows_from);
    const extra = preset.globalZone.getGenerator(G.decayModEnv, 0);
    copy.setGenerator(G.decayModEnv, zone.getGenerator(G.decayModEnv, 0) + extra);
    setEnvelope(copy, cut, slow ? attackOf(instrument.globalZone, presetZone) : 0, presetZone);
  }
  return built;
}

/**
 * Above this key the filter rises with the key. The source's stays where it is, so that the softest velocities take
 * away the very fundamentals of high notes: from velocity 64 to 20 they fell by 33 dB, those of the middle by 17.
 */
function liftFilter(zone, globalZone, root, from) {
  const cutoff = globalZone.getGenerator(G.initialFilterFc, OPEN_FILTER_CENTS);
  if (root > from) zone.setGenerator(G.initialFilterFc, cutoff + CENTS_A_KEY * (root - from));
}

const attackOf = (globalZone, presetZone) =>
  seconds(globalZone.getGenerator(G.attackVolEnv, -12000) + presetZone.getGenerator(G.attackVolEnv, 0));

/** One zone for each place on the keyboard, for the recipe's keys, and of the loud layer's samples every second. */
function chooseZones(instrument, recipe) {
  const [low, high] = recipe.keys[0];
  const zones = instrument.zones
    .filter((zone) => zone.keyRange.max >= low && zone.keyRange.min <= high)
    .filter((zone) => !isRight(zone.sample))
    .map((zone) => ({
      zone,
      keyRange: { min: Math.max(zone.keyRange.min, low), max: Math.min(zone.keyRange.max, high) },
    }))
    .sort((a, b) => a.keyRange.min - b.keyRange.min);
  return recipe.thin && instrument.name.includes(recipe.thin) ? thin(zones, recipe.thin) : zones;
}

function thin(zones, name) {
  const kept = [];
  let dropped = false;
  for (const entry of zones) {
    dropped = kept.length > 0 && !dropped && entry !== zones.at(-1) && entry.zone.sample.name.includes(name);
    if (!dropped) kept.push(entry);
  }
  for (let i = 0; i + 1 < kept.length; i++) {
    const gap = kept[i + 1].keyRange.min - kept[i].keyRange.max - 1;
    kept[i].keyRange.max += Math.floor(gap / 2);
    kept[i + 1].keyRange.min = kept[i].keyRange.max + 1;
  }
  return kept;
}

/** A source sample cut, resampled, looped and encoded; each once, though several zones play it. */
function cutSample({ recipe, original, bank, cuts }, sample) {
  const known = cuts.get(sample);
  if (known) return known;
  const root = sample.originalKey;
  const loud = recipe.thin && sample.name.includes(recipe.thin);
  const seconds = interpolate(loud ? recipe.loud_seconds : recipe.seconds, root);
  const audio = resample(monoOf(sample, original, seconds + 0.1), sample.sampleRate, recipe.rate_hz);
  const cut = cutWithLoop(audio, recipe.rate_hz, {
    seconds,
    loopSec: recipe.loop_seconds,
    leastSlope: interpolate(recipe.least_slope_db, root),
  });
  const name = sample.name.replace(/\((L|R)\)$/, "");
  const made = new BasicSample(
    name,
    recipe.rate_hz,
    root,
    sample.pitchCorrection,
    SampleTypes.monoSample,
    cut.loopStart,
    cut.loopEnd,
  );
  made.setCompressedData(encodeVorbis(cut.audio, recipe.rate_hz, recipe.quality));
  bank.addSamples(made);
  const off = detuning(audio, recipe.rate_hz, root) + sample.pitchCorrection + recipe.preset_tuning_cents;
  const fineTune = Math.round((recipe.stretch - 1) * off);
  const entry = { ...cut, root, sample: made, fineTune };
  cuts.set(sample, entry);
  return entry;
}

/** The first seconds of a sample in one channel. */
function monoOf(sample, bank, seconds) {
  const length = Math.round(seconds * sample.sampleRate);
  const own = sample.getAudioData().subarray(0, length);
  const other = bank.samples.find(({ name }) => name === sample.name.replace(/\(L\)$/, "(R)"));
  return other && other !== sample
    ? fuse(own, other.getAudioData().subarray(0, length), sample.sampleRate)
    : own;
}

/**
 * The volume envelope that goes on fading where the sample's loop stops. A sample played above its root reaches its
 * loop sooner: the hold time follows the key by 100 cents a key.
 */
function setEnvelope(zone, cut, slowAttack, presetZone) {
  const attack = Math.min(slowAttack, cut.holdSec);
  zone.setGenerator(G.keyNumToVolEnvHold, 100);
  zone.setGenerator(G.holdVolEnv, timecents(cut.holdSec - attack) - 100 * (60 - cut.root));
  zone.setGenerator(G.decayVolEnv, timecents(ENVELOPE_DB / cut.slope));
  zone.setGenerator(G.sustainVolEnv, 1000);
  if (slowAttack > 0) {
    zone.setGenerator(G.attackVolEnv, timecents(attack) - presetZone.getGenerator(G.attackVolEnv, 0));
    const lost = 20 * Math.log10(slowAttack / attack);
    const before = zone.getGenerator(
      G.initialAttenuation,
      zone.parentInstrument.globalZone.getGenerator(G.initialAttenuation, 0),
    );
    zone.setGenerator(G.initialAttenuation, before + Math.round(25 * lost));
  }
}
