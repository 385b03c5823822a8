// Light, dark, forced colours and less motion, as the page has them now.
import { type ReadonlySignal, signal } from "@preact/signals";

const version = signal(0);
let watching = false;

function watch(): void {
  watching = true;
  const changed = (): void => {
    version.value += 1;
  };
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
}

/** Changes whenever colours may have changed: what is painted by hand is then painted again. */
export function themeVersion(): ReadonlySignal<number> {
  if (!watching) watch();
  return version;
}

/** The colour of a musical meaning, as the styles set it here. */
export function colour(element: Element, meaning: string): string {
  return getComputedStyle(element).getPropertyValue(`--mk-${meaning}`).trim() || "currentColor";
}

export function stillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The colour that a voice has everywhere: the tune, and what goes with it. */
export function voiceMeaning(id: string, index: number): string {
  const named = { melody: "melody", answer: "melody", harmony: "harmony", bass: "rhythm", drums: "quiet" }[
    id
  ];
  return named ?? ["melody", "harmony", "rhythm"][index] ?? "quiet";
}
