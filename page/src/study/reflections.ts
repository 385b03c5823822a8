// A reader's reflections: what one of them is, and all of them as one Markdown document, out and in.
import { MusicError } from "../core/error.ts";
import { isName, type Named, type Shelf, type ShelfOptions } from "./shelf.ts";

export interface Reflection extends Named {
  /** What was asked when it was written: it stands in the document, wherever the question has gone since. */
  readonly prompt: string;
  readonly text: string;
}

export const LONGEST_TEXT = 20_000;
const MOST_CHARACTERS = 400_000;
export const MOST_FILE_BYTES = 4 * 1024 * 1024;
const NONE = "The file holds no reflections that were saved in this book: choose another.";
const SEAM = "— from the opened document —";

export const REFLECTIONS: ShelfOptions<Reflection> = {
  key: "musicking.reflections",
  things: "reflections",
  read: (data) => {
    const { name, prompt, text, changed_ms } = (data ?? {}) as Record<string, unknown>;
    if (!isName(name) || typeof prompt !== "string" || typeof text !== "string") throw new Error();
    if (prompt.length + text.length > MOST_CHARACTERS || typeof changed_ms !== "number") throw new Error();
    return { name, prompt, text, changed_ms };
  },
};

export const isWritten = ({ text }: Reflection): boolean => text.trim() !== "";

/** What is written stays what it is: none of it becomes mark-up, and all of it comes back. */
const plain = (text: string): string =>
  text
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&")
    .replace(/^(\s*)([-+=])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
const unplain = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, "$1").trim();
const oneLine = (text: string): string => text.replace(/\s+/g, " ");

const MARK = /^## (.*)\n\n<!-- reflection ([a-z0-9/-]+) -->$/gm;

/** One reflection, or all, as a Markdown document that can be read and opened again. */
export function documentOf(reflections: readonly Reflection[]): string {
  const parts = reflections
    .filter(isWritten)
    .map(({ name, prompt, text }) => [
      `## ${plain(oneLine(prompt))}`,
      `<!-- reflection ${name} -->`,
      plain(text),
    ]);
  const head = ["# My reflections", "Written beside *Engaging Clients through Improvised Music*."];
  return `${[...head, ...parts.flat()].join("\n\n")}\n`;
}

type Opened = Omit<Reflection, "changed_ms">;

/** The reflections in such a document. Raises MusicError where it holds none. */
export function readDocument(text: string): readonly Opened[] {
  const even = text.replace(/\r\n?/g, "\n");
  const marks = [...even.matchAll(MARK)];
  const opened = marks.map((mark, i) => {
    const from = mark.index + mark[0].length;
    const written = even.slice(from, marks[i + 1]?.index ?? even.length);
    return { name: mark[2]!, prompt: unplain(mark[1]!), text: unplain(written) };
  });
  const read = opened.filter(({ name, text: its }) => isName(name) && its !== "");
  if (read.length === 0) throw new MusicError(NONE);
  return read;
}

/** Put an opened document beside what is there: nothing that was written here or there is lost. Answers how many. */
export function takeIn(shelf: Shelf<Reflection>, opened: readonly Opened[]): number {
  const changed = opened.flatMap((other) => {
    const here = shelf.find(other.name)?.text.trim() ?? "";
    const there = other.text.trim();
    if (here.includes(there)) return [];
    const text = there.includes(here) ? there : `${here}\n\n${SEAM}\n\n${there}`;
    return [{ ...other, text }];
  });
  if (changed.length > 0) shelf.put(changed);
  return opened.length;
}

/** What is copied: the question and the words, for wherever they are pasted. */
export const asText = (reflections: readonly Reflection[]): string =>
  reflections
    .filter(isWritten)
    .map(({ prompt, text }) => `${oneLine(prompt)}\n\n${text.trim()}\n`)
    .join("\n\n");
