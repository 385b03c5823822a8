// Which widget of a page a link means: #musicking-<version>-<name>--<state>. The state is read by the take-away code.

import { followFragment } from "./address.ts";
import { takeAway } from "./carry.ts";
import type { Desk } from "./desk.ts";

const OURS = "#musicking-";

/** The widgets that stand in the page, by the element they stand in; null for one that no such link leads to. */
const met = new WeakMap<Element, Desk | null>();
/** The fragment that waits for all widgets to be there. */
let awaited: string | null = null;

/** A widget has come to life in its place of the page, or has failed to. */
export function meet(home: Element, desk: Desk | null): void {
  met.set(home, desk);
  void open();
}

function homes(): readonly Element[] {
  return [...document.querySelectorAll(".musicking[data-widget]")];
}

/** Letters and digits of a title, as they stand in an address. */
export function slug(title: string): string {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "music";
}

/** Names by title, so that they outlast changes elsewhere in the page; a title's second widget is numbered. */
export function namesOf(widgets: readonly { readonly kind: string; readonly title: string }[]): string[] {
  const seen = new Map<string, number>();
  return widgets.map(({ kind, title }) => {
    const name = `${kind}-${slug(title)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}-no${count}`;
  });
}

/** The widgets of the page by name. */
function named(): ReadonlyMap<string, Desk> {
  const desks = homes().flatMap((home) => met.get(home) ?? []);
  const names = namesOf(
    desks.map(({ store, stage }) => ({ kind: store.widget, title: stage?.own?.home ?? store.title.peek() })),
  );
  return new Map(names.map((name, i) => [name, desks[i]!]));
}

/** The name of a widget; null where a link cannot lead to it, as in a notebook. */
export function nameOf(desk: Desk): string | null {
  return [...named()].find(([, other]) => other === desk)?.[0] ?? null;
}

async function open(): Promise<void> {
  const fragment = awaited;
  if (fragment === null || homes().some((home) => !met.has(home))) return;
  awaited = null;
  const desks = named();
  const [first] = desks.values();
  if (first === undefined) return;
  try {
    await (await takeAway(first.assets)).openLink(fragment, desks);
  } catch (error) {
    first.store.message.value = error instanceof Error ? error.message : String(error);
  }
}

/** Open the link by which the page was opened, and any that is put into its address later. */
export function followLinks(): void {
  followFragment((fragment) => {
    awaited = fragment.startsWith(OURS) ? fragment : null;
    void open();
  });
}
