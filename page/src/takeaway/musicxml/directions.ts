// Marks as MusicXML's directions and notations, as musicking/export/written_marks.py writes them.
import type { Mark } from "../../core/marks.ts";
import type { Score } from "../../core/types.ts";
import { tag, type Xml, xml } from "./xml.ts";

/** What is written at a beat; `ends` tells the end of a line, which belongs to what comes before it. */
export interface Direction {
  readonly beat: number;
  readonly content: Xml;
  readonly ends: boolean;
}

/** MusicXML numbers the lines that are open at once, up to this many. */
const MOST_OPEN = 6;

/** Note values by the quarters of a beat. */
const BEAT_UNITS: ReadonlyMap<number, readonly [name: string, dots: number]> = new Map([
  [0.5, ["eighth", 0]],
  [1, ["quarter", 0]],
  [1.5, ["quarter", 1]],
  [2, ["half", 0]],
  [3, ["half", 1]],
]);

/** Every direction in order of beat, ends before beginnings. `period_at` is the performed beat period in seconds. */
export function directionsOf(
  score: Score,
  marks: readonly Mark[],
  period_at: (beat: number) => number,
): readonly Direction[] {
  const open = { dashes: [] as number[], wedge: [] as number[] };
  const found: Direction[] = [];
  for (const mark of marks.toSorted((a, b) => a.from_beat - b.from_beat)) {
    if (mark.sign !== "words" && mark.sign !== "hairpin" && mark.sign !== "dynamic") continue;
    const signs = signsOf(mark, score);
    const place = { placement: mark.placement };
    if (mark.to_beat !== null) {
      const line = mark.sign === "hairpin" ? "wedge" : "dashes";
      const number = take(open[line], mark.from_beat, mark.to_beat);
      const kind = mark.direction === "falls" ? "diminuendo" : "crescendo";
      signs.push(xml(line, { type: line === "wedge" ? kind : "start", number }));
      const end = tag("direction-type", xml(line, { type: "stop", number }));
      found.push({ beat: mark.to_beat, content: xml("direction", place, end), ends: true });
    }
    const types = signs.map((sign) => tag("direction-type", sign));
    const quarters_a_minute = (60 / period_at(mark.from_beat)) * score.beat_quarters;
    const sounds = mark.sign === "words" && mark.to_beat === null;
    const sound = sounds ? xml("sound", { tempo: Number(quarters_a_minute.toPrecision(6)) }) : null;
    found.push({ beat: mark.from_beat, content: xml("direction", place, types, sound), ends: false });
  }
  return found.sort((a, b) => a.beat - b.beat || Number(b.ends) - Number(a.ends));
}

/** The first number of a line that is free from here on. */
function take(open: number[], from_beat: number, to_beat: number): number {
  const free = open.findIndex((until) => until <= from_beat);
  const place = free < 0 ? open.length : free;
  open[place] = to_beat;
  return Math.min(place + 1, MOST_OPEN);
}

function signsOf(mark: Mark, score: Score): Xml[] {
  const italic = { "font-style": "italic" };
  if (mark.sign === "hairpin") return [];
  if (mark.sign === "dynamic") {
    const letters = tag("dynamics", tag(mark.text));
    return mark.before === "" ? [letters] : [xml("words", italic, mark.before), letters];
  }
  if (mark.bpm === null) return [xml("words", italic, mark.text)];
  const metronome = metronomeXml(score.beat_quarters, mark.bpm);
  return [xml("words", { "font-weight": "bold" }, mark.text), ...(metronome ? [metronome] : [])];
}

/** So many beats a minute, or null where no note value is a beat. */
export function metronomeXml(beat_quarters: number, bpm: number): Xml | null {
  const [name, dots = 0] = BEAT_UNITS.get(beat_quarters) ?? [];
  if (name === undefined) return null;
  const dotted = Array.from({ length: dots }, () => tag("beat-unit-dot"));
  return tag("metronome", tag("beat-unit", name), dotted, tag("per-minute", bpm));
}

/** The marks at notes, by note id: accents at its first notehead, the others at its last. */
export class NoteMarks {
  readonly #marks = new Map<string, Mark[]>();

  constructor(marks: readonly Mark[]) {
    for (const mark of marks)
      if (mark.note !== null) this.#marks.set(mark.note, [...(this.#marks.get(mark.note) ?? []), mark]);
  }

  at(ids: readonly string[], first: boolean, last: boolean): readonly Xml[] {
    const marks = ids.flatMap((id) => this.#marks.get(id) ?? []);
    const signs = new Set(
      marks.filter(({ sign }) => (sign === "accent" ? first : last)).map(({ sign }) => sign),
    );
    const articulations = [
      signs.has("accent") ? tag("accent") : null,
      signs.has("breath") ? tag("breath-mark") : null,
    ].filter((sign) => sign !== null);
    return [
      ...(signs.has("fermata") ? [xml("fermata", { type: "upright" })] : []),
      ...(articulations.length > 0 ? [tag("articulations", articulations)] : []),
    ];
  }
}
