// A picture of score and curves for paper and slides: the engraving that the widget shows, and both curves below it.
import tokens from "../../../spec/tokens.json" with { type: "json" };
import { MusicError } from "../core/error.ts";
import type { Mark } from "../core/marks.ts";
import type { Curve, Score } from "../core/types.ts";
import { MarkedScore } from "../views/marks.ts";
import {
  type Axis,
  across,
  down,
  type Frame,
  LEVEL_CAPTION,
  levelAxis,
  sampled,
  TEMPO_CAPTION,
  tempoAxis,
  ticks,
} from "../views/plot.ts";
import type { Desk } from "../widgets/desk.ts";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;
const MARGIN = 40;
const CURVE_HEIGHT = 150;
const SCALE = 2;
/** What browsers can hold as one picture. */
const MOST_PIXELS = 48e6;
const LONGEST_SIDE = 16_000;
const FONT = "Georgia, 'Times New Roman', serif";
const colours = tokens.light;

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, ...children: readonly (Node | string)[]): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

const text = (x: number, y: number, size: number, content: string, more: Attributes = {}): SVGElement =>
  element("text", { x, y, "font-size": size, fill: colours.ink, ...more }, content);

/** The picture of what a widget holds now. */
export function pictureOf(desk: Desk): SVGSVGElement {
  const { store, engraving } = desk;
  const performed = store.current.peek();
  const { score } = store.piece;
  const title = store.title.peek();
  const whole = element("svg", { xmlns: SVG, "font-family": FONT, color: colours.ink, role: "img" });
  whole.append(element("title", {}, title));
  const parts = element("g", {}, text(MARGIN, 52, 26, title, { "font-weight": 600 }));
  let y = 80;
  const shown = engraving.peek();
  if (shown !== null) {
    const engraved = copyOf(desk, shown.layouts.wide, y);
    parts.append(engraved);
    y += Number(engraved.getAttribute("height")) + MARGIN;
  }
  const beats_a_minute = (value: number): number => 60 / (value * store.speed.peek());
  const curves = [
    { kind: "tempo", caption: TEMPO_CAPTION, axis: tempoAxis, read: beats_a_minute },
    { kind: "level", caption: LEVEL_CAPTION, axis: levelAxis, read: (value: number) => value },
  ] as const;
  for (const { kind, caption, axis, read } of curves) {
    const range = { start_beat: score.start_beat, end_beat: score.end_beat };
    const points = (curve: Curve) => sampled(curve, { ...range, axis: { low: 0, high: 1 } }, read);
    const [now, before] = [points(performed[kind]), points(store.written.peek()[kind])];
    const frame: Frame = { ...range, axis: axis([...now, ...before].map(([, value]) => value)) };
    parts.append(text(MARGIN, y, 16, caption), ...axes(frame, score.bars, y + 14));
    parts.append(line(before, frame, y + 14, { stroke: colours.quiet, "stroke-dasharray": "5 4" }));
    parts.append(line(now, frame, y + 14, { stroke: colours[kind], "stroke-width": 2.5 }));
    y += CURVE_HEIGHT + 70;
  }
  whole.setAttribute("viewBox", `0 0 ${WIDTH} ${y}`);
  whole.setAttribute("width", String(WIDTH));
  whole.setAttribute("height", String(y));
  whole.append(element("rect", { width: WIDTH, height: y, fill: colours.paper }), parts);
  return whole as SVGSVGElement;
}

/** The engraving with its marks, and no note lit. */
function copyOf({ store }: Desk, drawn: SVGSVGElement, y: number): SVGElement {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  for (const lit of copy.querySelectorAll(".is-sounding, .is-here"))
    lit.classList.remove("is-sounding", "is-here");
  const unmarked = store.view.peek() === "written" || store.namesHidden.peek();
  drawMarks(copy, store.piece.score, unmarked ? [] : store.marks.peek());
  for (const mark of copy.querySelectorAll<SVGElement>(".mk-mark")) {
    const ink = colours[mark.dataset["meaning"] as "tempo" | "level"];
    for (const name of ["fill", "stroke", "color"]) mark.setAttribute(name, ink);
    for (const filled of mark.querySelectorAll("text, path[transform]"))
      filled.setAttribute("stroke", "none");
  }
  const [, , width = 1, height = 1] = (copy.getAttribute("viewBox") ?? "").split(/[ ,]+/).map(Number);
  const room = WIDTH - 2 * MARGIN;
  for (const name of ["aria-hidden", "style"]) copy.removeAttribute(name);
  const place = { x: MARGIN, y, width: room, height: Math.ceil((room * height) / width) };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  return copy;
}

/** Marks are placed by what the browser measures, and it measures only what stands in the page. */
function drawMarks(copy: SVGSVGElement, score: Score, marks: readonly Mark[]): void {
  const room = document.createElement("div");
  room.style.cssText = `position: absolute; width: ${WIDTH}px; visibility: hidden; font-family: ${FONT}`;
  room.append(copy);
  document.body.append(room);
  new MarkedScore(copy, score).show(marks);
  room.remove();
  copy.remove();
}

const xOf = (frame: Frame, beat: number): number =>
  MARGIN + 40 + across(frame, beat) * (WIDTH - 2 * MARGIN - 40);

const signed = (value: number, { low }: Axis): string =>
  value < 0 ? `−${-value}` : value > 0 && low < 0 ? `+${value}` : `${value}`;

function axes(
  frame: Frame,
  bars: readonly { readonly number: number; readonly start_beat: number }[],
  top: number,
): SVGElement[] {
  const numbered = bars.filter(({ number }) => number > 0);
  const spacing = Math.max(1, Math.ceil(numbered.length / 16));
  const small = { fill: colours.quiet, "font-size": 12 };
  const levels = ticks(frame.axis, 4).map((value) => {
    const y = top + down(frame, value) * CURVE_HEIGHT;
    return text(MARGIN + 32, y + 4, 12, signed(value, frame.axis), { ...small, "text-anchor": "end" });
  });
  const lines = numbered
    .filter((_, i) => i % spacing === 0)
    .flatMap((bar) => {
      const x = xOf(frame, bar.start_beat);
      const stroke = { x1: x, x2: x, y1: top, y2: top + CURVE_HEIGHT, stroke: colours.line };
      return [element("line", stroke), text(x + 2, top + CURVE_HEIGHT + 16, 12, String(bar.number), small)];
    });
  return [...lines, ...levels];
}

function line(
  points: readonly (readonly [number, number])[],
  frame: Frame,
  top: number,
  look: Attributes,
): SVGElement {
  const drawn = points.map(
    ([beat, value]) =>
      `${xOf(frame, beat).toFixed(1)},${(top + down(frame, value) * CURVE_HEIGHT).toFixed(1)}`,
  );
  return element("polyline", { points: drawn.join(" "), fill: "none", "stroke-linejoin": "round", ...look });
}

export function svgText(svg: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`;
}

/** The same picture in pixels. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
  const scale = Math.min(SCALE, LONGEST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const address = URL.createObjectURL(new Blob([svgText(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob !== null) return blob;
  } catch {
    // Said below: whatever the browser could not do, there is another way.
  } finally {
    URL.revokeObjectURL(address);
  }
  throw new MusicError("The browser could not draw this picture: save it as SVG.");
}
