// Which marks stand over a widget's score.
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Mark, marksOf } from "../core/marks.ts";
import { marksInWords } from "../core/markwords.ts";
import { mark_rules as rules, shapes, words } from "../core/tables.ts";
import type { Score } from "../core/types.ts";
import type { Interpreted } from "./performing.ts";
import type { Store } from "./store.ts";

/**
 * The marks of a performance, followed: the same list as before where they are the same, so that nothing is drawn
 * again while a curve is dragged.
 */
export function followMarks(
  score: Score,
  performed: ReadonlySignal<Interpreted>,
  speed: ReadonlySignal<number>,
): ReadonlySignal<readonly Mark[]> {
  let last: readonly Mark[] = [];
  return computed(() => {
    const { interpretation, ...made } = performed.value;
    // Read with the performance, in its frame: a practice tempo that has just changed is not in it yet.
    const next = marksOf(score, interpretation, made, { shapes, rules, speed: speed.peek() });
    if (JSON.stringify(next) !== JSON.stringify(last)) last = next;
    return last;
  });
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
