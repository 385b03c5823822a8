// An exercise under way: what was tried, what is still hidden.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Finding, judge } from "../core/goals.ts";
import { goalWords, shapes, words } from "../core/tables.ts";
import type { Interpretation } from "../core/types.ts";
import type { Part } from "./model.ts";
import type { Store } from "./store.ts";
import { type Make, type Task, taskOf } from "./task.ts";

/** What was found, and in which interpretation. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly of: Interpretation;
}

export interface Practice {
  readonly task: Task;
  readonly judged: Signal<Judged | null>;
  /** The option that was given as the answer last. */
  readonly answered: Signal<number | null>;
  /** The answer is there to be seen, found or asked for. */
  readonly revealed: Signal<boolean>;
  /** The reader works from pictures in place of sound. */
  readonly pictured: Signal<boolean>;
  /** The worked answer was asked for. */
  readonly worked: Signal<boolean>;
  /** What is asked for must not be seen yet. */
  readonly secret: ReadonlySignal<boolean>;
}

export function practiceOf(store: Store): Practice | null {
  const task = taskOf(store.model.get("task"));
  if (task === null || task === undefined) return null;
  const revealed = signal(false);
  const hides = task.kind === "hear" || task.kind === "find";
  return {
    task,
    judged: signal(null),
    answered: signal(null),
    revealed,
    pictured: signal(false),
    worked: signal(false),
    secret: computed(() => hides && !revealed.value),
  };
}

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

/** The pictures that tell what sounds. */
export const PICTURES: readonly Part[] = ["roll", "tempo", "level"];

/** Show or hide the pictures of what sounds. */
export function showPictures({ show }: Store, shown: boolean): void {
  const others = show.peek().filter((part) => !PICTURES.includes(part));
  show.value = shown ? [...others, ...PICTURES] : others;
}
