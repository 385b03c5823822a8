// What is said to those who do not see it.
import type { Signal } from "@preact/signals";

/** Neither seen nor heard, but another text. */
const AGAIN = "\u00a0";

/**
 * Say a sentence in a region that is announced. Screen readers pass over a text that has not changed, so who presses
 * the same button twice would be told nothing the second time.
 */
export function say(said: Signal<string> | Signal<string | null>, sentence: string): void {
  said.value = sentence === said.peek() ? sentence + AGAIN : sentence;
}
