// A piece that was saved, opened again.
import { MusicError } from "../core/error.ts";
import type { Bench } from "./bench.ts";
import { readChoice } from "./choice.ts";

const MOST_FILE_BYTES = 1024 * 1024;

/** Open a saved piece; answers what to say. Rejects with one sentence. */
export async function openFile(bench: Bench, file: File): Promise<string> {
  if (file.size > MOST_FILE_BYTES) throw new MusicError("The file is too large to be a saved piece.");
  let data: { build?: unknown };
  try {
    data = JSON.parse(await file.text()) as { build?: unknown };
  } catch {
    data = {};
  }
  if (typeof data?.build !== "object" || data.build === null)
    throw new MusicError("The file is not a piece that was saved here: choose another.");
  bench.set(readChoice(bench.tables, data.build));
  return "Opened the saved piece.";
}
