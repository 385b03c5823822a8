// How long perform() takes in Node after an edit, for 10,000 notes under 12 components: prints the median and the least.
import { loadCore } from "../test/core.mjs";
import { editTimes, NOTES } from "./long.mjs";

const BUDGET_MS = 5;
const { perform } = await loadCore("perform.ts");
const settled = editTimes(perform);
const median_ms = settled[settled.length >> 1].toFixed(2);
const least_ms = settled[0].toFixed(2); // what it takes when nothing else wants the processor
console.log(
  `perform ${NOTES} notes, 12 components, after an edit: median ${median_ms} ms, least ${least_ms} ms (budget ${BUDGET_MS} ms)`,
);
