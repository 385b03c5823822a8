// One curve under the reader's hand: what it says in her units, and what becomes of the music when she moves it.
import { valueAt, valueBefore } from "../core/curve.ts";
import { clearHand, dragLevel, dragTempo } from "../core/hand.ts";
import { shapes } from "../core/tables.ts";
import type { Curve, Performed } from "../core/types.ts";
import type { Handle } from "../views/curve.tsx";
import { type Axis, LEVEL_CAPTION, levelAxis, TEMPO_CAPTION, tempoAxis } from "../views/plot.ts";
import { type Desk, edit } from "./desk.ts";
import { gridOf, keyed } from "./handles.ts";
import { placeName } from "./places.ts";

/** What differs between the curve of tempo and the curve of level. */
export interface Lens {
  readonly kind: "tempo" | "level";
  readonly layer: "hand_tempo" | "hand_level";
  readonly caption: string;
  readonly neutral: number;
  /** Size of a step by arrow and by page keys, in what is read. */
  readonly step: number;
  readonly big: number;
  axis(points: readonly number[]): Axis;
}

export const TEMPO: Lens = {
  kind: "tempo",
  layer: "hand_tempo",
  caption: TEMPO_CAPTION,
  neutral: 1,
  step: 1,
  big: 10,
  axis: tempoAxis,
};

export const LEVEL: Lens = {
  kind: "level",
  layer: "hand_level",
  caption: LEVEL_CAPTION,
  neutral: 0,
  step: 0.5,
  big: 3,
  axis: levelAxis,
};

const valueIn = (curve: Curve, beat: number, end_beat: number): number =>
  beat === end_beat ? valueBefore(curve, beat) : valueAt(curve, beat);

const rounded = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(2));

function levelWords(above: number): string {
  const size = Math.abs(rounded(above, 0.5));
  if (size === 0) return "as written";
  return `${size} decibel${size === 1 ? "" : "s"} ${above > 0 ? "above" : "below"} written`;
}

/** Reads and writes one curve in the reader's units. */
export class Curved {
  readonly grid: readonly number[];
  /** What was asked for and is not yet performed: keys may come faster than frames. */
  readonly #asked = new Map<number, number>();
  #askedOf: unknown = null;

  constructor(
    readonly desk: Desk,
    readonly lens: Lens,
    everyBeat: boolean,
  ) {
    this.grid = gridOf(desk.store.piece.score, everyBeat);
  }

  /** From the music's value to the reader's: seconds a beat (at the practice tempo) to beats a minute. */
  read(value: number): number {
    return this.lens.kind === "tempo" ? 60 / (value * this.desk.store.speed.value) : value;
  }

  #at(performed: Performed, beat: number): number {
    return this.read(valueIn(performed[this.lens.kind], beat, this.desk.store.piece.score.end_beat));
  }

  handle(beat: number): Handle {
    const { lens, desk } = this;
    const { store } = desk;
    const value = this.#at(store.performed.value, beat);
    const place = placeName(store.piece.score, beat).replace(/, beat 1$/, "");
    const layer = store.interpretation.value[lens.layer] ?? [];
    const moved = layer.some((point) => point[0] === beat && point[1] !== lens.neutral);
    if (lens.kind === "tempo") {
      const text = `${place}: ${Math.round(value)} beats a minute`;
      return {
        beat,
        value,
        label: `Tempo, ${place}`,
        text,
        low: 10,
        high: 300,
        now: Math.round(value),
        moved,
      };
    }
    const above = rounded(value - this.#at(store.written.value, beat), 0.5);
    const text = `${place}: ${levelWords(above)}`;
    return { beat, value, label: `Loudness, ${place}`, text, low: -40, high: 40, now: above, moved };
  }

  /** Move the curve at a beat to a value the reader reads there. */
  set(beat: number, value: number, gesture: string): void {
    const { store } = this.desk;
    const context = { score: store.piece.score, shapes, places: this.grid };
    const before = store.interpretation.peek();
    const next =
      this.lens.kind === "tempo"
        ? dragTempo(before, context, beat, 60 / Math.max(1, value))
        : dragLevel(before, context, beat, value);
    edit(this.desk, next, null, `${this.lens.kind} ${gesture} ${beat}`);
  }

  /** From a key press: in whole steps, so that the words are exact. */
  key({ beat, value }: Handle, key: string): boolean {
    const { step, big, layer, kind } = this.lens;
    const { store } = this.desk;
    if (this.#askedOf !== store.performed.peek()) this.#asked.clear();
    this.#askedOf = store.performed.peek();
    const base = kind === "tempo" ? 0 : this.#at(store.written.peek(), beat);
    const next = keyed(key, (this.#asked.get(beat) ?? value) - base, step, big);
    if (next === null) return false;
    if (next === "reset") {
      edit(
        this.desk,
        clearHand(store.interpretation.peek(), layer, beat, beat),
        null,
        `${kind} reset ${beat}`,
      );
      this.#asked.delete(beat);
    } else {
      this.#asked.set(beat, next + base);
      this.set(beat, next + base, "keys");
    }
    return true;
  }
}

export function describe(lens: Lens, desk: Desk, values: readonly (readonly [number, number])[]): string {
  const { score } = desk.store.piece;
  const pick = (better: (a: number, b: number) => boolean) =>
    values.reduce((best, point) => (better(point[1], best[1]) ? point : best));
  const low = pick((a, b) => a < b);
  const high = pick((a, b) => a > b);
  const say = ([beat, value]: readonly [number, number]): string =>
    `${Math.round(value)} in ${placeName(score, beat)}`;
  if (Math.round(low[1]) === Math.round(high[1])) return `${lens.caption}: ${Math.round(low[1])} throughout.`;
  return `${lens.caption}: from ${Math.round(values[0]![1])}; lowest ${say(low)}, highest ${say(high)}.`;
}
