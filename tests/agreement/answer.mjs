// The page's half of the comparison: reads the JSON lines of cases.py, answers each with the same fields.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { perform, describe, marksOf, shapes, words, mark_rules } = await loadCore(
  "perform.ts",
  "words.ts",
  "marks.ts",
  "tables.ts",
);

function answer({ score, interpretation, instruments, speed, at }) {
  const performed = perform(score, interpretation, instruments, { shapes, speed });
  const { performance, clock } = performed;
  return {
    performance,
    clock: {
      seconds_at: at.beats.map((beat) => clock.seconds_at(beat)),
      beat_at: at.seconds.map((second) => clock.beat_at(second)),
    },
    words: describe(score, interpretation, { shapes, words }),
    marks: marksOf(score, interpretation, performed, { shapes, rules: mark_rules, speed }),
  };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
