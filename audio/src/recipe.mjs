// The recipe of the sound bank.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

export const RECIPE_FILE = fileURLToPath(new URL("../instruments.toml", import.meta.url));

/** The recipe, with each instrument's defaults filled in. */
export function readRecipe() {
  const { source, defaults, instruments } = parse(readFileSync(RECIPE_FILE, "utf8"));
  return {
    source,
    instruments: Object.fromEntries(
      Object.entries(instruments).map(([id, own]) => [id, { ...defaults, ...own }]),
    ),
  };
}
