// Bundles page/src/core on the fly for programs that run in plain Node, which reads no TypeScript.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const core = fileURLToPath(new URL("../src/core/", import.meta.url));

/** Everything that the given files of core export. */
export async function loadCore(...files) {
  const folder = await mkdtemp(join(tmpdir(), "musicking-core-"));
  const outfile = join(folder, "core.mjs");
  const contents = files.map((file) => `export * from "./${file}";`).join("\n");
  try {
    await build({
      stdin: { contents, resolveDir: core },
      bundle: true,
      format: "esm",
      target: "node20",
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
