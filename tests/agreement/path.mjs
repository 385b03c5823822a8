// Joins the phrases of ways as the page does: {"table", "ways"} in, the scores out.
import { readFileSync } from "node:fs";
import { loadCore } from "../../page/test/core.mjs";

const { joined, phrasesOf } = await loadCore("../path/model.ts");
const { table, ways } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(ways.map((way) => joined(phrasesOf(table, way), way))));
