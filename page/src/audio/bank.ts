// Instruments in the synth: read from their files, decoded sample by sample when there is time.
import { type BasicPreset, type BasicSample, type BasicSoundBank, SoundBankLoader } from "spessasynth_core";
import { type Plan, SoundError } from "./plan.ts";

const KEYS = 128;
const EVERY_KEY = { min: 0, max: KEYS - 1 };

/** Read before: whoever renders often need not decode again. */
const known = new WeakMap<ArrayBuffer, BasicSoundBank>();

/** Read an instrument file; refused in one sentence if it is not whole. */
export function readBank(name: string, data: ArrayBuffer): BasicSoundBank {
  const bank = known.get(data) ?? parse(name, data);
  known.set(data, bank);
  return bank;
}

function parse(name: string, data: ArrayBuffer): BasicSoundBank {
  try {
    const bank = withoutDatesInWords(() => SoundBankLoader.fromArrayBuffer(data));
    if (bank.presets.length > 0) return bank;
  } catch {
    // The reader's sentence is the same whatever the parser stumbled on: a file cut short lacks its presets, at the end.
  }
  throw damaged(name);
}

/**
 * The parser puts the date of a bank into words for a log that is off. To find the words takes a thread that has never
 * done so tens of milliseconds, of those that pass between the first press and the first sound.
 */
function withoutDatesInWords<T>(parse: () => T): T {
  const inWords = Date.prototype.toLocaleString;
  Date.prototype.toLocaleString = function (): string {
    return String(this.getTime());
  };
  try {
    return parse();
  } finally {
    Date.prototype.toLocaleString = inWords;
  }
}

function damaged(name: string): SoundError {
  return new SoundError(
    `The sound file of the ${name} is incomplete or damaged; reload the page or rebuild the instruments.`,
  );
}

/** Which keys a bank answers with which sample. */
const zonesOf = (bank: BasicSoundBank) =>
  bank.presets.flatMap((preset) => preset.zones).flatMap((zone) => zone.instrument?.zones ?? []);

/** Decodes compressed samples one by one, so that nobody has to wait for all of them. */
export class Decoder {
  private readonly decoded = new WeakSet<BasicSample>();
  private seen = new WeakMap<Plan, Set<number>>();

  /** Decode what a note needs; returns whether there was anything to do. */
  decode(preset: BasicPreset, pitch: number, velocity: number): boolean {
    let worked = false;
    for (const { sample } of preset.getVoiceParameters(pitch, velocity)) {
      if (this.decoded.has(sample)) continue;
      sample.getAudioData();
      this.decoded.add(sample);
      worked = true;
    }
    return worked;
  }

  /** Decode the next sample that a plan will need after `sec`; false when none is left. */
  decodeNext(plan: Plan, presets: readonly BasicPreset[], sec: number): boolean {
    const seen = this.seen.get(plan) ?? new Set();
    this.seen.set(plan, seen);
    for (let i = 0; i < plan.number.length; i++) {
      if (plan.onset_sec[i]! < sec) continue;
      const channel = plan.channel[i]!;
      const mark = (channel * KEYS + plan.pitch[i]!) * KEYS + plan.velocity[i]!;
      if (seen.has(mark)) continue;
      seen.add(mark);
      const preset = presets[channel];
      if (preset && this.decode(preset, plan.pitch[i]!, plan.velocity[i]!)) return true;
    }
    return false;
  }

  /** Decode the next sample that a bank needs for these pitches, however loud; false when none is left. */
  decodeAhead(bank: BasicSoundBank, pitches: readonly number[]): boolean {
    for (const zone of zonesOf(bank)) {
      const { min, max } = zone.hasKeyRange ? zone.keyRange : EVERY_KEY;
      if (this.decoded.has(zone.sample) || !pitches.some((pitch) => pitch >= min && pitch <= max)) continue;
      zone.sample.getAudioData();
      this.decoded.add(zone.sample);
      return true;
    }
    return false;
  }

  /** Another plan: its channels may stand for other instruments. */
  forget(): void {
    this.seen = new WeakMap();
  }
}
