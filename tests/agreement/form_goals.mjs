// The page's half of the comparison of goals on form: the first line holds the tables, each other one a case.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { judgeForm, words, formGoalWords: said } = await loadCore("formgoals.ts", "tables.ts", "formgoaltable.ts");
let tables = null;

for await (const line of createInterface({ input: process.stdin })) {
  if (tables === null) tables = JSON.parse(line);
  else {
    const { goals, choice, start } = JSON.parse(line);
    process.stdout.write(`${JSON.stringify(judgeForm(goals, tables, { choice, start }, { words, said }))}\n`);
  }
}
