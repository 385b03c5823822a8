// A trait as a signal: what Python sets moves the page, what the page sets goes to Python, and nothing echoes.
import { effect, type Signal, signal } from "@preact/signals";
import type { Model, TraitName, Traits } from "./model.ts";

const same = (a: unknown, b: unknown): boolean => Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);

export interface Binding<T> {
  readonly value: Signal<T>;
  dispose(): void;
}

/** Bind a trait; `pause_ms` is the least time between two messages to the kernel (0: at once). */
export function bind<K extends TraitName>(model: Model, name: K, pause_ms = 0): Binding<Traits[K]> {
  const value = signal(model.get(name));
  const fromModel = (): void => {
    if (!same(value.peek(), model.get(name))) value.value = model.get(name);
  };
  const toModel = (): void => {
    if (same(value.peek(), model.get(name))) return;
    model.set(name, value.peek());
    model.save_changes();
  };
  const send = pause_ms > 0 ? spaced(toModel, pause_ms) : toModel;
  model.on(`change:${name}`, fromModel);
  const stop = effect(() => {
    value.value;
    send();
  });
  return {
    value,
    dispose: () => {
      stop();
      model.off(`change:${name}`, fromModel);
    },
  };
}

/** Run at once, then at most once in every `pause_ms`, and never lose the last. */
export function spaced(work: () => void, pause_ms: number): () => void {
  let resting = false;
  let waiting = false;
  const rest = (): void => {
    resting = false;
    if (waiting) run();
  };
  const run = (): void => {
    waiting = resting;
    if (resting) return;
    work();
    resting = true;
    setTimeout(rest, pause_ms);
  };
  return run;
}
