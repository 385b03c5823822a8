// Where things stand in an engraved score: measured once, in the units of the picture, from what the browser drew.
import type { Note, Score } from "../core/types.ts";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Head {
  readonly box: Box;
  /** The middle of the notehead. */
  readonly x: number;
}

/** One line of music. */
export interface System {
  readonly group: SVGGElement;
  readonly from_beat: number;
  readonly to_beat: number;
  readonly beat_quarters: number;
  readonly staff: Box;
  /** Everything but words and chord symbols. */
  readonly ink: Box;
  /** Where a note begins in this line, and where it ends: one head, or several, tied. */
  readonly heads: ReadonlyMap<string, Head>;
  readonly last_heads: ReadonlyMap<string, Head>;
  readonly verses: readonly SVGGraphicsElement[];
  readonly verse_box: Box | null;
  readonly chords: readonly SVGGElement[];
  readonly chord_boxes: readonly Box[];
  /** Places known across this line: where each onset stands, and each bar ends. */
  readonly onsets: readonly Anchor[];
  readonly ends: readonly Anchor[];
}

export type Anchor = readonly [beat: number, x: number];

const NOTEHEAD = /E0A\d$/;
const STAFF_LINE = /M(-?\d+) (-?\d+)h(\d+)/g;
const LINES = 5;

/** Which bars each line of music holds: known without measuring. */
export interface Line {
  readonly group: SVGGElement;
  readonly bars: readonly SVGGElement[];
  readonly from_beat: number;
  readonly to_beat: number;
}

export function linesOf(svg: SVGSVGElement, score: Score): readonly Line[] {
  const groups = [...svg.querySelectorAll<SVGGElement>(".system")];
  return groups.flatMap((group) => {
    const bars = [...group.querySelectorAll<SVGGElement>("[data-bar]")];
    const indexes = bars.map((bar) => Number(bar.dataset["bar"]));
    const [first, last] = [score.bars[indexes[0] ?? -1], score.bars[indexes.at(-1) ?? -1]];
    return first && last ? [{ group, bars, from_beat: first.start_beat, to_beat: last.end_beat }] : [];
  });
}

export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return boxes.reduce((all, box) => ({
    left: Math.min(all.left, box.left),
    right: Math.max(all.right, box.right),
    top: Math.min(all.top, box.top),
    bottom: Math.max(all.bottom, box.bottom),
  }));
}

/** Where an element stands in its parent: its own box knows nothing of how it was moved and scaled there. */
export function boxOf(element: SVGGraphicsElement): Box {
  const { x, y, width, height } = element.getBBox();
  const { a = 1, d = 1, e = 0, f = 0 } = element.transform.baseVal.consolidate()?.matrix ?? {};
  const [left, right] = [a * x + e, a * (x + width) + e];
  const [top, bottom] = [d * y + f, d * (y + height) + f];
  return { left, right, top, bottom };
}

/** The first staff of a bar, from the lines that Verovio drew. */
function staffOf(bar: SVGGElement): Box | null {
  for (const path of bar.querySelectorAll(":scope > path")) {
    const lines = [...(path.getAttribute("d") ?? "").matchAll(STAFF_LINE)].map((found) =>
      found.slice(1).map(Number),
    );
    const longest = Math.max(...lines.map(([, , length]) => length!));
    const staff = lines.filter(([, , length]) => length === longest).slice(0, LINES);
    const [first, last] = [staff[0], staff.at(-1)];
    if (staff.length === LINES)
      return { left: first![0]!, right: first![0]! + longest, top: first![1]!, bottom: last![1]! };
  }
  return null;
}

function headOf(group: SVGGElement): Head | null {
  const parts = [...group.children].filter(
    (part) => !part.classList.contains("verse"),
  ) as SVGGraphicsElement[];
  const box = around(parts.map(boxOf));
  if (box === null) return null;
  const head = parts.find((part) => NOTEHEAD.test(part.getAttribute("href") ?? ""));
  const { left, right } = head ? boxOf(head) : box;
  return { box, x: (left + right) / 2 };
}

const written = new WeakMap<Score, ReadonlyMap<string, Note>>();

function notesOf(score: Score): ReadonlyMap<string, Note> {
  const found =
    written.get(score) ??
    new Map(score.voices.flatMap(({ notes }) => notes.map((note) => [note.id, note] as const)));
  written.set(score, found);
  return found;
}

/** Measure one line; null where the browser has not laid it out. */
export function measure({ group, bars, from_beat, to_beat }: Line, score: Score): System | null {
  const notes = notesOf(score);
  const heads = new Map<string, Head>();
  const last_heads = new Map<string, Head>();
  const onsets: Anchor[] = [];
  const ends: Anchor[] = [];
  const ink: Box[] = [];
  const staves: Box[] = [];
  for (const bar of bars) {
    const staff = staffOf(bar);
    if (staff === null) return null;
    staves.push(staff);
    ends.push([score.bars[Number(bar.dataset["bar"])]!.end_beat, staff.right]);
    for (const part of bar.children) {
      if (part.classList.contains("harm")) continue;
      const note = part.getAttribute("data-note");
      if (note === null) {
        ink.push(boxOf(part as SVGGraphicsElement));
        continue;
      }
      const head = headOf(part as SVGGElement);
      const at = notes.get(note);
      if (head === null || at === undefined) continue;
      ink.push(head.box);
      last_heads.set(note, head);
      if (!heads.has(note)) {
        heads.set(note, head);
        if (at.onset_beat >= from_beat) onsets.push([at.onset_beat, head.x]);
      }
    }
  }
  const verses: SVGGraphicsElement[] = [...group.querySelectorAll<SVGGElement>(".verse")];
  const verse_box = around(verses.map(boxOf));
  // What comes over from the line before belongs to no bar: the hyphen of a word, the end of a tie.
  for (const part of group.querySelectorAll<SVGGraphicsElement>(":scope > :not([data-bar], .mk-marks)")) {
    const box = boxOf(part);
    if (part.matches("rect") && verse_box && box.top >= verse_box.top) verses.push(part);
    else ink.push(box);
  }
  const chords = [...group.querySelectorAll<SVGGElement>(".harm")];
  const [staff, all] = [around(staves), around(ink)];
  if (staff === null || all === null || all.right === all.left) return null;
  return {
    group,
    from_beat,
    to_beat,
    beat_quarters: score.beat_quarters,
    staff,
    ink: all,
    heads,
    last_heads,
    verses,
    verse_box,
    chords,
    chord_boxes: chords.map(boxOf),
    onsets: onsets.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    ends,
  };
}

/** Where something begins that begins at a beat. */
export function beginX({ onsets, ends, staff, from_beat }: System, beat: number): number {
  const exact = onsets.find(([at]) => at === beat);
  if (exact) return exact[1];
  const places = [...onsets, ...ends].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const after = places.find(([at]) => at > beat);
  const before = places.findLast(([at]) => at <= beat) ?? ([from_beat, staff.left] as const);
  if (!after) return before[1];
  return before[1] + ((after[1] - before[1]) * (beat - before[0])) / (after[0] - before[0]);
}

/** Where something ends that ends at a beat: before the note that begins there, or the barline. */
export function endX(system: System, beat: number): number {
  const barline = system.ends.find(([at]) => at === beat);
  return barline ? barline[1] : beginX(system, beat) - BEFORE_NOTE;
}

const BEFORE_NOTE = 260;
