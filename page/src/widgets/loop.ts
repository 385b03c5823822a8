// The stretch that is repeated.
import type { Desk } from "./desk.ts";
import type { BeatRange } from "./model.ts";

/** The stretch that the loop button takes: the one chosen last, or the phrase where the music is. */
export function loopAt(desk: Desk): BeatRange {
  const { score } = desk.store.piece;
  const beat = desk.player.beat.peek();
  const phrase = score.phrases.find(([from, to]) => from <= beat && beat < to) ?? score.phrases[0];
  return phrase ?? [score.start_beat, score.end_beat];
}

export function toggleLoop(desk: Desk): void {
  const { loop } = desk.store;
  loop.value = loop.value === null ? loopAt(desk) : null;
}
