// The timeline of the lab: what is placed on the music as blocks over its bars, to be moved, stretched and sized.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { follow, reveal } from "../views/scrolling.ts";
import { stillness } from "../views/theme.ts";
import { actsOf } from "./acting.ts";
import { BlockView } from "./block.tsx";
import { blocksOf, cardOf, type Kept, rowsOf } from "./blocks.ts";
import { Button, Check } from "./controls.tsx";
import { announce, type Desk } from "./desk.ts";
import { gridOf, roomFor } from "./handles.ts";
import { placesOf } from "./moving.ts";

/** Handles of the curves below stand this far apart, bar by bar: so block and curve lie under each other. */
const BAR_PIXELS = 26;
const LEAST_PIXELS = 28;
const ROW_REM = 2.5;
const ZOOMS = [0, 1, 2, 4, 8] as const;

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

interface At {
  readonly desk: Desk;
}

/** The lines and numbers of the bars; where they lie close, only some. */
function BarLines({ desk, width }: At & { readonly width: number }) {
  const { bars, start_beat, end_beat } = desk.store.piece.score;
  const spacing = Math.max(1, Math.ceil((bars.length * BAR_PIXELS) / Math.max(width, 1)));
  const first = Math.max(
    0,
    bars.findIndex(({ number }) => number > 0),
  );
  return (
    <div aria-hidden="true">
      {bars
        .filter((_, i) => (i - first) % spacing === 0)
        .map((bar) => (
          <span
            class="mk-barline"
            key={bar.start_beat}
            style={{ left: percent((bar.start_beat - start_beat) / (end_beat - start_beat)) }}
          >
            {bar.number > 0 ? bar.number : ""}
          </span>
        ))}
    </div>
  );
}

function Tools({ desk, zoom, halves }: At & { readonly zoom: Zoom; readonly halves: Toggle }) {
  const at = ZOOMS.indexOf(zoom.value);
  const to = (step: number, said: string): void => {
    zoom.value = ZOOMS[at + step] ?? zoom.peek();
    announce(desk, said);
  };
  return (
    <div class="mk-row">
      <Button kind="small" idle={at === 0} label="Timeline: wider view" onPress={() => to(-1, "More bars.")}>
        −
      </Button>
      <Button
        kind="small"
        idle={at === ZOOMS.length - 1}
        label="Timeline: closer view"
        onPress={() => to(1, "Fewer bars, closer.")}
      >
        +
      </Button>
      <Check
        checked={halves.value}
        onToggle={(on) => {
          halves.value = on;
        }}
      >
        Fine: by half beats
      </Check>
    </div>
  );
}

type Zoom = { value: (typeof ZOOMS)[number]; peek(): (typeof ZOOMS)[number] };
type Toggle = { value: boolean };

export function Timeline({ desk }: At) {
  const { store, player, name } = desk;
  const { score } = store.piece;
  const whole_beats = Math.max(1e-9, score.end_beat - score.start_beat);
  const shareOf = (beat: number): number => (beat - score.start_beat) / whole_beats;
  const room = useRef<HTMLDivElement>(null);
  const lane = useRef<HTMLDivElement>(null);
  const now = useRef<HTMLDivElement>(null);
  const last = useRef<number | null>(null);
  const width = useSignal(0);
  const zoom = useSignal<(typeof ZOOMS)[number]>(1);
  const halves = useSignal(false);
  const held = useSignal<Kept | null>(null);
  const room_pixels = roomFor(gridOf(score, false), whole_beats, BAR_PIXELS) * zoom.value;

  useLayoutEffect(() => {
    const measure = (): void => {
      width.value = lane.current?.clientWidth ?? 0;
    };
    const observer = new ResizeObserver(measure);
    observer.observe(lane.current!);
    measure();
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    const beat = stillness() ? Math.floor(player.beat.value) : player.beat.value;
    const share = Math.max(0, shareOf(beat));
    if (now.current) now.current.style.transform = `translateX(${percent(share)})`;
    // Until something moves, what is chosen stays in sight, and not the beginning.
    if (room.current && !held.peek() && last.current !== null && share !== last.current)
      follow(room.current, share);
    last.current = share;
  });

  const { components = [] } = store.interpretation.value;
  const chosen = desk.selected.value;
  useLayoutEffect(() => {
    const place = lane.current?.querySelector<HTMLElement>(".is-chosen");
    if (place && room.current) reveal(room.current, place.offsetLeft, place.offsetWidth);
  }, [chosen, zoom.value]);
  useLayoutEffect(() => {
    if (desk.selected.peek() !== null) return;
    const places = [...lane.current!.querySelectorAll<HTMLElement>(".mk-block")];
    const [first] = places.toSorted((a, b) => a.offsetLeft - b.offsetLeft);
    if (first) reveal(room.current!, first.offsetLeft, first.offsetWidth);
  }, []);
  const blocks = blocksOf(score, store.interpretation.value);
  const least_beats = (LEAST_PIXELS / Math.max(width.value, 1)) * whole_beats;
  const rows = rowsOf(blocks, least_beats, held.value);
  const count = Math.max(1, ...[...rows.values()].map((row) => row + 1));
  const blockId = (key: string): string => `${name}-${key}`;
  const acts = actsOf(
    desk,
    () => placesOf(score, halves.peek()),
    (key) =>
      requestAnimationFrame(() => document.getElementById(blockId(key))?.focus({ preventScroll: true })),
  );
  const seek = (event: MouseEvent): void => {
    const area = lane.current!.getBoundingClientRect();
    player.seek(score.start_beat + ((event.clientX - area.left) / area.width) * whole_beats);
  };
  return (
    <div class="mk-timeline">
      <p class="mk-heading" id={`${name}-timeline`}>
        What is placed
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard, also while nothing is placed */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own */}
      <div class="mk-timeline-room" ref={room} role="group" aria-label="Timeline" tabIndex={0}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider "place in the music" is the way by keyboard */}
        <div
          class="mk-lane"
          ref={lane}
          role="group"
          aria-labelledby={`${name}-timeline`}
          style={{ minWidth: `${room_pixels}px`, height: `${count * ROW_REM + 0.25}rem` }}
          onClick={seek}
        >
          <BarLines desk={desk} width={width.value} />
          <div class="mk-now">
            <div ref={now} />
          </div>
          {blocks.map((block) => (
            <BlockView
              key={block.key}
              block={block}
              id={blockId(block.key)}
              component={block.note === null ? (components[block.index] ?? null) : null}
              left={shareOf(block.from_beat)}
              width={(block.to_beat - block.from_beat) / whole_beats}
              top_rem={(rows.get(block.key) ?? 0) * ROW_REM + 0.25}
              chosen={chosen === cardOf(block)}
              describedBy={`${name}-timeline-help`}
              beats_per_pixel={whole_beats / Math.max(1, width.value)}
              range={[score.start_beat, score.end_beat]}
              acts={{
                ...acts,
                hold: (on) => {
                  held.value = on ? { key: block.key, row: rows.get(block.key) ?? 0 } : null;
                },
              }}
            />
          ))}
        </div>
      </div>
      {blocks.length === 0 ? (
        <p class="mk-hint">Nothing yet: add a change above, and it stands here over its bars.</p>
      ) : (
        <>
          <p class="mk-hint" id={`${name}-timeline-help`}>
            Choose a block to see all of it. Drag it to move it, its edge to stretch it, up or down for its
            amount. By keys: arrows, with Shift to stretch; Enter opens it, Delete removes it.
          </p>
          <Tools desk={desk} zoom={zoom} halves={halves} />
        </>
      )}
    </div>
  );
}
