// Which marks stand over a widget's score.
import { type Mark, marksOf } from "../core/marks.ts";
import { marksInWords } from "../core/markwords.ts";
import { mark_rules as rules, shapes, words } from "../core/tables.ts";
import type { Score } from "../core/types.ts";
import type { Store } from "./store.ts";

export interface MarksShown {
  readonly list: readonly Mark[];
  readonly hidden: boolean;
}

/**
 * The marks of what is performed. As written they are not seen but keep their room, so that the two can be compared
 * and nothing jumps; while names are hidden there is none at all: even their room would tell.
 */
export function marksShown(store: Store): MarksShown {
  const hidden = store.view.value === "written";
  return { list: store.namesHidden.value ? [] : marksPerformed(store), hidden };
}

export function marksPerformed({ piece, performed, speed }: Store): readonly Mark[] {
  const { interpretation, ...made } = performed.value;
  return marksOf(piece.score, interpretation, made, { shapes, rules, speed: speed.peek() });
}

export function spokenMarks(score: Score, { list, hidden }: MarksShown): string {
  return hidden ? "" : marksInWords(score, list, rules, words);
}
