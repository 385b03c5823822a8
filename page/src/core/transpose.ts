// A score in another key (spec §12): names of notes move on the line of fifths, where C is 0, G 1 and F −1.
import type { Instruments, Note, Score, Voice } from "./types.ts";

export const MOST_SEMITONES = 11;
const FIFTHS = "FCGDAEB";
const MODES: Readonly<Record<string, number>> = {
  lydian: 1,
  ionian: 0,
  mixolydian: -1,
  dorian: -2,
  aeolian: -3,
  minor: -3,
  phrygian: -4,
  locrian: -5,
};
const SEMITONES: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const HIGHEST_KEY = 127;
const NAME = /^([A-G](?:#{1,2}|b{1,2})?)(.*)$/s;

const modulo = (value: number, size: number): number => ((value % size) + size) % size;
const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** The place of a note name on the line of fifths. */
export const placeOf = (name: string): number =>
  FIFTHS.indexOf(name[0]!) - 1 + 7 * (count(name, "#") - count(name, "b"));

/** The note name at a place, with at most two accidentals. */
export function nameAt(place: number): string {
  const accidentals = Math.floor((place + 1) / 7);
  if (Math.abs(accidentals) > 2) return nameAt(place - 12 * Math.sign(accidentals));
  return FIFTHS[modulo(place + 1, 7)]! + (accidentals > 0 ? "#" : "b").repeat(Math.abs(accidentals));
}

/** Semitones above the C of its octave: −1 for C flat, 12 for B sharp. */
export const semitonesAboveC = (name: string): number =>
  SEMITONES[name[0]!]! + count(name.slice(1), "#") - count(name.slice(1), "b");

/** 0 for C, 11 for B. */
export const pitchClass = (name: string): number => modulo(semitonesAboveC(name), 12);

/** Sharps of a key's signature; flats are negative, and no key has none. */
export function signature(key: string): number {
  const [, tonic, mode] = NAME.exec(key) ?? [];
  return tonic === undefined ? 0 : placeOf(tonic) + (MODES[mode!.trim().toLowerCase()] ?? 0);
}

/** How far every name moves on the line of fifths. */
export function placesMoved(key: string, semitones: number): number {
  if (semitones === 0) return 0;
  const written = signature(key);
  const next = modulo(written + 7 * semitones + 5, 12) - 5;
  return (next === 6 && written <= 0 ? -next : next) - written;
}

/** Move the note name with which a text begins: a key, a chord without bass, a note. */
export function moved(text: string, fifths: number): string {
  const [, name, rest] = NAME.exec(text) ?? [];
  return name === undefined ? text : nameAt(placeOf(name) + fifths) + rest;
}

/** A chord symbol with its root and its bass moved; what is no chord stays. */
export function movedSymbol(symbol: string, fifths: number): string {
  const slash = symbol.lastIndexOf("/");
  const bass = symbol.slice(slash + 1);
  if (slash < 0 || NAME.exec(bass)?.[2] !== "") return moved(symbol, fifths);
  return `${moved(symbol.slice(0, slash), fifths)}/${moved(bass, fifths)}`;
}

/** The name with the octave that makes it sound as this MIDI key. */
export function spelled(name: string, pitch: number): string {
  const natural = pitch - count(name.slice(1), "#") + count(name.slice(1), "b");
  return `${name}${Math.floor(natural / 12) - 1}`;
}

/** The score some semitones higher, spelled in its new key; percussion stays. */
export function transposed(score: Score, semitones: number, instruments: Instruments): Score {
  if (semitones === 0) return score;
  const key = score.key ?? "";
  const fifths = placesMoved(key, semitones);
  const voice = (voice: Voice): Voice => {
    const still = Object.hasOwn(instruments, voice.instrument) && instruments[voice.instrument]?.percussion;
    return still ? voice : { ...voice, notes: voice.notes.map((note) => movedNote(note, semitones, fifths)) };
  };
  return {
    ...score,
    key: moved(key, fifths),
    chords: score.chords.map(([beat, symbol]) => [beat, movedSymbol(symbol, fifths)]),
    voices: score.voices.map(voice),
  };
}

function movedNote(note: Note, semitones: number, fifths: number): Note {
  const sum = note.pitch + semitones;
  const pitch = sum < 0 ? sum + 12 : sum > HIGHEST_KEY ? sum - 12 : sum;
  const name = (note.spelling ?? "").replace(/[-0-9]+$/, "");
  if (name === "") return { ...note, pitch };
  return { ...note, pitch, spelling: spelled(moved(name, fifths), pitch) };
}
