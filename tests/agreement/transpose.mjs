// The page's half of the comparison: reads scores in JSON lines, answers each in another key, with what is said of it.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { transposed, placesMoved, sentenceMoved, summaryMoved, keysThatFit } = await loadCore(
  "transpose.ts",
  "spokenkey.ts",
  "singing.ts",
);

function answer({ score, semitones, instruments, range }) {
  const fifths = placesMoved(score.key, semitones);
  const { spoken, summary, ...plain } = score;
  return {
    score: transposed(plain, semitones, instruments),
    spoken: spoken.map((sentence) => sentenceMoved(sentence, semitones, fifths)),
    summary: summaryMoved(summary, plain, semitones, fifths),
    fits: keysThatFit(plain, range),
  };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
