// The synth's channels: which instrument plays on each, and its samples decoded before they are needed.
import type { BasicPreset, BasicSoundBank, SpessaSynthProcessor } from "spessasynth_core";
import { Decoder, readBank } from "./bank.ts";
import type { Plan } from "./plan.ts";

/** A music that takes over plays on channels of its own, so that what still rings keeps its instruments and levels. */
export const SIDE = 8;

export class Channels {
  /** From which channel on the plan plays. */
  side = 0;
  private readonly decoder = new Decoder();
  private readonly banks = new Map<string, BasicSoundBank>();
  /** By channel: the instrument that the synth has there. */
  private assigned: string[] = [];

  constructor(private readonly synth: SpessaSynthProcessor) {}

  has(instrument: string): boolean {
    return this.banks.has(instrument);
  }

  /** Take an instrument from its file. */
  addBank(name: string, data: ArrayBuffer): void {
    const bank = readBank(name, data);
    this.banks.set(name, bank);
    this.synth.soundBankManager.addSoundBank(bank, name);
    // The synth forgets its channels when its banks change.
    this.assigned = [];
  }

  /** Another music takes over, on the other side. */
  cross(): void {
    this.side = this.side === 0 ? SIDE : 0;
  }

  /** Give every channel of a plan its instrument. */
  assign(plan: Plan): void {
    this.decoder.forget();
    plan.channels.forEach(({ instrument, percussion, program }, place) => {
      const i = place + this.side;
      while (this.synth.midiChannels.length <= i) this.synth.createMIDIChannel();
      if (this.assigned[i] === instrument) return;
      this.assigned[i] = instrument;
      this.synth.midiChannels[i]!.setDrums(percussion);
      this.synth.programChange(i, program);
    });
  }

  /** Decode one more sample that an instrument needs for these pitches; false when it has all. */
  decodeAhead(instrument: string, pitches: readonly number[]): boolean {
    return this.decoder.decodeAhead(this.banks.get(instrument)!, pitches);
  }

  /** Decode one more sample of what plays, of its notes from a second on. */
  decodePlaying(plan: Plan, sec: number): boolean {
    const presets = this.synth.midiChannels.slice(this.side).map(({ preset }) => preset as BasicPreset);
    return this.decoder.decodeNext(plan, presets, sec);
  }

  /** The same of what is still to be given its channels. */
  decodeComing(plan: Plan, sec: number): boolean {
    const presets = plan.channels.map(({ instrument, program }) => {
      const { presets } = this.banks.get(instrument)!;
      return presets.find((preset) => preset.program === program) ?? presets[0]!;
    });
    return this.decoder.decodeNext(plan, presets, sec);
  }
}
