// The instruments of the bank, as the sound, the performance and the reader need them.
import instrumentsJson from "../../../spec/instruments.json";
import type { SoundTable } from "../audio/plan.ts";
import type { Instrument } from "../core/types.ts";

/** An instrument of the bank, with what a reader calls it. */
export interface NamedInstrument extends Instrument {
  readonly name: string;
  readonly percussion: boolean;
  /** What its file weighs. */
  readonly size_kb: number;
}

export const soundTable = instrumentsJson as unknown as SoundTable;
export const instruments = instrumentsJson.instruments as unknown as Readonly<
  Record<string, NamedInstrument>
>;
