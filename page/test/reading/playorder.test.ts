// The order in which written bars are played.
import { describe, expect, it } from "vitest";
import { playedOrder } from "../../src/reading/playorder.ts";
import { emptyBar, type WrittenBar } from "../../src/reading/written.ts";

const bar = (its: Partial<WrittenBar> = {}): WrittenBar => ({ ...emptyBar(), length: 4, ...its });
const START = { repeatStart: true };
const END = { repeatTimes: 2 };

describe("playedOrder", () => {
  it.each<[string, Partial<WrittenBar>[], number[]]>([
    ["plays once what has no repeat", [{}, {}], [0, 1]],
    ["repeats from the beginning", [{}, END, {}], [0, 1, 0, 1, 2]],
    ["repeats from the sign", [{}, START, END, {}], [0, 1, 2, 1, 2, 3]],
    ["repeats as often as it says", [START, { repeatTimes: 3 }], [0, 1, 0, 1, 0, 1]],
    ["repeats from where the last repeat ended", [{}, END, {}, END], [0, 1, 0, 1, 2, 3, 2, 3]],
    ["plays endings in turn", [START, { endings: [1], ...END }, { endings: [2] }, {}], [0, 1, 0, 2, 3]],
    [
      "plays one ending for two rounds",
      [START, { endings: [1, 2], ...END }, { endings: [3] }],
      [0, 1, 0, 1, 0, 2],
    ],
    ["goes on where a first ending has no second", [START, { endings: [1], ...END }, {}], [0, 1, 0, 2]],
    ["goes back to the beginning, to the end", [{}, { fine: true }, { jump: "capo" }], [0, 1, 2, 0, 1]],
    ["goes back to the sign", [{}, { segno: true }, { jump: "segno" }], [0, 1, 2, 1, 2]],
    [
      "goes to the coda after the jump alone",
      [{}, { toCoda: true }, { jump: "capo" }, { coda: true }],
      [0, 1, 2, 0, 1, 3],
    ],
    ["takes no repeat again after a jump", [START, END, { jump: "capo" }], [0, 1, 0, 1, 2, 0, 1, 2]],
    [
      "takes the last ending after a jump",
      [START, { endings: [1], ...END }, { endings: [2], jump: "capo" }],
      [0, 1, 0, 2, 0, 2],
    ],
  ])("%s", (_, bars, order) => {
    expect(playedOrder(bars.map(bar))).toEqual(order);
  });
});
