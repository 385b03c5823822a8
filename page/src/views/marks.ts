// The marks drawn over an engraved score, with room made for them between its lines of music.
import type { Mark } from "../core/marks.ts";
import type { Score } from "../core/types.ts";
import {
  around,
  type Box,
  beginX,
  boxOf,
  endX,
  type Line,
  linesOf,
  measure,
  type System,
} from "./engraving.ts";
import { GLYPHS, type Glyph } from "./glyphs.ts";

const SVG = "http://www.w3.org/2000/svg";
/** As large as the engraving's own signs. */
const GLYPH_SCALE = 0.72;
const TEXT_SIZE = 430;
const ROW = 560;
const GAP = 90;
const HAIRPIN_HALF = 110;
const LEAST_HAIRPIN = 420;
const STROKE = 30;

type Attributes = Readonly<Record<string, string | number>>;

function element(
  name: string,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): SVGGraphicsElement {
  const made = document.createElementNS(SVG, name) as SVGGraphicsElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** A sign of the music font, its left edge and baseline at a place. */
function glyph(name: keyof typeof GLYPHS, x: number, y: number, scale = GLYPH_SCALE): SVGGraphicsElement {
  const sign: Glyph = GLYPHS[name];
  const transform = `translate(${x - sign.left * scale} ${y})scale(${scale} ${-scale})`;
  return element("path", { d: sign.d, transform });
}

const widthOf = (name: keyof typeof GLYPHS, scale = GLYPH_SCALE): number => GLYPHS[name].width * scale;

/** Which musical meaning colours a mark. */
const LEVEL_SIGNS: ReadonlySet<string> = new Set(["hairpin", "dynamic", "accent"]);

function groupOf(mark: Mark): SVGGraphicsElement {
  const meaning = LEVEL_SIGNS.has(mark.sign) ? "level" : "tempo";
  return element("g", { class: `mk-mark is-${meaning}`, "data-sign": mark.sign, "data-meaning": meaning });
}

/** The marks of one picture: drawn anew when they change, over what was measured once. */
export class MarkedScore {
  readonly #lines: readonly Line[];
  readonly #measured = new Map<Line, System>();
  readonly #view: readonly [x: number, y: number, width: number, height: number];
  #drawn = "";

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly score: Score,
  ) {
    this.#lines = linesOf(svg, score);
    const kept = svg.dataset["view"] ?? svg.getAttribute("viewBox") ?? "";
    svg.dataset["view"] = kept;
    const [x = 0, y = 0, width = 0, height = 0] = kept.split(/[ ,]+/).map(Number);
    this.#view = [x, y, width, height];
  }

  /** Draw these marks and no others; hidden, they keep their room. Answers whether the picture could be measured. */
  show(marks: readonly Mark[], hidden = false): boolean {
    this.svg.classList.toggle("has-hidden-marks", hidden);
    const now = JSON.stringify(marks);
    if (now === this.#drawn) return true;
    const [x, y, width, height] = this.#view;
    const right = x + width;
    let down = 0;
    const laid: (() => void)[] = [];
    for (const line of this.#lines) {
      const here = marks.filter((mark) => isIn(line, mark, line === this.#lines.at(-1)));
      const system = here.length > 0 ? this.#systemOf(line) : null;
      if (here.length > 0 && system === null) return false;
      line.group.querySelector(":scope > .mk-marks")?.remove();
      const { above, below } = system ? lay(system, here, right) : clear(line);
      down += above;
      const place = down;
      laid.push(() => move(line.group, place));
      down += below;
    }
    for (const place of laid) place();
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height + down}`);
    this.#drawn = now;
    return true;
  }

  #systemOf(line: Line): System | null {
    const known = this.#measured.get(line);
    if (known) return known;
    clear(line);
    const found = measure(line, this.score);
    if (found) this.#measured.set(line, found);
    return found;
  }
}

interface Room {
  readonly above: number;
  readonly below: number;
}

function move(group: SVGGraphicsElement, down: number): void {
  if (down === 0) group.removeAttribute("transform");
  else group.setAttribute("transform", `translate(0 ${Math.round(down)})`);
}

function clear({ group }: Pick<Line, "group">): Room {
  for (const moved of group.querySelectorAll<SVGGraphicsElement>(".harm, .verse")) move(moved, 0);
  return { above: 0, below: 0 };
}

function isIn({ from_beat, to_beat }: Line, mark: Mark, last: boolean): boolean {
  // A breath at a barline belongs to the line that ends there.
  if (mark.sign === "breath") return mark.from_beat > from_beat && mark.from_beat <= to_beat;
  if (mark.to_beat === null)
    return mark.from_beat >= from_beat && (mark.from_beat < to_beat || (last && mark.from_beat <= to_beat));
  return mark.from_beat < to_beat && mark.to_beat > from_beat;
}

/** Draw the marks of one line; answers the room that they need beyond what the engraving left. */
function lay(system: System, marks: readonly Mark[], right: number): Room {
  clear(system);
  const home = element("g", { class: "mk-marks" });
  system.group.append(home);
  const by = (wanted: (mark: Mark) => boolean): readonly Mark[] => marks.filter(wanted);
  const on_notes = atNotes(
    system,
    home,
    by(({ sign }) => ["accent", "fermata", "breath"].includes(sign)),
  );
  const lift = liftOf(system.chord_boxes, on_notes);
  for (const chord of system.chords) move(chord, -lift);
  const chords = system.chord_boxes.map((box) => ({ ...box, top: box.top - lift }));
  const before = around([system.ink, ...system.chord_boxes])!.top;
  const ceiling = around([system.ink, ...chords, ...on_notes])!.top;
  const words = by(({ sign }) => sign === "words");
  const top = words.length > 0 ? wordRows(system, home, words, ceiling - GAP, right) - GAP : ceiling;
  return { above: Math.max(0, before - top), below: loudness(system, home, marks, right) };
}

/** Accents, fermatas and breaths above the staff; answers where they stand. */
function atNotes(system: System, home: Element, marks: readonly Mark[]): readonly Box[] {
  const boxes: Box[] = [];
  const heights = new Map<string, number>();
  // An accent stands nearer to the note than a fermata.
  const order = marks.toSorted((a, b) => (a.sign > b.sign ? 1 : a.sign < b.sign ? -1 : 0));
  for (const mark of order) {
    const name = mark.sign as "accent" | "fermata" | "breath";
    const head = system.heads.get(mark.note ?? "");
    const breath = name === "breath";
    const width = widthOf(name);
    const x = breath
      ? Math.max(head?.box.right ?? 0, endX(system, mark.from_beat) - width) + GAP / 2
      : (head?.x ?? beginX(system, mark.from_beat)) - width / 2;
    const note_top = Math.min(head?.box.top ?? system.staff.top, system.staff.top);
    const key = `${Math.round(x + width / 2)}`;
    const y = breath ? system.staff.top - GAP / 2 : (heights.get(key) ?? note_top) - GAP;
    const drawn = groupOf(mark);
    drawn.append(glyph(name, x, y));
    home.append(drawn);
    if (mark.note !== null) drawn.dataset["at"] = mark.note;
    const height = GLYPHS[name].height * GLYPH_SCALE;
    if (!breath) heights.set(key, y - height);
    boxes.push({ left: x, right: x + width, top: y - height, bottom: y });
  }
  return boxes;
}

/** How far the chord symbols must rise to clear the signs over the notes. */
function liftOf(chords: readonly Box[], signs: readonly Box[]): number {
  let lift = 0;
  for (const chord of chords)
    for (const sign of signs)
      if (sign.left - GAP < chord.right && sign.right + GAP > chord.left)
        lift = Math.max(lift, chord.bottom - sign.top + GAP / 2);
  return lift;
}

/** Text upright or slanted, its left end at a place. */
function text(content: string, x: number, y: number, more: Attributes = {}): SVGGraphicsElement {
  return element("text", { x, y, "font-size": TEXT_SIZE, "font-style": "italic", ...more }, content);
}

/** Words of tempo in rows above the line; answers the top of the highest. */
function wordRows(
  system: System,
  home: Element,
  marks: readonly Mark[],
  base: number,
  right: number,
): number {
  const rows: number[] = []; // where the next words of each row may begin
  const sorted = marks.toSorted((a, b) => a.from_beat - b.from_beat);
  for (const mark of sorted) {
    const goes_on = mark.from_beat < system.from_beat;
    const drawn = groupOf(mark);
    home.append(drawn);
    const wanted = goes_on ? system.staff.left + ROW : beginX(system, mark.from_beat) - GAP;
    write(drawn, mark, goes_on, system.beat_quarters);
    const width = boxOf(drawn).right;
    const x = Math.max(system.staff.left, Math.min(wanted, right - width));
    const found = rows.findIndex((free) => free <= x);
    const row = found < 0 ? rows.length : found;
    const y = base - row * ROW;
    const end = mark.to_beat === null ? x + width : endX(system, Math.min(mark.to_beat, system.to_beat));
    for (const part of drawn.children)
      part.setAttribute("transform", `translate(${x} ${y})${part.getAttribute("transform") ?? ""}`);
    if (mark.to_beat !== null && end - x - width > 2 * GAP) {
      const d = `M${x + width + GAP} ${y - TEXT_SIZE / 4}H${end}`;
      drawn.append(
        element("path", {
          d,
          class: "mk-extender",
          "stroke-width": STROKE,
          "stroke-dasharray": "150 130",
          fill: "none",
        }),
      );
    }
    rows[row] = Math.max(end, x + width) + GAP;
  }
  return base - (rows.length - 1) * ROW - TEXT_SIZE;
}

/** Write the words of a mark of tempo, from x = 0 on: those of a new tempo tell its beats a minute. */
function write(home: Element, mark: Mark, goes_on: boolean, beat_quarters: number): void {
  if (mark.bpm === null) {
    home.append(text(goes_on ? `(${mark.text})` : mark.text, 0, 0));
    return;
  }
  const upright = { "font-style": "normal", "font-weight": 600 };
  const name = text(mark.text, 0, 0, upright);
  home.append(name);
  const note = BEATS.get(beat_quarters);
  if (!note) return;
  let x = boxOf(name).right + 2 * GAP;
  for (const sign of note) {
    home.append(glyph(sign, x, 0, SMALL));
    x += widthOf(sign, SMALL) + GAP / 2;
  }
  home.append(text(`= ${mark.bpm}`, x + GAP / 2, 0, upright));
}

/** The note that a beat is, by its quarters. */
const BEATS: ReadonlyMap<number, readonly (keyof typeof GLYPHS)[]> = new Map([
  [0.5, ["eighth"]],
  [1, ["quarter"]],
  [1.5, ["quarter", "dot"]],
  [2, ["half"]],
  [3, ["half", "dot"]],
]);
const SMALL = 0.42;

/** Hairpins and dynamics below the staff, the words moved down for them; answers how much lower the line reaches. */
function loudness(system: System, home: Element, marks: readonly Mark[], right: number): number {
  const dynamics = marks.filter(({ sign }) => sign === "dynamic");
  const hairpins = marks.filter(({ sign }) => sign === "hairpin");
  if (dynamics.length + hairpins.length === 0) return 0;
  const clear_top = system.ink.bottom + GAP / 2;
  const top = Math.max(system.verse_box?.top ?? clear_top, clear_top);
  const middle = top + ROW / 2;
  const letters = dynamics.map((mark) => dynamic(system, home, mark, middle, right));
  const rows: number[] = [];
  for (const mark of hairpins.toSorted((a, b) => a.from_beat - b.from_beat)) {
    let left =
      mark.from_beat < system.from_beat ? system.staff.left + ROW : beginX(system, mark.from_beat) - GAP;
    let end = endX(system, Math.min(mark.to_beat!, system.to_beat));
    const found = rows.findIndex((free) => free <= left);
    const row = found < 0 ? rows.length : found;
    if (row === 0) [left, end] = longestFree(left, end, letters);
    end = Math.max(end, left + LEAST_HAIRPIN);
    home.append(hairpin(system, mark, left, end, middle + row * ROW));
    rows[row] = end + GAP;
  }
  const room = ROW * Math.max(1, rows.length) + top - (system.verse_box?.top ?? system.ink.bottom);
  for (const verse of system.verses) move(verse, room);
  return room;
}

/** The longest part of a stretch that no letter stands in. */
function longestFree(left: number, right: number, letters: readonly Box[]): [number, number] {
  let best: [number, number] = [left, left];
  let free = left;
  for (const letter of [...letters].sort((a, b) => a.left - b.left)) {
    const end = Math.min(right, letter.left - GAP);
    if (end - free > best[1] - best[0]) best = [free, end];
    free = Math.max(free, letter.right + GAP);
  }
  return right - free > best[1] - best[0] ? [free, right] : best;
}

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
function hairpin(
  system: System,
  mark: Mark,
  left: number,
  right: number,
  middle: number,
): SVGGraphicsElement {
  const share = (beat: number): number => (beat - mark.from_beat) / (mark.to_beat! - mark.from_beat);
  const opened = (beat: number): number =>
    HAIRPIN_HALF * (mark.direction === "rises" ? share(beat) : 1 - share(beat));
  const from = opened(Math.max(mark.from_beat, system.from_beat));
  const to = opened(Math.min(mark.to_beat!, system.to_beat));
  const d = `M${left} ${middle - from}L${right} ${middle - to}M${left} ${middle + from}L${right} ${middle + to}`;
  const drawn = groupOf(mark);
  drawn.append(element("path", { d, "stroke-width": STROKE, fill: "none", "stroke-linecap": "round" }));
  return drawn;
}
