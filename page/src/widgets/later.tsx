// A part of a widget whose code is fetched when the part is first shown.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

export interface LaterProps<Code> {
  load(): Promise<Code>;
  children(code: Code): ComponentChildren;
}

export function Later<Code extends object>({ load, children }: LaterProps<Code>) {
  const code = useSignal<Code | null>(null);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    load().then(
      (loaded) => {
        code.value = loaded;
      },
      (error: unknown) => {
        problem.value = error instanceof Error ? error.message : String(error);
      },
    );
  }, []);
  if (problem.value !== null) return <p role="alert">{problem.value}</p>;
  if (code.value === null) return <p class="mk-hint">Fetching …</p>;
  return <>{children(code.value)}</>;
}
