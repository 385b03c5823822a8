// A song of four-bar phrases and the built layers, as the page would fetch them.
import type { Score } from "../../src/core/types.ts";
import type { Music } from "../../src/hear/made.ts";
import type { Song } from "../../src/hear/question.ts";
import { tables } from "../form/tables.ts";
import { piece, row } from "../pieces.ts";

const song: Score = {
  ...piece({ start_beat: -1, end_beat: 32, notes: row("m", -1, 32), bass: row("b", -1, 32) }),
  phrases: [
    [-1, 15],
    [15, 31],
  ],
};

export const songs: readonly Song[] = [{ name: "tune", phrases: [0, 1] }];
export const music: Music = { song: async () => song, tables: async () => tables };
