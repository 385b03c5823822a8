// The piano roll: painted once a performance, with the playhead gliding over it.
import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Bar, Clock, Performance } from "../core/types.ts";
import { drawRoll, LABEL_HEIGHT, pitchRange, pixelsPerSecond, type RollColours } from "./rolldraw.ts";
import { colour, stillness, themeVersion, voiceMeaning } from "./theme.ts";

export interface RollProps {
  readonly performed: ReadonlySignal<{ readonly performance: Performance; readonly clock: Clock }>;
  readonly bars: readonly Bar[];
  readonly sec: ReadonlySignal<number>;
  readonly beat: ReadonlySignal<number>;
  readonly label: string;
  onSeek(beat: number): void;
}

const ROW_PIXELS = 7;

class Painter {
  pixels_per_sec = 1;
  #painted = "";

  constructor(
    readonly scroller: HTMLElement,
    readonly canvas: HTMLCanvasElement,
    readonly space: HTMLElement,
    readonly props: RollProps,
  ) {}

  /** Fit the roll to its room, or let it scroll where the piece is long. */
  layout(): void {
    const { performance } = this.props.performed.peek();
    const width = this.scroller.clientWidth;
    const range = pitchRange(performance);
    const height = Math.max(120, (range.high - range.low + 1) * ROW_PIXELS) + LABEL_HEIGHT;
    this.pixels_per_sec = pixelsPerSecond(width, performance.duration_sec);
    const whole = Math.max(width, Math.ceil(performance.duration_sec * this.pixels_per_sec));
    this.space.style.width = `${whole}px`;
    this.scroller.style.height = `${height + (whole > width ? 16 : 0)}px`;
    this.scroller.tabIndex = whole > width ? 0 : -1;
    const scale = devicePixelRatio || 1;
    const [pixelWidth, pixelHeight] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== pixelWidth) this.canvas.width = pixelWidth;
    if (this.canvas.height !== pixelHeight) this.canvas.height = pixelHeight;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.#painted = "";
    this.paint();
  }

  paint(): void {
    const { performed, bars } = this.props;
    const { performance, clock } = performed.peek();
    const context = this.canvas.getContext("2d");
    const scale = devicePixelRatio || 1;
    const [width, height] = [this.canvas.width / scale, this.canvas.height / scale];
    const view = {
      width,
      height,
      from_sec: this.scroller.scrollLeft / this.pixels_per_sec,
      pixels_per_sec: this.pixels_per_sec,
    };
    const key = JSON.stringify(view);
    if (context === null || width === 0 || key === this.#painted) return;
    this.#painted = key;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const lines = bars.map((bar) => ({
      sec: clock.seconds_at(bar.start_beat),
      label: bar.number > 0 ? `${bar.number}` : "",
    }));
    drawRoll(context, view, performance, lines, this.#colours(performance.voices.map((voice) => voice.id)));
  }

  #colours(voices: readonly string[]): RollColours {
    const of = (meaning: string): string => colour(this.canvas, meaning);
    return {
      line: of("line"),
      quiet: of("quiet"),
      voices: voices.map((id, index) => of(voiceMeaning(id, index))),
    };
  }

  /** Turn the page when the playhead leaves it. */
  follow(x: number): void {
    const { scrollLeft, clientWidth, scrollWidth } = this.scroller;
    if (scrollWidth <= clientWidth) return;
    if (x < scrollLeft || x > scrollLeft + clientWidth - 8) this.scroller.scrollLeft = Math.max(0, x - 24);
  }
}

export function Roll(props: RollProps) {
  const { performed, sec, beat, label, onSeek } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const space = useRef<HTMLDivElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const painter = useRef<Painter | null>(null);

  useLayoutEffect(() => {
    const made = new Painter(scroller.current!, canvas.current!, space.current!, props);
    painter.current = made;
    const observer = new ResizeObserver(() => made.layout());
    observer.observe(made.scroller);
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    performed.value;
    themeVersion().value;
    painter.current?.layout();
  });
  useSignalEffect(() => {
    const { clock } = performed.value;
    const made = painter.current;
    if (made === null || playhead.current === null) return;
    const at = stillness() ? clock.seconds_at(Math.floor(beat.value)) : sec.value;
    const x = Math.max(0, at) * made.pixels_per_sec;
    playhead.current.style.transform = `translateX(${x}px)`;
    made.follow(x);
  });
  const seek = (event: MouseEvent): void => {
    const made = painter.current;
    if (made === null) return;
    const x = event.clientX - made.scroller.getBoundingClientRect().left + made.scroller.scrollLeft;
    onSeek(performed.peek().clock.beat_at(x / made.pixels_per_sec));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the slider "place in the music" is the way by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a scrolled picture; a fieldset would bring a legend and a border
    <div
      role="group"
      class="mk-roll"
      ref={scroller}
      aria-label="Piano roll"
      onScroll={() => painter.current?.paint()}
      onClick={seek}
    >
      <div class="mk-roll-space" ref={space}>
        <canvas ref={canvas} role="img" aria-label={label} />
        <div class="mk-playhead" ref={playhead} />
      </div>
    </div>
  );
}
