// Sound from a bank, dry, with the synth exactly as the book plays it.
import { SpessaSynthProcessor } from "spessasynth_core";

/** The synth's state in which everything is measured; the renderer of the page uses the same. */
export const SYNTH = {
  sample_rate: 48000,
  gain: 1,
  channel_volume: 100,
  expression: 127,
  pan: 64,
  effects: false,
};

const BLOCK = 128;
const DRUM_CHANNEL = 9;
const CHANNELS = 16;

/** A synth that holds the given banks. */
export async function openSynth(...banks) {
  const synth = new SpessaSynthProcessor(SYNTH.sample_rate, { effectsEnabled: false, eventsEnabled: false });
  await synth.processorInitialized;
  for (const [i, bank] of banks.entries()) synth.soundBankManager.addSoundBank(bank, `bank ${i}`);
  for (let channel = 0; channel < CHANNELS; channel++) {
    synth.controllerChange(channel, 7, SYNTH.channel_volume);
    synth.controllerChange(channel, 11, SYNTH.expression);
    synth.controllerChange(channel, 10, SYNTH.pan);
  }
  return synth;
}

/** The channel on which an instrument sounds; melodic ones get the next free channel. */
export function assignChannel(synth, instrument, channel = 0) {
  if (instrument.percussion) return DRUM_CHANNEL;
  synth.controllerChange(channel, 0, instrument.bank);
  synth.programChange(channel, instrument.program);
  return channel;
}

/**
 * Both channels of a list of events from a silent start. Times are exact to a block of 128 samples.
 * @param events [{sec, channel, key, velocity}], velocity 0 for a release
 */
export function render(synth, events, seconds) {
  synth.stopAllChannels(true);
  const length = Math.ceil((seconds * SYNTH.sample_rate) / BLOCK) * BLOCK;
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  const queue = [...events].sort((a, b) => a.sec - b.sec || a.velocity - b.velocity);
  let next = 0;
  for (let at = 0; at < length; at += BLOCK) {
    for (; next < queue.length && queue[next].sec * SYNTH.sample_rate <= at; next++) {
      const { channel, key, velocity } = queue[next];
      if (velocity > 0) synth.noteOn(channel, key, velocity);
      else synth.noteOff(channel, key);
    }
    synth.process(left, right, at, BLOCK);
  }
  synth.stopAllChannels(true);
  return [left, right];
}

/** One note held for `seconds`. */
export function renderNote(synth, channel, key, velocity, seconds) {
  return render(synth, [{ sec: 0, channel, key, velocity }], seconds);
}
