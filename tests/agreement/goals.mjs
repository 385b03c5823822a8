// The page's half of the comparison of goals: each line is judged as Python judged it.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { judge, shapes, words, goalWords } = await loadCore("goals.ts", "tables.ts", "goaltable.ts");

for await (const line of createInterface({ input: process.stdin })) {
  const { score, interpretation, goals } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(judge(score, interpretation, goals, { shapes, words, goalWords }))}\n`);
}
