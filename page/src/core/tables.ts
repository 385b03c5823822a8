// The tables that Python writes, typed; JSON itself knows no tuples.

import marks_table from "../../../spec/marks.json" with { type: "json" };
import shapes_table from "../../../spec/shapes.json" with { type: "json" };
import words_table from "../../../spec/words.json" with { type: "json" };
import type { Rules } from "./marks.ts";
import type { Words } from "./sentences.ts";
import type { Shapes } from "./types.ts";

export const shapes = shapes_table as unknown as Shapes;
export const words = words_table as unknown as Words;
export const mark_rules = marks_table as unknown as Rules;
