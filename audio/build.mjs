// Builds the instruments of instruments.toml: node audio/build.mjs [--out folder]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { locatePackage } from "./src/locate.mjs";
import { readRecipe } from "./src/recipe.mjs";
import { fingerprint, readStamp, withoutStale, writeStamp } from "./src/stamp.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/** Packages whose version changes what is built. */
const TOOLS = ["spessasynth_core", "wasm-media-encoders"];

const { values } = parseArgs({
  options: { out: { type: "string", default: join(HERE, "../musicking/_built/instruments") } },
});
await buildAll(values.out);

async function buildAll(out) {
  const { source, instruments } = readRecipe();
  const { folder, version } = locatePackage(source.package);
  const tools = TOOLS.map((name) => locatePackage(name).version);
  mkdirSync(out, { recursive: true });
  const stamp = withoutStale(out, readStamp(out), Object.keys(instruments));
  for (const [id, recipe] of Object.entries(instruments)) {
    const modules = ["bank", recipe.method].map((name) => join(HERE, "src", `${name}.mjs`));
    const wanted = fingerprint(modules, [source, version, tools, recipe]);
    const file = join(out, `${id}.sf2`);
    if (stamp[id] === wanted && existsSync(file)) continue;
    await buildOne(id, recipe, source, file);
    stamp[id] = wanted;
    writeStamp(out, stamp);
  }
  keep(join(out, "LICENSE.txt"), readFileSync(join(folder, source.licence), "utf8"));
  keep(join(out, "ORIGIN.txt"), origin(source, version, instruments));
}

/** Writes a text unless it stands there already: what has not changed keeps its time. */
function keep(file, text) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}

async function buildOne(id, recipe, source, file) {
  // The synth and the encoder are loaded only when there is something to build.
  const { writeBank } = await import("./src/bank.mjs");
  const { build } = await import(`./src/${recipe.method}.mjs`);
  const bytes = writeBank(await build(recipe, source));
  const kb = bytes.length / 1000;
  if (kb > recipe.max_kb)
    throw new Error(`${id} takes ${kb.toFixed(0)} kB, more than its budget of ${recipe.max_kb} kB.`);
  writeFileSync(file, bytes);
  console.log(`${id}: ${kb.toFixed(0)} kB`);
}

function origin(source, version, instruments) {
  const rows = Object.entries(instruments).map(
    ([id, { name, percussion, program }]) =>
      `  ${id}.sf2  ${name}: ${percussion ? "drum kit" : "program"} ${program}`,
  );
  return `The instruments in this folder are cut and re-encoded from ${source.title}
(file ${source.file} of the npm package ${source.package} ${version}).
It is free under the MIT licence, parts are in the public domain or CC0; LICENSE.txt is its text and names its makers.

${rows.join("\n")}
`;
}
