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

/** The keys of a recipe: from-to for melody, a list of from-to and single keys for drums. */
export function keysOf({ keys }) {
  return keys.flatMap((item) => (Array.isArray(item) ? range(item) : [item]));
}

function range([from, to]) {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** The lowest and the highest key of a recipe. */
export function rangeOf(recipe) {
  const keys = keysOf(recipe);
  return [Math.min(...keys), Math.max(...keys)];
}
