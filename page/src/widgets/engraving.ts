// The score in the reader's key: engraved anew when she changes it, and kept.
import { effect } from "@preact/signals";
import type { Layouts } from "../views/notation.tsx";
import { takeAway } from "./carry.ts";
import type { Desk } from "./desk.ts";
import { isSparing } from "./sparing.ts";

/**
 * Follow the key of a desk with its engraving; answers how to stop.
 *
 * Until the new picture is there, or where it cannot be had, the widget says in which key the score is engraved.
 */
export function followKey({ store, engraving, assets }: Desk): () => void {
  const known = new Map<number, Layouts>();
  const first = engraving.peek();
  if (first) known.set(first.transpose, first.layouts);
  let busy = false;
  const draw = async (): Promise<void> => {
    const by = store.transpose.peek();
    const drawn = await (await takeAway(assets)).engrave(assets, store.sounding.peek());
    known.set(by, drawn);
  };
  const follow = async (): Promise<void> => {
    if (busy || engraving.peek() === null) return;
    busy = true;
    try {
      // The key may change again meanwhile: the last one counts.
      while (!known.has(store.transpose.peek())) await draw();
      const transpose = store.transpose.peek();
      if (engraving.peek()?.transpose !== transpose)
        engraving.value = { layouts: known.get(transpose)!, transpose };
    } catch {
      // The sentence about the two keys stays.
    } finally {
      busy = false;
    }
  };
  return effect(() => {
    const by = store.transpose.value;
    if (known.has(by) || !isSparing()) void follow();
  });
}
