// Bundles the page's scripts into musicking/_built/page and says how much each weighs.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
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
/** What a bundle that is fetched later draws with is the page's own (src/widgets/shared.ts), not a second one. */
const drawing = {
  name: "drawing",
  setup({ onResolve, onLoad }) {
    const names = {
      preact: "Fragment",
      "preact/hooks": "useEffect, useRef",
      "preact/jsx-runtime": "Fragment, jsx, jsxs",
      "@preact/signals": "batch, computed, signal, useComputed, useSignal",
    };
    const filter = /^(preact(\/.*)?|@preact\/signals)$/;
    onResolve({ filter }, ({ path }) => ({ path, namespace: "drawing" }));
    onLoad({ filter: /.*/, namespace: "drawing" }, ({ path }) => ({
      contents: `export const { ${names[path]} } = globalThis[Symbol.for("musicking.drawing")];`,
    }));
  },
};
/** Name of the bundle → where it starts and what kind of script it is. */
const bundles = {
  "widgets.js": { entry: "src/widgets/mount.ts", format: "esm" },
  "takeaway.js": { entry: "src/takeaway/takeaway.ts", format: "esm" },
  "along.js": {
    entry: "src/along/along.tsx",
    format: "esm",
    plugins: [drawing, ...common.plugins],
  },
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
for (const [name, { entry, test, ...options }] of Object.entries(bundles)) {
  if (!existsSync(join(page, entry))) continue;
  const outfile = join(out, test ? "test" : "", name);
  await build({ ...common, ...options, entryPoints: [join(page, entry)], outfile });
  const bytes = readFileSync(outfile);
  sizes.push(
    `${name.padEnd(14)} ${String(bytes.length).padStart(8)} B ${String(gzipSync(bytes).length).padStart(8)} B gz`,
  );
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
