// A curve over the bars: as written behind, as performed before it, and its handles if it may be changed.
import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Bar } from "../core/types.ts";
import { across, beatAcross, down, type Frame, path, ticks, valueDown } from "./plot.ts";
import { firstTurn, follow, reveal } from "./scrolling.ts";
import { stillness } from "./theme.ts";

type Points = readonly (readonly [beat: number, value: number])[];

export interface Handle {
  readonly beat: number;
  readonly value: number;
  readonly label: string;
  readonly text: string;
  readonly low: number;
  readonly high: number;
  readonly now: number;
  readonly moved: boolean;
}

export interface Kept {
  readonly letter: string;
  readonly points: Points;
  readonly heard: boolean;
}

export interface CurveProps {
  readonly kind: "tempo" | "level";
  readonly caption: string;
  readonly description: string;
  readonly frame: Frame;
  readonly written: Points;
  readonly performed: Points;
  /** Versions that are kept, drawn faintly behind. */
  readonly kept?: readonly Kept[];
  readonly bars: readonly Bar[];
  readonly holds: readonly number[];
  readonly beat: ReadonlySignal<number>;
  readonly handles: readonly Handle[];
  /** Least width, so that handles can be told apart by a finger. */
  readonly room_pixels: number;
  onSeek(beat: number): void;
  onDrag(beat: number, value: number): void;
  onKey(handle: Handle, key: string): boolean;
  onSettle(): void;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** With more bars than these, only the numbered ones get a line. */
const MOST_LINES = 40;

function Axes({ frame, bars }: Pick<CurveProps, "frame" | "bars">) {
  const spacing = Math.max(1, Math.ceil(bars.length / 12));
  const drawn = bars.length > MOST_LINES ? bars.filter((_, i) => i % spacing === 0) : bars;
  return (
    <div class="mk-axes" aria-hidden="true">
      <div class="mk-axis">
        {ticks(frame.axis, 4).map((value) => (
          <span class="mk-tick" key={value} style={{ top: percent(down(frame, value)) }}>
            {value > 0 && frame.axis.low < 0 ? `+${value}` : value}
          </span>
        ))}
      </div>
      {drawn.map((bar, i) => (
        <span
          class="mk-barline"
          key={bar.start_beat}
          style={{ left: percent(across(frame, bar.start_beat)) }}
        >
          {(drawn !== bars || i % spacing === 0) && bar.number > 0 ? bar.number : ""}
        </span>
      ))}
    </div>
  );
}

/** Where two curves are furthest apart: there the letter tells them apart best. */
function furthest(points: Points, others: Points): readonly [number, number] {
  const reading = (beat: number): number => (others.find((other) => other[0] >= beat) ?? others.at(-1)!)[1];
  const apart = ([beat, value]: readonly [number, number]): number => Math.abs(value - reading(beat));
  return points.reduce((best, point) => (apart(point) > apart(best) ? point : best));
}

function Letters({ frame, performed, kept = [] }: CurveProps) {
  return (
    <div aria-hidden="true">
      {kept.map(({ letter, points, heard }) => {
        const [beat, value] = furthest(points, performed);
        const place = { left: percent(across(frame, beat)), top: percent(down(frame, value)) };
        return (
          <span class={`mk-kept-letter${heard ? " is-heard" : ""}`} key={letter} style={place}>
            {letter}
          </span>
        );
      })}
    </div>
  );
}

function Lines({ kind, frame, written, performed, kept = [], holds, handles, description }: CurveProps) {
  const named = handles.length === 0;
  return (
    <svg
      class="mk-lines"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={description}
      aria-hidden={!named}
    >
      <path class="mk-written" d={path(written, frame)} />
      {kept.map(({ letter, points, heard }) => (
        <path class={`mk-kept mk-${kind}${heard ? " is-heard" : ""}`} key={letter} d={path(points, frame)} />
      ))}
      <path class={`mk-performed mk-${kind}`} d={path(performed, frame)} />
      {holds.map((beat) => (
        <path class="mk-hold" key={beat} d={`M${across(frame, beat) * 100} 0V100`} />
      ))}
    </svg>
  );
}

function HandleSlider({ handle, props }: { readonly handle: Handle; readonly props: CurveProps }) {
  const { frame, kind, onDrag, onKey, onSettle } = props;
  const dragged = (event: PointerEvent): void => {
    const knob = event.currentTarget as HTMLElement;
    if (!knob.hasPointerCapture(event.pointerId)) return;
    const area = knob.parentElement!.getBoundingClientRect();
    onDrag(handle.beat, valueDown(frame, (event.clientY - area.top) / area.height));
  };
  return (
    <div
      class={`mk-handle mk-${kind}${handle.moved ? " is-moved" : ""}`}
      role="slider"
      tabIndex={0}
      aria-label={handle.label}
      aria-orientation="vertical"
      aria-valuemin={handle.low}
      aria-valuemax={handle.high}
      aria-valuenow={handle.now}
      aria-valuetext={handle.text}
      style={{ left: percent(across(frame, handle.beat)), top: percent(down(frame, handle.value)) }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus({ preventScroll: true }); // or the curve would move under the hand
        event.preventDefault();
      }}
      onPointerMove={dragged}
      onPointerUp={onSettle}
      onPointerCancel={onSettle}
      onKeyDown={(event) => {
        if (onKey(handle, event.key)) event.preventDefault();
      }}
      onKeyUp={onSettle}
      onClick={(event) => event.stopPropagation()}
    />
  );
}

export function CurveView(props: CurveProps) {
  const { kind, caption, frame, bars, beat, handles, onSeek } = props;
  const now = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const last = useRef<number | null>(null);
  useLayoutEffect(() => {
    const { clientWidth, scrollWidth } = room.current!;
    reveal(room.current!, firstTurn(props.performed, props.written) * scrollWidth, clientWidth / 2);
  }, []);
  useSignalEffect(() => {
    const at = stillness() ? Math.floor(beat.value) : beat.value;
    const share = Math.max(0, across(frame, at));
    if (now.current) now.current.style.transform = `translateX(${percent(share)})`;
    // Not under a hand that is drawing.
    if (last.current !== null && share !== last.current && !room.current!.matches(":active"))
      follow(room.current!, share);
    last.current = share;
  });
  const seek = (event: MouseEvent): void => {
    const area = (event.currentTarget as HTMLElement).getBoundingClientRect();
    onSeek(beatAcross(frame, (event.clientX - area.left) / area.width));
  };
  return (
    <figure class="mk-figure">
      <figcaption>{caption}</figcaption>
      <div class="mk-curve-room" ref={room}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider "place in the music" is the way by keyboard */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
        <div class={`mk-curve mk-${kind}`} style={{ minWidth: `${props.room_pixels}px` }} onClick={seek}>
          <Axes frame={frame} bars={bars} />
          <Lines {...props} />
          <Letters {...props} />
          <div class="mk-now">
            <div ref={now} />
          </div>
          {handles.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own
            <div class="mk-handles" role="group" aria-label={`${caption}: by hand`}>
              {handles.map((handle) => (
                <HandleSlider key={handle.beat} handle={handle} props={props} />
              ))}
            </div>
          )}
        </div>
      </div>
    </figure>
  );
}
