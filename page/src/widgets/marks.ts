// Which marks stand over a widget's score.
import { type Mark, marksOf } from "../core/marks.ts";
import { marksInWords } from "../core/markwords.ts";
import { mark_rules as rules, shapes, words } from "../core/tables.ts";
import type { Score } from "../core/types.ts";
import type { Interpreted } from "./performing.ts";
import type { Store } from "./store.ts";

/** The marks of a performance that was made at a practice tempo. */
export function marksPerformed(score: Score, performed: Interpreted, speed: number): readonly Mark[] {
  return marksOf(score, performed.interpretation, performed, { shapes, rules, speed });
}

export interface MarksShown {
  readonly list: readonly Mark[];
  readonly hidden: boolean;
}

/**
 * The marks over the score. As written they are not seen but keep their room, so that the two can be compared and
 * nothing jumps; while names are hidden there is none at all: even their room would tell.
 */
export function marksShown({ marks, namesHidden, view }: Store): MarksShown {
  return { list: namesHidden.value ? [] : marks.value, hidden: view.value === "written" };
}

export function spokenMarks(score: Score, { list, hidden }: MarksShown): string {
  return hidden ? "" : marksInWords(score, list, rules, words);
}
