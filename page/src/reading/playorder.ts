// The order in which written bars are played: repeats, endings, da capo and dal segno, fine and coda.
import { MOST_BARS, tooLong } from "./limits.ts";
import type { WrittenBar } from "./written.ts";

/** The greatest number of the endings of the repeat that begins at a bar: how often it is played. */
function roundsFrom(bars: readonly WrittenBar[], start: number): number {
  let rounds = 0;
  for (let i = start; i < bars.length; i += 1) {
    const { endings, repeatStart } = bars[i]!;
    if (i > start && repeatStart) break;
    if (endings.length > 0) rounds = Math.max(rounds, ...endings);
    else if (rounds > 0) break;
  }
  return rounds;
}

/** Someone reading along: where the present repeat began, and which time it is played. */
class Reader {
  #start = 0;
  #round = 1;
  #rounds: number;
  #pastEndings = false;
  #jumped = false;

  constructor(readonly bars: readonly WrittenBar[]) {
    this.#rounds = roundsFrom(bars, 0);
  }

  /** Whether the bar is played this time. */
  enters(place: number): boolean {
    const { repeatStart, endings } = this.bars[place]!;
    const leaves = this.#pastEndings && endings.length === 0;
    if ((repeatStart && place !== this.#start) || leaves) this.#begin(place);
    this.#pastEndings ||= endings.length > 0;
    return endings.length === 0 || endings.includes(this.#round);
  }

  /** Where the music goes after a bar: null where it ends. */
  next(place: number): number | null {
    const bar = this.bars[place]!;
    if (this.#jumped && bar.fine) return null;
    const coda = this.#jumped && bar.toCoda ? this.bars.findIndex(({ coda }, i) => coda && i > place) : -1;
    if (coda >= 0) return this.#begin(coda);
    const times =
      bar.endings.length > 0 ? Math.max(this.#rounds, Math.min(...bar.endings) + 1) : bar.repeatTimes;
    const lastEnding = bar.endings.includes(this.#rounds) && this.#rounds > 1;
    if (bar.repeatTimes > 0 && !this.#jumped && !lastEnding && this.#round < times) {
      this.#round += 1;
      this.#pastEndings = false;
      return this.#start;
    }
    if (bar.jump !== null && !this.#jumped) {
      this.#jumped = true;
      return this.#begin(
        bar.jump === "segno"
          ? Math.max(
              0,
              this.bars.findIndex(({ segno }) => segno),
            )
          : 0,
      );
    }
    if (bar.repeatTimes > 0 && bar.endings.length === 0) this.#begin(place + 1);
    return place + 1;
  }

  #begin(place: number): number {
    this.#start = place;
    this.#rounds = roundsFrom(this.bars, place);
    this.#round = this.#jumped ? Math.max(1, this.#rounds) : 1;
    this.#pastEndings = false;
    return place;
  }
}

/**
 * The places of the bars in played order.
 *
 * After a jump no repeat is taken again, and of several endings the last is played.
 */
export function playedOrder(bars: readonly WrittenBar[]): readonly number[] {
  const played: number[] = [];
  const reader = new Reader(bars);
  for (let place: number | null = 0; place !== null && place < bars.length; ) {
    if (!reader.enters(place)) {
      place += 1;
      continue;
    }
    if (played.push(place) > MOST_BARS) tooLong();
    place = reader.next(place);
  }
  return played;
}
