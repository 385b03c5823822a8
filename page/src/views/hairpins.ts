// Hairpins and dynamics below a line of music.
import type { Mark } from "../core/marks.ts";
import { type Box, beginX, boxOf, endX, type System } from "./engraving.ts";
import type { GLYPHS } from "./glyphs.ts";
import { element, GAP, glyph, groupOf, move, ROW, STROKE, text, widthOf } from "./signs.ts";

const HAIRPIN_HALF = 110;
const LEAST_HAIRPIN = 420;

/** Hairpins and dynamics below the staff, the words moved down for them; answers how much lower the line reaches. */
export function loudness(system: System, home: Element, marks: readonly Mark[], right: number): number {
  const dynamics = marks.filter(({ sign }) => sign === "dynamic");
  const hairpins = marks.filter(({ sign }) => sign === "hairpin");
  if (dynamics.length + hairpins.length === 0) return 0;
  const clear_top = system.ink.bottom + GAP / 2;
  const top = Math.max(system.verse_box?.top ?? clear_top, clear_top);
  const middle = top + ROW / 2;
  const letters = dynamics.map((mark) => dynamic(system, home, mark, middle, right));
  const rows: number[] = [];
  for (const mark of hairpins.toSorted((a, b) => a.from_beat - b.from_beat)) {
    const left =
      mark.from_beat < system.from_beat ? system.staff.left + ROW : beginX(system, mark.from_beat) - GAP;
    const end = endX(system, Math.min(mark.to_beat!, system.to_beat));
    const found = rows.findIndex((free) => free <= left);
    const row = found < 0 ? rows.length : found;
    home.append(hairpin(system, mark, freeParts(left, end, row === 0 ? letters : []), middle + row * ROW));
    rows[row] = end + GAP;
  }
  const room = ROW * Math.max(1, rows.length) + top - (system.verse_box?.top ?? system.ink.bottom);
  for (const verse of system.verses) move(verse, room);
  return room;
}

/** The parts of a stretch that no letter stands in; if all are short, the longest. */
function freeParts(left: number, right: number, letters: readonly Box[]): readonly Part[] {
  const parts: Part[] = [];
  let free = left;
  for (const letter of letters.toSorted((a, b) => a.left - b.left)) {
    if (letter.left > free && free < right) parts.push([free, Math.min(right, letter.left - GAP)]);
    free = Math.max(free, letter.right + GAP);
  }
  parts.push([free, Math.max(free, right)]);
  const long = parts.filter(([from, to]) => to - from >= LEAST_HAIRPIN);
  if (long.length > 0) return long;
  const [from, to] = parts.reduce((best, part) => (part[1] - part[0] > best[1] - best[0] ? part : best));
  return [[from, Math.max(to, from + LEAST_HAIRPIN)]];
}

type Part = readonly [left: number, right: number];

function dynamic(system: System, home: Element, mark: Mark, middle: number, right: number): Box {
  const drawn = groupOf(mark);
  home.append(drawn);
  const baseline = middle + 80;
  let width = 0;
  if (mark.before !== "") {
    const words = text(mark.before, 0, baseline);
    drawn.append(words);
    width = boxOf(words).right + GAP;
  }
  const name = mark.text as keyof typeof GLYPHS;
  drawn.append(glyph(name, width, baseline));
  width += widthOf(name);
  const x = Math.min(beginX(system, mark.from_beat) - widthOf(name) / 2, right - width);
  drawn.setAttribute("transform", `translate(${x} 0)`);
  return { left: x, right: x + width, top: middle - ROW / 2, bottom: middle + ROW / 2 };
}

/** A hairpin, or the part of it that this line holds: it opens as far as the music has gone. */
function hairpin(system: System, mark: Mark, parts: readonly Part[], middle: number): SVGGraphicsElement {
  const share = (beat: number): number => (beat - mark.from_beat) / (mark.to_beat! - mark.from_beat);
  const opened = (beat: number): number =>
    HAIRPIN_HALF * (mark.direction === "rises" ? share(beat) : 1 - share(beat));
  const [left, right] = [parts[0]![0], parts.at(-1)![1]];
  const from = opened(Math.max(mark.from_beat, system.from_beat));
  const to = opened(Math.min(mark.to_beat!, system.to_beat));
  const half = (x: number): number => from + ((to - from) * (x - left)) / (right - left);
  const strokes = parts.flatMap(([a, b]) =>
    [-1, 1].map((side) => `M${a} ${middle + side * half(a)}L${b} ${middle + side * half(b)}`),
  );
  const drawn = groupOf(mark);
  const look = { "stroke-width": STROKE, fill: "none", "stroke-linecap": "round" };
  drawn.append(element("path", { d: strokes.join(""), ...look }));
  return drawn;
}
