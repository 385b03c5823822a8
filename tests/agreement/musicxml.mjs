// Writes scores as the page's MusicXML files: JSON lines of {score, interpretation} in, their files as JSON text out.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { perform, shapes, mark_rules, marksOf, valueAt, musicXmlOf } = await loadCore(
  "perform.ts",
  "tables.ts",
  "marks.ts",
  "curve.ts",
  "../takeaway/musicxml/musicxml.ts",
);
const plain = { sustaining: false, velocity_db: [[64, 0]] };

for await (const line of createInterface({ input: process.stdin })) {
  const { score, interpretation } = JSON.parse(line);
  const instruments = Object.fromEntries(score.voices.map(({ instrument }) => [instrument, plain]));
  const performed = perform(score, interpretation, instruments, { shapes });
  const marks = marksOf(score, interpretation, performed, { shapes, rules: mark_rules });
  const period_at = (beat) => valueAt(performed.tempo, beat);
  process.stdout.write(`${JSON.stringify(musicXmlOf(score, { marks, period_at }))}\n`);
}
