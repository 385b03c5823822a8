// The layers of the form lab, fetched once a page.
import type { Assets } from "../audio/types.ts";
import type { Tables } from "../core/layertables.ts";

const FILE = "layers/form.json";
export const MISSING =
  "The layers of the form lab could not be read: reload the page, or build the book again.";

const fetched = new WeakMap<object, Promise<Tables>>();

async function read(assets: Assets): Promise<Tables> {
  const data = await assets.fetch(FILE);
  try {
    return JSON.parse(new TextDecoder().decode(data)) as Tables;
  } catch {
    throw new Error(MISSING);
  }
}

export function tablesOf(assets: Assets): Promise<Tables> {
  const known = fetched.get(assets);
  if (known) return known;
  const made = read(assets);
  fetched.set(assets, made);
  made.catch(() => fetched.delete(assets));
  return made;
}
