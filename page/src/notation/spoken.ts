// A score in words, for whoever reads by ear: what musicking/export/spoken.py says of the book's songs, said of one's own.
import { words } from "../core/tables.ts";
import type { Bar, Note, Score } from "../core/types.ts";
import { type Event, eventsIn, layersOf, tiedFrom } from "./events.ts";
import { QUARTER } from "./lengths.ts";
import { nameOf } from "./spelling.ts";

const VALUES: Readonly<Record<string, string>> = {
  "16th": "sixteenth",
  "32nd": "thirty-second",
  "64th": "sixty-fourth",
};
const SIGNS: Readonly<Record<number, string>> = {
  [-2]: " double flat",
  [-1]: " flat",
  0: "",
  1: " sharp",
  2: " double sharp",
};
const TIMES: Readonly<Record<number, string>> = { 2: "second", 3: "third", 4: "fourth" };
/** Two places nearer than this are the same beat (spec §10). */
const SAME_BEAT = 1e-6;

/** A fraction in its lowest terms, as in "2/3". */
function fraction(value: number, of: number): string {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  const divisor = gcd(value, of);
  return of === divisor ? String(value / divisor) : `${value / divisor}/${of / divisor}`;
}

export function pitchName({ spelling, pitch }: Pick<Note, "spelling" | "pitch">): string {
  const { step, alter, octave } = nameOf(spelling, pitch, 0);
  return `${step}${SIGNS[alter]}${alter === 0 ? "" : " "}${octave}`;
}

function valueName({ head, ratio, length }: Event): string {
  if (ratio !== null) return `${fraction(length, QUARTER)} of a quarter`;
  return `${head.dots > 0 ? "dotted " : ""}${VALUES[head.type] ?? head.type}`;
}

function beatName(score: Score, bar: Bar, ticks: number): string {
  const [metre] = score.metres;
  let count = ticks / QUARTER / score.beat_quarters + 1;
  if (bar.number === 0 && metre)
    count +=
      (4 * metre.numerator) / metre.denominator / score.beat_quarters - (bar.end_beat - bar.start_beat);
  const whole = Math.floor(count + SAME_BEAT);
  const rest = count - whole;
  if (rest <= SAME_BEAT) return String(whole);
  const sign = words.fractions.find(([value]) => Math.abs(value - rest) < SAME_BEAT)?.[1];
  return sign === undefined
    ? `${whole} and ${fraction(Math.round(rest * QUARTER), QUARTER)}`
    : `${whole}${sign}`;
}

function eventSaid(score: Score, bar: Bar, event: Event, arriving: ReadonlySet<string>): string {
  const beat = `beat ${beatName(score, bar, event.start)}`;
  if (event.notes.length === 0) return `${beat}, ${valueName(event)} rest`;
  const notes = [...event.notes].sort((a, b) => a.pitch - b.pitch);
  const tied = (note: Note): boolean => !event.first || arriving.has(note.id);
  const value = `${valueName(event)} note${event.notes.some(tied) ? ", tied from the note before" : ""}`;
  const sung = event.notes.flatMap((note) => (note.lyric && !tied(note) ? [`“${note.lyric}”`] : []));
  return [beat, notes.map(pitchName).join(" and "), value, ...sung].join(", ");
}

function symbolName(symbol: string): string {
  const [chord = "", bass] = symbol.split("/", 2);
  const sign = { "#": " sharp", b: " flat" }[chord[1] ?? ""];
  const said =
    sign === undefined ? chord : `${chord[0]}${sign}${chord.length > 2 ? " " : ""}${chord.slice(2)}`;
  return bass === undefined ? said : `${said} over ${symbolName(bass)}`;
}

function chordsSaid(score: Score, bar: Bar): string[] {
  const here = score.chords.filter(([beat]) => bar.start_beat <= beat && beat < bar.end_beat);
  if (here.length === 1 && here[0]![0] === bar.start_beat) return [`chord ${symbolName(here[0]![1])}`];
  return here.map(([beat, symbol]) => {
    const ticks = Math.round((beat - bar.start_beat) * score.beat_quarters * QUARTER);
    return `chord ${symbolName(symbol)} on beat ${beatName(score, bar, ticks)}`;
  });
}

function barName({ number, pass }: Bar): string {
  const name = number === 0 ? "Upbeat" : `Bar ${number}`;
  return pass === 1 ? name : `${name}, ${TIMES[pass] ?? `${pass}th`} time`;
}

/** One sentence for each played bar: beat, pitch, value and word of each note of the first voice, then the chords. */
export function spoken(score: Score): readonly string[] {
  const [voice] = score.voices;
  if (voice === undefined) return [];
  const [layers, arriving] = [layersOf(voice.notes), tiedFrom(voice)];
  return score.bars.map((bar) => {
    const events = layers.flatMap((layer) => eventsIn(score, bar, layer)).sort((a, b) => a.start - b.start);
    const silent = events.every(({ notes }) => notes.length === 0);
    const said = silent ? ["rest"] : events.map((event) => eventSaid(score, bar, event, arriving));
    return `${barName(bar)}: ${[...said, ...chordsSaid(score, bar)].join("; ")}.`;
  });
}

/** One line: title, key, metre, bars, tempo and range. */
export function summary(score: Score): string {
  const count = score.bars.filter(({ number }) => number > 0).length;
  const upbeat = score.bars.some(({ number }) => number === 0) ? " with an upbeat" : "";
  const speed = Math.floor(600 / (score.tempo[0]?.[1] ?? 1) + 0.5) / 10;
  const [voice] = score.voices;
  const sorted = [...(voice?.notes ?? [])].sort((a, b) => a.pitch - b.pitch);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const parts = [
    score.key ?? "",
    score.metres.map(({ numerator, denominator }) => `${numerator}/${denominator}`).join(", then "),
    `${count} ${count === 1 ? "bar" : "bars"}${upbeat}`,
    `${speed} beats a minute`,
    low && high ? `${voice!.name.toLowerCase()} from ${pitchName(low)} to ${pitchName(high)}` : "",
  ];
  return `${score.title}: ${parts.filter((part) => part !== "").join(", ")}.`;
}
