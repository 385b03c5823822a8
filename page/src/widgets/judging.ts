// Judging what a reader has made in an exercise, and the pictures of what sounds.
import { judge } from "../core/goals.ts";
import { goalWords } from "../core/goaltable.ts";
import { shapes, words } from "../core/tables.ts";
import type { Judged, Practice } from "./practice.ts";
import { PICTURES } from "./practice.ts";
import type { Store } from "./store.ts";
import type { Make } from "./task.ts";

/** Judge what is made now; a goal that does not fit is said in the message line. */
export function judgeNow(store: Store, practice: Practice, { goals }: Make): Judged | null {
  const of = store.interpretation.peek();
  try {
    const findings = judge(store.piece.score, of, goals, { shapes, words, goalWords });
    practice.judged.value = { findings, of };
  } catch (error) {
    practice.judged.value = null;
    store.message.value = error instanceof Error ? error.message : String(error);
  }
  return practice.judged.peek();
}

/** Show or hide the pictures of what sounds. */
export function showPictures({ show }: Store, shown: boolean): void {
  const others = show.peek().filter((part) => !PICTURES.includes(part));
  show.value = shown ? [...others, ...PICTURES] : others;
}
