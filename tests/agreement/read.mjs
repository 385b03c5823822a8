// The page's half: reads paths of files, one a line, and answers what the page's reader makes of each.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

const script = readFileSync(new URL("../../musicking/_built/page/reader.js", import.meta.url), "utf8");
runInThisContext(`${script}; globalThis.reader = musickingReader;`);

function answer(path) {
  try {
    const bytes = new Uint8Array(readFileSync(path));
    const { score } = globalThis.reader.readFile(bytes, basename(path));
    return { score };
  } catch (error) {
    return { error: error.message, kind: error.name };
  }
}

for await (const path of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(path))}\n`);
