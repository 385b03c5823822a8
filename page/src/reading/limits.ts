// What a file may hold at most, and text from outside made plain: no file takes the page with it.
import { MusicError } from "../core/error.ts";

export const MOST_FILE_BYTES = 8 * 1024 * 1024;
export const MOST_UNPACKED_BYTES = 24 * 1024 * 1024;
export const MOST_NOTES = 20_000;
export const MOST_BARS = 4_000;
export const MOST_VOICES = 64;
/** Beats of a song: four hours at 60 beats a minute. */
export const MOST_QUARTERS = 4 * 60 * 60;
const LONGEST_TEXT = 160;

export function refuse(sentence: string): never {
  throw new MusicError(sentence);
}

export function tooLong(): never {
  return refuse(
    `The file holds more music than can be worked with here: bring a piece of at most ${MOST_BARS} bars and ${MOST_NOTES} notes.`,
  );
}

/** Text from a file on one line, without control characters, not too long. */
export function plainText(text: string, longest = LONGEST_TEXT): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const letters = [...line];
  return letters.length > longest ? `${letters.slice(0, longest).join("")}…` : line;
}
