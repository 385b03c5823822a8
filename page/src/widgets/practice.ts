// An exercise under way: what was tried, what is still hidden.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Finding } from "../core/finding.ts";
import type { Interpretation } from "../core/types.ts";
import type { Part } from "./model.ts";
import type { Store } from "./store.ts";
import { type Task, taskOf } from "./task.ts";

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

/** The pictures that tell what sounds. */
export const PICTURES: readonly Part[] = ["roll", "tempo", "level"];
