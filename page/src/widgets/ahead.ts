// What is fetched before it is asked for, while the reader reads: of the instruments no more than a page may spend.
import type { Pitches, Sound } from "../audio/types.ts";
import { instruments } from "./tables.ts";

const SECOND_MS = 1000;
/** Of the 1.9 MB that a page may fetch while it rests; the sound's code, the form lab's tables and parts take the rest. */
const ALLOWANCE_KB = 1600;

/** When the reader reads and the page rests. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 3 * SECOND_MS });
  else setTimeout(work, SECOND_MS);
}

/** A purse for instruments: what is wanted first is taken first, and what no longer fits is left. */
export function purseOf(
  allowance_kb: number,
  sizes: Readonly<Record<string, { readonly size_kb: number }>>,
): (wanted: readonly string[]) => readonly string[] {
  const taken = new Set<string>();
  let left_kb = allowance_kb;
  return (wanted) =>
    wanted.filter((name) => {
      const { size_kb = Number.POSITIVE_INFINITY } = sizes[name] ?? {};
      if (taken.has(name) || size_kb > left_kb) return false;
      taken.add(name);
      left_kb -= size_kb;
      return true;
    });
}

const take = purseOf(ALLOWANCE_KB, instruments);

interface Part {
  readonly instrument: string;
  readonly notes: readonly { readonly pitch: number }[];
}

/** What is to sound, of each instrument. */
export function pitchesOf(parts: Iterable<Part>): Pitches {
  const found = new Map<string, Set<number>>();
  for (const { instrument, notes } of parts) {
    const pitches = found.get(instrument) ?? new Set();
    for (const { pitch } of notes) pitches.add(pitch);
    found.set(instrument, pitches);
  }
  return found;
}

/** Prepare, when the page rests, what a widget's first press needs; what the page can no longer afford waits for it. */
export function prepareAhead(sound: Sound, wanted: Pitches): void {
  whenIdle(() => {
    const affordable = take([...wanted.keys()]);
    if (affordable.length > 0)
      void sound.prepare(new Map(affordable.map((name) => [name, wanted.get(name)!])));
  });
}
