// Bundles the page's scripts into musicking/_built/page and says how much each weighs.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { tokensPlugin } from "./tokens.mjs";

const page = dirname(fileURLToPath(import.meta.url));
const root = dirname(page);
const out = join(root, "musicking", "_built", "page");

const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [tokensPlugin(join(root, "spec", "tokens.json"))],
};
/** Styles that a part of the code carries with it, so that only pages that have the part pay for them. */
const asText = {
  name: "styles as text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};
const carried = { plugins: [...common.plugins, asText] };
/** Name of the bundle → where it starts and what kind of script it is. */
const bundles = {
  // A notebook gets files by message, one by one: there the page's code is one file.
  "notebook.js": { entry: "src/widgets/mount.ts", format: "esm", ...carried },
  "anywidget.js": { entry: "src/widgets/anywidget.ts", format: "esm" },
  "widgets.css": { entry: "src/widgets/widgets.css" },
  "worklet.js": { entry: "src/audio/worklet.ts", format: "iife" },
  "offline.js": { entry: "src/audio/offline.ts", format: "iife", globalName: "musicking" },
  "reader.js": { entry: "src/reading/reader.ts", format: "iife", globalName: "musickingReader" },
  "capture.js": { entry: "src/audio/capture.ts", format: "esm", test: true },
};

const VEROVIO = "verovio-toolkit-wasm.js";

mkdirSync(out, { recursive: true });
const sizes = [];
function weigh(outfile) {
  const bytes = readFileSync(outfile);
  sizes.push(
    `${relative(out, outfile).padEnd(32)} ${String(bytes.length).padStart(8)} B ${String(gzipSync(bytes).length).padStart(8)} B gz`,
  );
}

// In a page of the book, what is imported when it is first used becomes a file of its own.
const start = join(page, "src/widgets/mount.ts");
const parts = {
  takeaway: "src/takeaway/takeaway.ts",
  more: "src/widgets/more.tsx",
  exercise: "src/widgets/exercise.tsx",
  along: "src/along/along.tsx",
  conducting: "src/conduct/conducting.ts",
  path: "src/path/path.tsx",
  build: "src/form/build.tsx",
  formtask: "src/formtask/formtask.tsx",
  plan: "src/plan/plan.tsx",
  hear: "src/hear/hear.tsx",
  study: "src/study/study.tsx",
};
/**
 * What a page starts with is there before any part. Said to the bundler in every part, it becomes one file; else it would
 * be cut into as many as there are choices of parts that share a piece of it, and a page would fetch a dozen.
 */
const afterStart = {
  name: "parts come after the start",
  setup({ onLoad }) {
    const started = [...readFileSync(start, "utf8").matchAll(/ from "(\.[^"]+)"/g)]
      .map(([, name]) => `import ${JSON.stringify(join(dirname(start), name))};`)
      .join("");
    const entries = new Set(Object.values(parts).map((name) => join(page, name)));
    onLoad({ filter: /\.tsx?$/ }, ({ path }) =>
      entries.has(path)
        ? { contents: readFileSync(path, "utf8") + started, loader: path.endsWith("x") ? "tsx" : "ts" }
        : undefined,
    );
  },
};
rmSync(join(out, "parts"), { recursive: true, force: true });
const { metafile } = await build({
  ...common,
  ...carried,
  format: "esm",
  splitting: true,
  metafile: true,
  outdir: out,
  plugins: [...carried.plugins, afterStart],
  entryPoints: {
    widgets: start,
    ...Object.fromEntries(Object.entries(parts).map(([name, entry]) => [name, join(page, entry)])),
  },
  chunkNames: "parts/[name]-[hash]",
});
const written = Object.entries(metafile.outputs).map(([name, output]) => [resolve(name), output]);
for (const [name] of written) weigh(name);
const [, entry] = written.find(([name]) => name === join(out, "widgets.js"));
const needed = entry.imports.filter(({ kind }) => kind === "import-statement");
writeFileSync(
  join(out, "preload.json"),
  JSON.stringify(needed.map(({ path }) => relative(out, resolve(path)))),
);
for (const [name, { entry, test, ...options }] of Object.entries(bundles)) {
  if (!existsSync(join(page, entry))) continue;
  const outfile = join(out, test ? "test" : "", name);
  await build({ ...common, ...options, entryPoints: [join(page, entry)], outfile });
  weigh(outfile);
}
// The synth's licence asks that it travel with the code.
copyFileSync(
  join(root, "node_modules", "spessasynth_core", "LICENSE"),
  join(out, "LICENSE-spessasynth_core.txt"),
);
// So do those of what reads a song that is brought; Verovio stays a file of its own, unmodified.
const READERS = ["abcjs/LICENSE.md", "fflate/LICENSE", "midi-file/LICENSE.md", "@rgrove/parse-xml/LICENSE"];
const texts = READERS.map(
  (name) => `${dirname(name)}\n\n${readFileSync(join(root, "node_modules", name), "utf8")}`,
);
writeFileSync(join(out, "LICENSE-reader.txt"), texts.join("\n\n"));
copyFileSync(join(root, "node_modules", "verovio", "dist", VEROVIO), join(out, VEROVIO));
copyFileSync(join(page, "licences", "verovio.txt"), join(out, "LICENSE-verovio.txt"));
console.log(sizes.join("\n"));
