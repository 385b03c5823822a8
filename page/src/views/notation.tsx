// The score as it was engraved, with the notes that sound lit in it.
import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Mark } from "../core/marks.ts";
import type { Performance, PerformedNote, Score } from "../core/types.ts";
import type * as MarksCode from "./marks.ts";
import { stillness } from "./theme.ts";

export interface Layouts {
  readonly wide: SVGSVGElement;
  /** The same for a narrow place, or how to fetch it; the second time it is there at once. */
  readonly narrow: SVGSVGElement | (() => SVGSVGElement | Promise<SVGSVGElement>);
  /** The transposition in which they are engraved, in semitones; 0 if missing. */
  readonly transpose?: number;
}

export interface NotationProps {
  readonly layouts: Layouts;
  readonly performance: ReadonlySignal<Performance>;
  /** The second that sounds, or null where the music has not begun. */
  readonly sec: ReadonlySignal<number | null>;
  readonly barIndex: ReadonlySignal<number>;
  readonly score: Score;
  /** What is drawn over the engraving; hidden, it keeps its room. */
  readonly marks: ReadonlySignal<{ readonly list: readonly Mark[]; readonly hidden: boolean }>;
  /** Whether the bar that sounds is brought into view: in its own region, never the page. */
  readonly follow: boolean;
  readonly label: string;
  readonly armed: boolean;
  onNote(id: string): void;
  onBar(index: number): void;
}

const NARROW_PIXELS = 560;

/** The notes that sound at a second, by id; a little of each release is left dark so that repeated notes are seen. */
export function soundingAt(performance: Performance, sec: number | null): ReadonlySet<string> {
  const ids = new Set<string>();
  if (sec === null) return ids;
  for (const voice of performance.voices) {
    for (let i = firstAfter(voice.notes, sec) - 1; i >= 0; i -= 1) {
      const note = voice.notes[i]!;
      if (note.release_sec - 0.03 > sec) for (const id of note.ids) ids.add(id);
      if (sec - note.onset_sec > LONGEST_SEC) break;
    }
  }
  return ids;
}

/** No note of a book's score sounds longer: the search back ends there. */
const LONGEST_SEC = 30;

function firstAfter(notes: readonly PerformedNote[], sec: number): number {
  let low = 0;
  let high = notes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (notes[middle]!.onset_sec <= sec) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lights groups of one picture, touching only what changes. */
class Lights {
  readonly #groups = new Map<string, Element[]>();
  readonly #bars = new Map<string, Element[]>();
  #lit: ReadonlySet<string> = new Set();
  #bar = "";

  constructor(svg: SVGSVGElement) {
    for (const group of svg.querySelectorAll("[data-note]")) {
      const id = group.getAttribute("data-note") ?? "";
      this.#groups.set(id, [...(this.#groups.get(id) ?? []), group]);
    }
    for (const group of svg.querySelectorAll("[data-bar]")) {
      const index = group.getAttribute("data-bar") ?? "";
      this.#bars.set(index, [...(this.#bars.get(index) ?? []), group]);
    }
  }

  show(ids: ReadonlySet<string>): void {
    for (const id of this.#lit) if (!ids.has(id)) this.#mark(this.#groups.get(id), "is-sounding", false);
    for (const id of ids) if (!this.#lit.has(id)) this.#mark(this.#groups.get(id), "is-sounding", true);
    this.#lit = ids;
  }

  /** Mark the bar; answers its group when it is another than before. */
  showBar(index: number): Element | null {
    const name = String(index);
    if (name === this.#bar) return null;
    this.#mark(this.#bars.get(this.#bar), "is-here", false);
    this.#mark(this.#bars.get(name), "is-here", true);
    this.#bar = name;
    return this.#bars.get(name)?.[0] ?? null;
  }

  #mark(groups: readonly Element[] | undefined, name: string, on: boolean): void {
    for (const group of groups ?? []) group.classList.toggle(name, on);
  }
}

/** How far from a note, or from a bar's ink, a finger may touch and mean it. */
const NOTE_PIXELS = 22;
const BAR_PIXELS = 60;

/** The group within a finger's reach of a touch: ink is thin, and between its strokes lies paper. */
function nearest(
  room: Element,
  selector: string,
  x: number,
  y: number,
  reach_pixels: number,
): Element | null {
  let best: Element | null = null;
  let least = reach_pixels;
  for (const group of room.querySelectorAll(selector)) {
    const { left, right, top, bottom } = group.getBoundingClientRect();
    const distance = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    if (distance >= least) continue;
    best = group;
    least = distance;
  }
  return best;
}

/** What draws the marks comes a moment after the score, and only where there is something to draw. */
let drawing: typeof MarksCode | null = null;

async function fetchDrawing(): Promise<void> {
  try {
    drawing = await import("./marks.ts");
  } catch {
    // The score stands without marks; what changed is told in words.
  }
}

/** The picture for the room that there is; the wide one as long as the narrow one is on its way, or cannot be had. */
function pictureFor(home: HTMLElement, { wide, narrow }: Layouts, come: () => void): SVGSVGElement {
  if (home.clientWidth >= NARROW_PIXELS) return wide;
  const there = typeof narrow === "function" ? narrow() : narrow;
  if (!(there instanceof Promise)) return there;
  there.then(come, () => {});
  return wide;
}

export function Notation(props: NotationProps) {
  const { layouts, performance, sec, barIndex, score, marks, label, armed, onNote, onBar } = props;
  const room = useRef<HTMLElement>(null);
  const lights = useRef<Lights | null>(null);
  const picture = useRef<SVGSVGElement | null>(null);
  const marked = useRef<MarksCode.MarkedScore | null>(null);
  const mark = (): void => {
    const { list, hidden } = marks.value;
    if (picture.current === null || (list.length === 0 && marked.current === null)) return;
    if (drawing === null) {
      void fetchDrawing().then(() => drawing && mark());
      return;
    }
    marked.current ??= new drawing.MarkedScore(picture.current, score);
    marked.current.show(list, hidden);
  };
  const follow = useRef(props.follow);
  follow.current = props.follow;

  useLayoutEffect(() => {
    const home = room.current!;
    let shown: SVGSVGElement | null = null;
    let gone = false;
    const settle = (): void => {
      const next = pictureFor(home, layouts, () => gone || settle());
      if (next === shown) {
        mark(); // where nothing could be measured while it was not seen
        return;
      }
      shown = next;
      next.setAttribute("aria-hidden", "true"); // the region has the name
      home.replaceChildren(next);
      lights.current?.show(new Set());
      lights.current = new Lights(next);
      lights.current.show(soundingAt(performance.peek(), sec.peek()));
      picture.current = next;
      marked.current = null;
      mark();
    };
    const observer = new ResizeObserver(settle);
    observer.observe(home);
    settle();
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [layouts]);
  useSignalEffect(() => {
    lights.current?.show(soundingAt(performance.value, sec.value));
  });
  useSignalEffect(mark);
  useSignalEffect(() => {
    const group = lights.current?.showBar(barIndex.value);
    if (group && follow.current) {
      group.scrollIntoView({
        block: "center",
        inline: "nearest",
        behavior: stillness() ? "instant" : "smooth",
      });
    }
  });
  const touched = (event: MouseEvent): void => {
    const [home, x, y] = [room.current!, event.clientX, event.clientY];
    const ink = (event.target as Element).closest("[data-note]");
    const note = (ink ?? nearest(home, "[data-note]", x, y, NOTE_PIXELS))?.getAttribute("data-note");
    const bar = note ? null : nearest(home, "[data-bar]", x, y, BAR_PIXELS)?.getAttribute("data-bar");
    if (note) onNote(note);
    else if (bar) onBar(Number(bar));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the slider "place in the music" and the list of notes are the ways by keyboard
    <div
      class={`mk-notation${armed ? " is-armed" : ""}`}
      ref={room as never}
      role="img"
      aria-label={label}
      onClick={touched}
    />
  );
}
