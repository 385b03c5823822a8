// The two curves of a widget: what they say, and how a hand changes them.
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { valueAt, valueBefore } from "../core/curve.ts";
import { clearHand, dragLevel, dragTempo } from "../core/hand.ts";
import { shapes } from "../core/tables.ts";
import type { Curve, Performed } from "../core/types.ts";
import { CurveView, type Handle } from "../views/curve.tsx";
import {
  type Axis,
  type Frame,
  LEVEL_CAPTION,
  levelAxis,
  sampled,
  TEMPO_CAPTION,
  tempoAxis,
} from "../views/plot.ts";
import { Check } from "./controls.tsx";
import { type Desk, edit } from "./desk.ts";
import { gridOf, keyed, roomFor } from "./handles.ts";
import { placeName } from "./places.ts";
import { letterOf } from "./versions.tsx";

/** What differs between the curve of tempo and the curve of level. */
interface Lens {
  readonly kind: "tempo" | "level";
  readonly layer: "hand_tempo" | "hand_level";
  readonly caption: string;
  readonly neutral: number;
  /** Size of a step by arrow and by page keys, in what is read. */
  readonly step: number;
  readonly big: number;
  axis(points: readonly number[]): Axis;
}

const TEMPO: Lens = {
  kind: "tempo",
  layer: "hand_tempo",
  caption: TEMPO_CAPTION,
  neutral: 1,
  step: 1,
  big: 10,
  axis: tempoAxis,
};

const LEVEL: Lens = {
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

const HANDLE_PIXELS = 26;

const rounded = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(2));

function levelWords(above: number): string {
  const size = Math.abs(rounded(above, 0.5));
  if (size === 0) return "as written";
  return `${size} decibel${size === 1 ? "" : "s"} ${above > 0 ? "above" : "below"} written`;
}

/** Reads and writes one curve in the reader's units. */
class Curved {
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

function describe(lens: Lens, desk: Desk, values: readonly (readonly [number, number])[]): string {
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

interface CurvePartProps {
  readonly desk: Desk;
  readonly lens: Lens;
}

function CurvePart({ desk, lens }: CurvePartProps) {
  const { store, player } = desk;
  const { score } = store.piece;
  const everyBeat = useSignal(false);
  const editable = store.widget === "shape";
  const curved = useComputed(() => new Curved(desk, lens, everyBeat.value)).value;
  const whole = { start_beat: score.start_beat, end_beat: score.end_beat };
  const pointsOf = (curve: Curve) => sampled(curve, whole as Frame, (value) => curved.read(value));
  const written = pointsOf(store.written.value[lens.kind]);
  const performed = pointsOf(store.performed.value[lens.kind]);
  const kept = store.compared.value.flatMap((version, index) =>
    version === null
      ? []
      : [
          {
            letter: letterOf(index),
            points: pointsOf(version[lens.kind]),
            heard: store.heard.value === index,
          },
        ],
  );
  // While a handle is dragged the axis stands still, or it would run away under the hand.
  const dragging = useRef<Axis | null>(null);
  const axis =
    dragging.current ??
    lens.axis([written, performed, ...kept.map(({ points }) => points)].flat().map((point) => point[1]));
  const handles = editable ? curved.grid.map((beat) => curved.handle(beat)) : [];
  const settle = (): void => {
    dragging.current = null;
    store.history.settle();
  };
  return (
    <div class="mk-curve-part">
      <CurveView
        kind={lens.kind}
        caption={lens.caption}
        description={describe(lens, desk, performed)}
        frame={{ ...whole, axis }}
        written={written}
        performed={performed}
        kept={kept}
        bars={score.bars}
        holds={lens.kind === "tempo" ? holdBeats(desk) : []}
        beat={player.beat}
        handles={handles}
        room_pixels={editable ? roomFor(curved.grid, whole.end_beat - whole.start_beat, HANDLE_PIXELS) : 0}
        onSeek={player.seek}
        onDrag={(beat, value) => {
          dragging.current = axis;
          curved.set(beat, value, "drag");
        }}
        onKey={(handle, key) => curved.key(handle, key)}
        onSettle={settle}
      />
      {editable && (
        <Check
          checked={everyBeat.value}
          onToggle={(on) => {
            everyBeat.value = on;
          }}
        >
          <span class="mk-unseen">{lens.kind === "tempo" ? "Tempo: " : "Loudness: "}</span>A handle on every
          beat
        </Check>
      )}
    </div>
  );
}

/** Where fermatas stand: at the ends of the held notes. */
function holdBeats(desk: Desk): readonly number[] {
  const held = new Set((desk.store.interpretation.value.holds ?? []).map((hold) => hold.note));
  const notes = desk.store.performed.value.performance.voices.flatMap((voice) => voice.notes);
  return notes.filter((note) => note.ids.some((id) => held.has(id))).map((note) => note.end_beat);
}

export function Curves({ desk }: { readonly desk: Desk }) {
  const shown = desk.store.show.value;
  return (
    <>
      {shown.includes("tempo") && <CurvePart desk={desk} lens={TEMPO} />}
      {shown.includes("level") && <CurvePart desk={desk} lens={LEVEL} />}
    </>
  );
}
