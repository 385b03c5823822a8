// Writes a case's performance as the page's MIDI file: JSON lines of cases in, their files in base64 out.
import { createInterface } from "node:readline";
import { loadCore } from "../../page/test/core.mjs";

const { perform, shapes, midiOf } = await loadCore("perform.ts", "tables.ts", "../takeaway/midi.ts");

for await (const line of createInterface({ input: process.stdin })) {
  const { score, interpretation, instruments, speed } = JSON.parse(line);
  const performed = perform(score, interpretation, instruments, { shapes, speed });
  const bytes = midiOf({ ...performed, score, interpretation });
  process.stdout.write(`${Buffer.from(bytes).toString("base64")}\n`);
}
