// What a hand or a key does to the blocks of one lab's timeline: each act is an edit.
import type { Interpretation } from "../core/types.ts";
import type { BlockActs } from "./block.tsx";
import { blocksOf, cardOf } from "./blocks.ts";
import { cardId, type Desk, edit, focusAdd } from "./desk.ts";
import { changeAmount, moveBlock, neighbour, removeBlock, stepFrom } from "./moving.ts";

/** Acts on the places that blocks may begin and end at; `focus` goes to the block of a key. */
export function actsOf(desk: Desk, places: () => readonly number[], focus: (key: string) => void): BlockActs {
  const { store } = desk;
  const { score } = store.piece;
  const make = (next: Interpretation, gesture: string): void => {
    if (next !== store.interpretation.peek()) edit(desk, next, null, gesture);
  };
  return {
    choose: (block, go) => {
      desk.selected.value = cardOf(block);
      if (go) requestAnimationFrame(() => document.getElementById(cardId(desk))?.focus());
    },
    move: (block, part, beat) =>
      make(
        moveBlock(score, store.interpretation.peek(), block, part, beat, places()),
        `move ${part} ${block.key}`,
      ),
    step: (block, part, steps) => {
      const at = part === "end" ? block.to_beat : block.from_beat;
      const beat = block.note === null ? stepFrom(places(), at, steps) : neighbour(score, block, steps);
      const next = moveBlock(score, store.interpretation.peek(), block, part, beat, places());
      make(next, `step ${part} ${block.key}`);
    },
    size: (block, amount) =>
      make(changeAmount(store.interpretation.peek(), block, amount), `amount ${block.key}`),
    remove: (block) => {
      const blocks = blocksOf(score, store.interpretation.peek());
      const at = blocks.findIndex(({ key }) => key === block.key);
      desk.selected.value = null;
      edit(desk, removeBlock(score, store.interpretation.peek(), block), "Removed.");
      const next = blocksOf(score, store.interpretation.peek())[Math.min(at, blocks.length - 2)];
      if (next) focus(next.key);
      else focusAdd(desk, block.kind);
    },
    settle: store.history.settle,
  };
}
