// The page's half of the comparison with Python: reads JSON lines {score, interpretation, instruments, speed?, shapes?}
// and answers each with one line, {"performance", "clock": seconds_at of every bar's start and end, in order}
// or {"error": sentence}. Without `shapes` it takes spec/shapes.json.
import { createInterface } from "node:readline";
import { loadCore } from "./core.mjs";

const { perform, MusicError, shapes: written_shapes } = await loadCore("perform.ts", "error.ts", "tables.ts");

function answer({ score, interpretation, instruments, speed = 1, shapes = written_shapes }) {
  try {
    const { performance, clock } = perform(score, interpretation, instruments, { shapes, speed });
    const places = score.bars.flatMap((bar) => [bar.start_beat, bar.end_beat]);
    return { performance, clock: places.map((beat) => clock.seconds_at(beat)) };
  } catch (error) {
    if (error instanceof MusicError) return { error: error.message };
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin }))
  if (line.trim() !== "") process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
