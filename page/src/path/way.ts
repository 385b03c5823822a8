// The way as a trait: where Python sends the path, and where the reader has come.
import { effect, untracked } from "@preact/signals";
import type { OpenModel } from "../widgets/kinds.ts";
import { CHOICES, type Choice, letterOf, nameOf } from "./model.ts";
import type { Walk } from "./walk.ts";

const NAMES: readonly unknown[] = [...CHOICES, "home"];

/** The letters of a way as it is told from outside, as far as the path goes there. */
export function readWay(after: Walk["table"]["after"], told: unknown): string {
  let way = "";
  for (const name of Array.isArray(told) ? told : []) {
    if (!NAMES.includes(name) || after[way + letterOf(name as Choice)] === undefined) break;
    way += letterOf(name as Choice);
  }
  return way;
}

/** Keep the walk and the model's way the same; answers how to stop. */
export function followWay(model: OpenModel, walk: Walk): () => void {
  const told = (): void => {
    const way = readWay(walk.table.after, model.get("way"));
    if (way !== walk.way.peek()) walk.takeUp(way);
  };
  told();
  const stop = effect(() => {
    const names = [...walk.way.value].map(nameOf);
    untracked(() => {
      if (JSON.stringify(names) === JSON.stringify(model.get("way") ?? [])) return;
      model.set("way", names);
      model.save_changes();
    });
  });
  model.on("change:way", told);
  return () => {
    stop();
    model.off("change:way", told);
  };
}
