// From what the reader holds to what sounds: one performance a frame, however many edits fall in it.
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import type { Interpretation, Performed, Score } from "../core/types.ts";
import type { Traits, Version } from "./model.ts";
import { instruments } from "./tables.ts";

/** Runs work before the next picture is drawn. */
export type Frame = (work: () => void) => void;

/** Below what 16 bits hold. */
export const SILENT_DB = -120;

/** The score with the reader's instruments and balance laid over it. */
export function orchestrated(
  score: Score,
  chosen: Traits["instruments"],
  balance_db: Traits["balance_db"],
  muted: Traits["muted"] = [],
): Score {
  const voices = score.voices.map((voice) => ({
    ...voice,
    instrument: Object.hasOwn(instruments, chosen[voice.id] ?? "") ? chosen[voice.id]! : voice.instrument,
    balance_db: muted.includes(voice.id) ? SILENT_DB : (balance_db[voice.id] ?? voice.balance_db),
  }));
  return { ...score, voices };
}

export interface Inputs {
  readonly score: ReadonlySignal<Score>;
  readonly interpretation: ReadonlySignal<Interpretation>;
  readonly speed: ReadonlySignal<number>;
}

/** A performance with the interpretation that it performs: one that does not fit the score is never performed. */
export interface Interpreted extends Performed {
  readonly interpretation: Interpretation;
}

export interface Performing {
  readonly performed: ReadonlySignal<Interpreted>;
  dispose(): void;
}

/** Versions that are kept, each performed once while score and speed stand; nothing is performed before it is asked for. */
export function comparing({
  score,
  speed,
  versions,
}: Omit<Inputs, "interpretation"> & {
  readonly versions: ReadonlySignal<readonly Version[]>;
}): ReadonlySignal<readonly (Interpreted | null)[]> {
  const known = computed(() => {
    const [music, played] = [score.value, speed.value];
    const made = new WeakMap<Interpretation, Interpreted | null>();
    return (interpretation: Interpretation): Interpreted | null => {
      if (!made.has(interpretation)) made.set(interpretation, tried(music, interpretation, played));
      return made.get(interpretation)!;
    };
  });
  return computed(() => versions.value.map(({ interpretation }) => known.value(interpretation)));
}

function tried(score: Score, interpretation: Interpretation, speed: number): Interpreted | null {
  try {
    return { ...perform(score, interpretation, instruments, { shapes, speed }), interpretation };
  } catch {
    return null;
  }
}

/** Perform now, and again in the frame after any of the inputs changed; a refused edit leaves the last performance. */
export function performing(
  inputs: Inputs,
  frame: Frame,
  report: (sentence: string | null) => void,
): Performing {
  const { score, interpretation, speed } = inputs;
  const compute = (): Interpreted => ({
    ...perform(score.peek(), interpretation.peek(), instruments, { shapes, speed: speed.peek() }),
    interpretation: interpretation.peek(),
  });
  const performed = signal(compute());
  let begun = false;
  let waiting = false;
  const draw = (): void => {
    waiting = false;
    try {
      performed.value = compute();
      report(null);
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
    }
  };
  const dispose = effect(() => {
    score.value;
    interpretation.value;
    speed.value;
    if (begun && !waiting) {
      waiting = true;
      frame(draw);
    }
    begun = true;
  });
  return { performed, dispose };
}
