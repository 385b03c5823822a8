// The page's half: reads scores, one a line, and answers what the page says of each.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = await mkdtemp(join(tmpdir(), "musicking-say-"));
const outfile = join(folder, "spoken.mjs");
const entryPoints = [fileURLToPath(new URL("../../page/src/notation/spoken.ts", import.meta.url))];
await build({ entryPoints, bundle: true, format: "esm", target: "node20", outfile, logLevel: "warning" });
const { spoken, summary } = await import(pathToFileURL(outfile).href);
await rm(folder, { recursive: true });

for await (const line of createInterface({ input: process.stdin })) {
  const score = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ summary: summary(score), spoken: spoken(score) })}\n`);
}
