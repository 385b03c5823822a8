// The page's half of the comparison of joined layers: the first line holds the tables, each other one a choice.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { assemble } = await loadCore("layers.ts");
let tables = null;

for await (const line of createInterface({ input: process.stdin })) {
  if (tables === null) tables = JSON.parse(line);
  else process.stdout.write(`${JSON.stringify(assemble(tables, JSON.parse(line)))}\n`);
}
