// The two curves of a widget, drawn, with the handles by which they are changed.
import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Curve } from "../core/types.ts";
import { CurveView } from "../views/curve.tsx";
import { type Axis, type Frame, sampled } from "../views/plot.ts";
import { Check } from "./controls.tsx";
import { Curved, describe, LEVEL, type Lens, TEMPO } from "./curved.ts";
import type { Desk } from "./desk.ts";
import { roomFor } from "./handles.ts";
import { letterOf } from "./versions.tsx";

const HANDLE_PIXELS = 26;

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
