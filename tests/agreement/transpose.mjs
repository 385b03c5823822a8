// The page's half of the comparison: reads scores in JSON lines, answers each in another key, with what is said of it.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { transposed, placesMoved, sentenceMoved, summaryMoved, keysThatFit, sheetLines } = await loadCore(
  "transpose.ts",
  "spokenkey.ts",
  "singing.ts",
  "../along/lines.ts",
);

function answer({ score, semitones, instruments, range }) {
  const fifths = placesMoved(score.key, semitones);
  const { spoken, summary, ...plain } = score;
  return {
    score: transposed(plain, semitones, instruments),
    spoken: spoken.map((sentence) => sentenceMoved(sentence, semitones, fifths)),
    summary: summaryMoved(summary, plain, semitones, fifths),
    sheet: sheetLines(plain, transposed(plain, semitones, instruments).chords).map(({ words }) =>
      words.map((word) => word.map((cell) => [cell.onset_beat, cell.chord ?? "", cell.text, cell.joined])),
    ),
    fits: keysThatFit(plain, range),
  };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
