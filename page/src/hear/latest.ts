// Work that takes a while, and is of no use once something else was begun.
import { type ReadonlySignal, signal } from "@preact/signals";

export interface Latest {
  /** Why the last work came to nothing, a sentence. */
  readonly problem: ReadonlySignal<string | null>;
  /** Begin work, which asks whether it is still the latest before it changes anything. */
  begin(work: (isLatest: () => boolean) => Promise<void>): void;
  /** What was begun is of no use any more. */
  drop(): void;
}

export function latestOf(failed: () => void): Latest {
  const problem = signal<string | null>(null);
  let turn = 0;
  return {
    problem,
    begin: (work) => {
      turn += 1;
      const own = turn;
      problem.value = null;
      work(() => own === turn).catch((error: unknown) => {
        if (own !== turn) return;
        problem.value = error instanceof Error ? error.message : String(error);
        failed();
      });
    },
    drop: () => {
      turn += 1;
    },
  };
}
