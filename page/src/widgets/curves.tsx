// The two curves of a widget: what they say, and how a hand changes them.
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { valueAt, valueBefore } from "../core/curve.ts";
import type { Curve } from "../core/types.ts";
import { CurveView, type Handle } from "../views/curve.tsx";
import { type Axis, type Frame, sampled } from "../views/plot.ts";
import { Check } from "./controls.tsx";
import { type Desk, edit } from "./desk.ts";
import { gridOf, handAt, handHeardAt, keyed, setHand } from "./handles.ts";
import { placeName } from "./places.ts";

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
  caption: "Tempo, beats a minute",
  neutral: 1,
  step: 1,
  big: 10,
  axis: (values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { low: Math.max(10, Math.floor((low * 0.7) / 10) * 10), high: Math.ceil((high * 1.3) / 10) * 10 };
  },
};

const LEVEL: Lens = {
  kind: "level",
  layer: "hand_level",
  caption: "Loudness, decibels from mezzo-forte",
  neutral: 0,
  step: 0.5,
  big: 3,
  axis: (values) => ({ low: Math.min(-20, Math.floor(Math.min(...values))), high: Math.max(10, Math.ceil(Math.max(...values))) }),
};

const valueOf = (curve: Curve, beat: number, end_beat: number): number =>
  beat === end_beat ? valueBefore(curve, beat) : valueAt(curve, beat);

const rounded = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(2));

function levelWords(above: number): string {
  const size = Math.abs(rounded(above, 0.5));
  if (size === 0) return "as written";
  return `${size} decibel${size === 1 ? "" : "s"} ${above > 0 ? "above" : "below"} written`;
}

/** Reads and writes one curve in the reader's units. */
class Curved {
  readonly grid: readonly number[];

  constructor(
    readonly desk: Desk,
    readonly lens: Lens,
    everyBeat: boolean,
  ) {
    this.grid = gridOf(desk.store.piece.score, everyBeat);
  }

  get layer() {
    return this.desk.store.interpretation.value[this.lens.layer] ?? [];
  }

  /** From the music's value to the reader's: seconds a beat (at the practice tempo) to beats a minute. */
  read(value: number, speed: number): number {
    return this.lens.kind === "tempo" ? 60 / (value * speed) : value;
  }

  /** The curve without the hand, at a beat. */
  #bare(beat: number): number {
    const { store } = this.desk;
    const { end_beat } = store.piece.score;
    const performed = store.performed.value;
    const curve = this.lens.kind === "tempo" ? performed.tempo : performed.level;
    const layer = performed.interpretation[this.lens.layer] ?? [];
    const heard = handHeardAt(layer, beat, this.lens.neutral, end_beat);
    const value = valueOf(curve, beat, end_beat);
    return this.lens.kind === "tempo" ? (value / heard) * store.speed.value : value - heard;
  }

  handle(beat: number): Handle {
    const { lens } = this;
    const { score } = this.desk.store.piece;
    const bare = this.#bare(beat);
    const hand = handAt(this.layer, beat, lens.neutral);
    const place = placeName(score, beat).replace(/, beat 1$/, "");
    const label = `${lens.kind === "tempo" ? "Tempo" : "Loudness"}, ${place}`;
    const moved = hand !== lens.neutral;
    if (lens.kind === "tempo") {
      const value = 60 / (bare * hand);
      const now = Math.round(value);
      const text = `${place}: ${now} beat${now === 1 ? "" : "s"} a minute`;
      return { beat, value, label, text, low: 10, high: 300, now, moved };
    }
    const value = bare + hand;
    const above = value - this.#written(beat);
    return { beat, value, label, text: `${place}: ${levelWords(above)}`, low: -40, high: 40, now: rounded(above, 0.5), moved };
  }

  #written(beat: number): number {
    const { store } = this.desk;
    return valueOf(store.written.value.level, beat, store.piece.score.end_beat);
  }

  /** Move the curve at a beat to a value the reader reads there. */
  set(beat: number, value: number, gesture: string): void {
    const bare = this.#bare(beat);
    const hand = this.lens.kind === "tempo" ? 60 / (Math.max(1, value) * bare) : value - bare;
    const [low, high] = this.lens.kind === "tempo" ? [0.1, 10] : [-40, 40];
    this.#write(beat, Math.min(high, Math.max(low, hand)), gesture);
  }

  /** From a key press: rounded to whole steps, so that the words are exact. */
  key(handle: Handle, key: string): boolean {
    const { step, big, kind } = this.lens;
    const read = kind === "tempo" ? handle.value : handle.now;
    const next = keyed(key, read, step, big);
    if (next === null) return false;
    if (next === "reset") this.#write(handle.beat, this.lens.neutral, `${kind} keys`);
    else this.set(handle.beat, kind === "tempo" ? next : next + this.#written(handle.beat), `${kind} keys`);
    return true;
  }

  #write(beat: number, hand: number, gesture: string): void {
    const { layer, neutral } = this.lens;
    const next = setHand(this.layer, this.grid, beat, hand, neutral);
    edit(this.desk, { ...this.desk.store.interpretation.peek(), [layer]: next }, null, `${gesture} ${beat}`);
  }
}

function describe(lens: Lens, desk: Desk, values: readonly (readonly [number, number])[]): string {
  const { score } = desk.store.piece;
  const pick = (better: (a: number, b: number) => boolean) =>
    values.reduce((best, point) => (better(point[1], best[1]) ? point : best));
  const low = pick((a, b) => a < b);
  const high = pick((a, b) => a > b);
  const say = ([beat, value]: readonly [number, number]): string => `${Math.round(value)} in ${placeName(score, beat)}`;
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
  const speed = store.speed.value;
  const pointsOf = (curve: Curve) => sampled(curve, whole as Frame, (value) => curved.read(value, speed));
  const written = pointsOf(store.written.value[lens.kind]);
  const performed = pointsOf(store.performed.value[lens.kind]);
  // While a handle is dragged the axis stands still, or it would run away under the hand.
  const dragging = useRef<Axis | null>(null);
  const axis = dragging.current ?? lens.axis([...written, ...performed].map((point) => point[1]));
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
        bars={score.bars}
        holds={lens.kind === "tempo" ? holdBeats(desk) : []}
        beat={player.beat}
        handles={handles}
        onSeek={player.seek}
        onDrag={(beat, value) => {
          dragging.current = axis;
          curved.set(beat, value, `${lens.kind} drag`);
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
          A handle on every beat
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

