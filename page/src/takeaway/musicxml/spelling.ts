// Keys, the spelling of pitches, and the accidentals that must be shown.
import type { Note, Score } from "../../core/types.ts";
import type { Event } from "./notate.ts";
import { tag, type Xml } from "./xml.ts";

const STEPS = "FCGDAEB";
/** How many fifths each mode lies from the major key of its tonic. */
const MODES: Readonly<Record<string, number>> = {
  major: 0,
  ionian: 0,
  minor: -3,
  aeolian: -3,
  dorian: -2,
  phrygian: -4,
  lydian: 1,
  mixolydian: -1,
  locrian: -5,
};
/** Modes that MusicXML has no name for, with the signature that fits them best (musicking/form/tonality.py). */
const NAMELESS: Readonly<Record<string, number>> = {
  "phrygian dominant": -4,
  "harmonic minor": -3,
  "melodic minor": -2,
  "major pentatonic": 0,
  "minor pentatonic": -3,
  blues: -3,
  "blues scale": -3,
  "whole tone": -1,
  octatonic: -1,
  "in scale": -4,
  "open fifths": -3,
};
const MOST_SIGNS = 7;

export interface Key {
  readonly fifths: number;
  readonly mode: string;
}

/** The key of a score, or null where it names none that is known. */
export function keyOf({ key = "" }: Score): Key | null {
  const found = /^([A-Ga-g])([#b]*)(?: ([\w ]+))?$/.exec(key.trim());
  const name = (found?.[3] ?? "major").toLowerCase();
  const known = [MODES, NAMELESS].find((modes) => Object.hasOwn(modes, name));
  if (!found || known === undefined) return null;
  const tonic = STEPS.indexOf(found[1]!.toUpperCase()) - 1 + 7 * alterOf(found[2]!);
  const fifths = Math.max(-MOST_SIGNS, Math.min(MOST_SIGNS, tonic + known[name]!));
  return { fifths, mode: known === MODES ? name : "none" };
}

function alterOf(signs: string): number {
  return signs.split("").reduce((sum, sign) => sum + (sign === "#" ? 1 : -1), 0);
}

export interface Pitch {
  readonly step: string;
  readonly alter: number;
  readonly octave: number;
}

const SHARPS = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
const FLATS = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"];

/** A note as it is spelt; without a spelling a black key is a flat in flat keys and a sharp in others. */
export function pitchOf(note: Note, flats: boolean): Pitch {
  const [, step, signs, octave] = /^([A-G])([#b]*)(-?\d+)$/.exec(note.spelling ?? "") ?? [];
  if (step !== undefined) return { step, alter: alterOf(signs!), octave: Number(octave) };
  const name = (flats ? FLATS : SHARPS)[((note.pitch % 12) + 12) % 12]!;
  return { step: name[0]!, alter: alterOf(name.slice(1)), octave: Math.floor(note.pitch / 12) - 1 };
}

export function pitchXml({ step, alter, octave }: Pitch): Xml {
  return tag("pitch", tag("step", step), alter === 0 ? null : tag("alter", alter), tag("octave", octave));
}

const ACCIDENTALS: Readonly<Record<number, string>> = {
  [-2]: "flat-flat",
  [-1]: "flat",
  0: "natural",
  1: "sharp",
  2: "double-sharp",
};

/** Which accidentals must be shown on one staff, bar after bar. */
export class Accidentals {
  #changed: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly fifths: number,
    private readonly flats: boolean,
  ) {}

  /**
   * By event and note of the next bar, the accidental that key and earlier notes do not give. What was altered in the
   * bar before is said again, as a courtesy.
   */
  next(events: readonly Event[]): ReadonlyMap<Event, readonly (string | null)[]> {
    const before = this.#changed;
    const now = new Map<string, number>();
    const shown = new Map<Event, readonly (string | null)[]>();
    for (const event of events.toSorted((a, b) => a.offset - b.offset)) {
      const signs = event.notes.map((note, i) => {
        const { step, alter, octave } = pitchOf(note, this.flats);
        const place = `${step}${octave}`;
        const courtesy = !now.has(place) && (before.get(place) ?? alter) !== alter;
        const given = now.get(place) ?? keyAlter(step, this.fifths);
        if (event.tied_in[i] || (given === alter && !courtesy)) return null;
        now.set(place, alter);
        return ACCIDENTALS[alter] ?? null;
      });
      shown.set(event, signs);
    }
    this.#changed = now;
    return shown;
  }
}

function keyAlter(step: string, fifths: number): number {
  return Math.floor((fifths - STEPS.indexOf(step) + 6) / 7);
}
