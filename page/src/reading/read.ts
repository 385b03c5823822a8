// A file that a reader brings, read and checked: what comes out can be played, or one sentence says why not.
import { MusicError } from "../core/error.ts";
import type { Score } from "../core/types.ts";
import { readAbc } from "./abc.ts";
import { assemble } from "./assemble.ts";
import { decode } from "./decode.ts";
import { MOST_FILE_BYTES, MOST_NOTES, plainText, refuse, tooLong } from "./limits.ts";
import { readMidi } from "./midi.ts";
import { readMusicXml } from "./musicxml.ts";
import { unpackScore } from "./mxl.ts";
import type { WrittenSong } from "./written.ts";
import { readXml } from "./xml.ts";

/** All voices that have notes, the melody first; what was left out is said in `origin.reading`. */
export interface Reading {
  readonly score: Score;
}

const UNKNOWN =
  "The file is no music that can be read here: bring MusicXML (.musicxml, .xml, .mxl), MIDI (.mid) or ABC (.abc).";

function begins(bytes: Uint8Array, letters: string): boolean {
  return [...letters].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

/** Notes and rests of a text of MusicXML, counted before it is taken apart. */
function scoreIn(text: string): WrittenSong {
  let count = 0;
  for (let at = text.indexOf("<note"); at >= 0; at = text.indexOf("<note", at + 1)) count += 1;
  if (count > 2 * MOST_NOTES) tooLong();
  return readMusicXml(readXml(text));
}

/** What a file is, is seen in it and not in its name. */
function written(bytes: Uint8Array): WrittenSong {
  if (begins(bytes, "MThd")) return readMidi(bytes);
  if (begins(bytes, "PK")) return scoreIn(unpackScore(bytes));
  const text = decode(bytes);
  if (/^\s*</.test(text)) return scoreIn(text);
  return /^[XK]:/m.test(text) ? readAbc(text) : refuse(UNKNOWN);
}

function nameWithoutEnding(name: string): string {
  return plainText(name.replace(/\.(mxl|xml|musicxml|midi?|abc)$/i, "").replace(/_+/g, " ")) || "Your song";
}

/** Read a file. Raises MusicError, in one sentence, where it cannot be played. */
export function readFile(bytes: Uint8Array, name: string): Reading {
  if (bytes.length === 0) refuse("The file is empty: bring one with music in it.");
  if (bytes.length > MOST_FILE_BYTES)
    refuse("The file is larger than 8 MB, which no song is: bring a smaller one.");
  try {
    const song = written(bytes);
    const title = nameWithoutEnding(song.title || name);
    return { score: assemble({ ...song, title }) };
  } catch (error) {
    if (error instanceof MusicError) throw error;
    // A parser that trips over damage throws what it likes.
    throw new MusicError("The file is damaged and cannot be read: save it again and bring that.");
  }
}
