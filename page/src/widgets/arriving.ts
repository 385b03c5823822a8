// Widgets that bring code of their own come to life when the reader comes near them, or has time to read.
import { followFragment } from "./address.ts";
import { whenIdle } from "./ahead.ts";
import { isSparing } from "./sparing.ts";

/** As far again as what is in view. */
const NEAR = "100% 0px";
/** A link that holds a state (see `heldBy`) may mean any of them. */
const HOLDS_STATE = /^#[a-z]+-\d+-/;

/** Mount each of these when the reader comes near it; and all, unless data are to be saved, when the page rests. */
export function mountOnArrival(homes: readonly HTMLElement[], mount: (home: HTMLElement) => void): void {
  const waiting = new Set<Element>(homes);
  const bring = (home: Element): void => {
    observer.unobserve(home);
    if (waiting.delete(home)) mount(home as HTMLElement);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) bring(target);
    },
    { rootMargin: NEAR },
  );
  for (const home of homes) observer.observe(home);
  followFragment((fragment) => {
    if (HOLDS_STATE.test(fragment)) [...waiting].forEach(bring);
  });
  if (!isSparing()) whenIdle(() => [...waiting].forEach(bring));
}
