// Builds the instruments of instruments.toml: node audio/build.mjs [--out folder]
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { locatePackage, writeBank } from "./src/bank.mjs";
import { buildPlain } from "./src/plain.mjs";
import { readRecipe } from "./src/recipe.mjs";
import { buildRecut } from "./src/recut.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const METHODS = { plain: buildPlain, recut: buildRecut };
/** Packages whose version changes what is built. */
const TOOLS = ["spessasynth_core", "wasm-media-encoders"];
const STAMP = "stamp.json";

const { values } = parseArgs({
  options: { out: { type: "string", default: join(HERE, "../musicking/_built/instruments") } },
});
await buildAll(values.out);

async function buildAll(out) {
  const { source, instruments } = readRecipe();
  const { folder, version } = locatePackage(source.package);
  mkdirSync(out, { recursive: true });
  const programs = readdirSync(join(HERE, "src")).map((name) =>
    readFileSync(join(HERE, "src", name), "utf8"),
  );
  const common = JSON.stringify([
    source,
    version,
    TOOLS.map((name) => locatePackage(name).version),
    programs,
  ]);
  const before = readStamp(out);
  const stamp = {};
  for (const [id, recipe] of Object.entries(instruments)) {
    const file = join(out, `${id}.sf2`);
    stamp[id] = hash(common + JSON.stringify(recipe));
    if (before[id] === stamp[id] && existsSync(file)) continue;
    const bytes = writeBank(await METHODS[recipe.method](recipe, source));
    const kb = bytes.length / 1000;
    if (kb > recipe.max_kb)
      throw new Error(`${id} takes ${kb.toFixed(0)} kB, more than its budget of ${recipe.max_kb} kB.`);
    writeFileSync(file, bytes);
    console.log(`${id}: ${kb.toFixed(0)} kB`);
  }
  copyFileSync(join(folder, source.licence), join(out, "LICENSE.txt"));
  writeFileSync(join(out, "ORIGIN.txt"), origin(source, version, instruments));
  writeFileSync(join(out, STAMP), `${JSON.stringify(stamp, null, 2)}\n`);
}

function readStamp(out) {
  const file = join(out, STAMP);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
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

function hash(text) {
  return createHash("sha256").update(text).digest("hex");
}
