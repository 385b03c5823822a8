// Undo and redo of an interpretation; one gesture (a drag, a slid slider) is one step.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Interpretation } from "../core/types.ts";

export interface History {
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Change the interpretation; edits of the same gesture, named, make one step. */
  edit(next: Interpretation, gesture?: string): void;
  /** The gesture is over: the next edit is a step of its own. */
  settle(): void;
  undo(): void;
  redo(): void;
}

export function createHistory(current: Signal<Interpretation>): History {
  const past = signal<readonly Interpretation[]>([]);
  const future = signal<readonly Interpretation[]>([]);
  let gesture: string | undefined;
  const settle = (): void => {
    gesture = undefined;
  };
  const travel = (from: typeof past, to: typeof past): void => {
    const target = from.peek().at(-1);
    if (target === undefined) return;
    settle();
    to.value = [...to.peek(), current.peek()];
    from.value = from.peek().slice(0, -1);
    current.value = target;
  };
  return {
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    edit: (next, name) => {
      if (name === undefined || name !== gesture) past.value = [...past.peek(), current.peek()];
      gesture = name;
      future.value = [];
      current.value = next;
    },
    settle,
    undo: () => travel(past, future),
    redo: () => travel(future, past),
  };
}
