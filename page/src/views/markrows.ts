// The marks of one line of music: signs over the notes, words above, loudness below, and the room they take.
import type { Mark } from "../core/marks.ts";
import { around, type Box, beginX, boxOf, endX, type Line, type System } from "./engraving.ts";
import { GLYPHS } from "./glyphs.ts";
import { loudness } from "./hairpins.ts";
import {
  element,
  GAP,
  GLYPH_SCALE,
  glyph,
  groupOf,
  move,
  ROW,
  STROKE,
  TEXT_SIZE,
  text,
  widthOf,
} from "./signs.ts";

export interface Room {
  readonly above: number;
  readonly below: number;
}

export function clear({ group }: Pick<Line, "group">): Room {
  for (const moved of group.querySelectorAll<SVGGraphicsElement>(".harm, .verse, :scope > rect"))
    move(moved, 0);
  return { above: 0, below: 0 };
}

/** Draw the marks of one line; answers the room that they need beyond what the engraving left. */
export function lay(system: System, marks: readonly Mark[], picture: Pick<Box, "top" | "right">): Room {
  const { right } = picture;
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
  const before = Math.max(picture.top, around([system.ink, ...system.chord_boxes])!.top);
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
    const head = (name === "accent" ? system.heads : system.last_heads).get(mark.note ?? "");
    // An accent on a note of another voice is told in words: over this staff it would be taken for its own.
    if (name === "accent" && head === undefined) continue;
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
