// Letter keys of a widget: only inside it, only where no control wants them.
import type { Desk } from "./desk.ts";
import { toggleLoop } from "./loop.ts";
import { setView } from "./playbar.tsx";

const WRITES =
  "input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]";
const CONTROLS = "button, input, select, textarea, a, summary, [role=slider], [contenteditable]";

const LETTERS: Readonly<Record<string, (desk: Desk) => void>> = {
  s: ({ player }) => player.stop(),
  a: (desk) => {
    const { interpreted, heard, view } = desk.store;
    if (interpreted.peek())
      setView(desk, heard.peek() !== null || view.peek() === "performed" ? "written" : "performed");
  },
  l: toggleLoop,
  h: ({ store, practice }) => {
    if (store.classroom.peek() && !practice?.secret.peek())
      store.namesHidden.value = !store.namesHidden.peek();
  },
};

/** Act on a key; answers whether it was one of ours. */
export function pressed(desk: Desk, event: KeyboardEvent): boolean {
  if (!desk.keysOn.peek() || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return false;
  const target = event.target as Element;
  if (event.key === " ") {
    if (target.closest(CONTROLS) !== null) return false;
    desk.player.toggle();
    return true;
  }
  const act = LETTERS[event.key.toLowerCase()];
  if (act === undefined || target.closest(WRITES) !== null) return false;
  act(desk);
  return true;
}
