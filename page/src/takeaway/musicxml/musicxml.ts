// A score as MusicXML 4.0, with the marks of what is performed: what musicking/export/musicxml.py writes in Python.
import { MusicError } from "../../core/error.ts";
import type { Mark } from "../../core/marks.ts";
import type { Bar, Score, Voice } from "../../core/types.ts";
import { asWritten } from "../../core/written.ts";
import { directionsOf, metronomeXml, NoteMarks } from "./directions.ts";
import { harmonyXml } from "./harmony.ts";
import { type Event, type Grid, ticks } from "./notate.ts";
import { keyOf } from "./spelling.ts";
import { Staff } from "./staff.ts";
import { divisionsOf } from "./ticks.ts";
import { tag, written, type Xml, xml } from "./xml.ts";

export interface MusicXmlOptions {
  /** Ids of the voices to write, from the top; all, if missing. */
  readonly voices?: readonly string[];
  /** What is drawn into the score; nothing, if missing. */
  readonly marks?: readonly Mark[];
  /** The performed beat period in seconds, told to programs that play the file; as written, if missing. */
  period_at?(beat: number): number;
}

/** The hands of a keyboard, written as one grand staff when both are there. */
const HANDS = ["harmony", "bass"];

/**
 * The text of a MusicXML file. Noteheads carry the ids of their notes (a further head of a note: its id, `--` and a
 * number), words are lyrics, chord symbols are harmony. Repeats stand written out, in played order; swing is written
 * straight, with the word over it.
 *
 * @throws MusicError if the score has no bars, or a voice is not in it.
 */
export function musicXmlOf(played: Score, options: MusicXmlOptions = {}): string {
  const score = asWritten(played);
  if (score.bars.length === 0)
    throw new MusicError("This music has no bars: it cannot be written as notation.");
  const chosen = chosenVoices(score, options.voices);
  const grid: Grid = { score, divisions: divisionsOf(score) };
  const parts = partsFor(chosen).map((voices, place) => new Part(grid, voices, options, place));
  const origin = score.origin ?? {};
  const composer = origin["composer"] ?? origin["author"];
  const root = xml(
    "score-partwise",
    { version: "4.0" },
    tag("work", tag("work-title", score.title)),
    tag("movement-title", score.title),
    composer === undefined ? null : tag("identification", xml("creator", { type: "composer" }, composer)),
    tag(
      "part-list",
      parts.map(({ id, name }) => xml("score-part", { id }, tag("part-name", name))),
    ),
    parts.map((part) => part.xml()),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${DOCTYPE}\n${written(root)}\n`;
}

const DOCTYPE =
  '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">';

function chosenVoices({ voices }: Score, names?: readonly string[]): readonly Voice[] {
  return (names ?? voices.map(({ id }) => id)).map((name) => {
    const voice = voices.find(({ id }) => id === name);
    if (!voice) throw new MusicError(`There is no voice called "${name}" in this music.`);
    return voice;
  });
}

/** One voice a part, but both hands together. */
function partsFor(voices: readonly Voice[]): readonly (readonly Voice[])[] {
  const hands = HANDS.map((id) => voices.find((voice) => voice.id === id)).filter(
    (voice) => voice !== undefined,
  );
  if (hands.length < HANDS.length) return voices.map((voice) => [voice]);
  const parts = voices.filter((voice) => voice === hands[0] || !hands.includes(voice));
  return parts.map((voice) => (voice === hands[0] ? hands : [voice]));
}

/** What stands between the notes of the first part, at a place in a bar. */
interface Placed {
  readonly at: number;
  readonly content: Xml;
  readonly ends: boolean;
}

class Part {
  readonly id: string;
  readonly name: string;
  readonly #staves: readonly Staff[];
  readonly #lead: boolean;
  readonly #placed: ReadonlyMap<Bar, readonly Placed[]>;

  constructor(
    private readonly grid: Grid,
    voices: readonly Voice[],
    private readonly options: MusicXmlOptions,
    place: number,
  ) {
    const { marks = [] } = options;
    this.id = `P${place + 1}`;
    this.name = voices.length > 1 ? "Piano" : voices[0]!.name;
    this.#lead = place === 0;
    const at_notes = new NoteMarks(marks);
    this.#staves = voices.map((voice, i) => new Staff(grid, voice, at_notes, i, voices.length > 1));
    this.#placed = this.#lead ? this.#between() : new Map();
  }

  xml(): Xml {
    const { bars } = this.grid.score;
    return xml(
      "part",
      { id: this.id },
      bars.map((bar, i) => this.#measure(bar, i)),
    );
  }

  #measure(bar: Bar, index: number): Xml {
    const { bars } = this.grid.score;
    const size = ticks(this.grid, bar.end_beat) - ticks(this.grid, bar.start_beat);
    const content: Xml[] = [...this.#attributes(index)];
    let first = true;
    for (const staff of this.#staves)
      for (const { events, write } of staff.layersIn(bar, index)) {
        if (!first) content.push(tag("backup", tag("duration", size)));
        content.push(
          ...(first ? withPlaced(events, write, this.#placed.get(bar) ?? []) : events.flatMap(write)),
        );
        first = false;
      }
    if (index === bars.length - 1)
      content.push(xml("barline", { location: "right" }, tag("bar-style", "light-heavy")));
    return xml("measure", { number: bar.number, ...(bar.number === 0 ? { implicit: "yes" } : {}) }, content);
  }

  /** What stands at the head of a bar: at first clef, key and tempo, and the metre wherever one begins. */
  #attributes(index: number): readonly Xml[] {
    const { score, divisions } = this.grid;
    const bar = score.bars[index]!;
    const metre = score.metres.findLast(({ beat }) => beat <= bar.start_beat);
    const begins = metre !== undefined && (index === 0 || metre.beat === bar.start_beat);
    const time = begins
      ? tag("time", tag("beats", metre.numerator), tag("beat-type", metre.denominator))
      : null;
    if (index > 0) return time ? [tag("attributes", time)] : [];
    const key = keyOf(score);
    const attributes = tag(
      "attributes",
      tag("divisions", divisions),
      key && tag("key", tag("fifths", key.fifths), tag("mode", key.mode)),
      time,
      this.#staves.length > 1 ? tag("staves", this.#staves.length) : null,
      this.#staves.map((staff) => staff.clef()),
    );
    return [attributes, ...this.#tempo(), ...this.#feel()];
  }

  #tempo(): readonly Xml[] {
    const { tempo, beat_quarters } = this.grid.score;
    const period = tempo[0]?.[1];
    if (!this.#lead || period === undefined) return [];
    const bpm = Math.round(60 / period);
    const metronome = metronomeXml(beat_quarters, bpm);
    if (!metronome) return [];
    const sound = xml("sound", { tempo: bpm * beat_quarters });
    return [xml("direction", { placement: "above" }, tag("direction-type", metronome), sound)];
  }

  /** How written eighths are played. */
  #feel(): readonly Xml[] {
    const feel = this.grid.score.origin?.["feel"];
    if (!this.#lead || feel === undefined) return [];
    const words = xml("words", { "font-weight": "bold" }, feel);
    return [xml("direction", { placement: "above" }, tag("direction-type", words))];
  }

  /** Chord symbols and directions, by the bar that they stand in. */
  #between(): ReadonlyMap<Bar, readonly Placed[]> {
    const { score } = this.grid;
    const written_period = score.tempo[0]?.[1] ?? 1;
    const period_at = this.options.period_at ?? (() => written_period);
    const chords = score.chords.map(([beat, symbol]) => ({
      beat,
      content:
        harmonyXml(symbol) ??
        xml("direction", { placement: "above" }, tag("direction-type", tag("words", symbol))),
      ends: false,
    }));
    const placed = new Map<Bar, Placed[]>();
    for (const { beat, content, ends } of [
      ...directionsOf(score, this.options.marks ?? [], period_at),
      ...chords,
    ]) {
      const bar = ends
        ? score.bars.find(({ end_beat }) => beat <= end_beat)
        : score.bars.findLast(({ start_beat }) => start_beat <= beat);
      if (!bar) continue;
      const at = ticks(this.grid, beat) - ticks(this.grid, bar.start_beat);
      placed.set(bar, [...(placed.get(bar) ?? []), { at, content, ends }]);
    }
    for (const all of placed.values()) all.sort((a, b) => a.at - b.at || Number(b.ends) - Number(a.ends));
    return placed;
  }
}

/** The notes of a bar with what stands between them, each before the note that it belongs to. */
function withPlaced(
  events: readonly Event[],
  write: (event: Event) => readonly Xml[],
  placed: readonly Placed[],
): readonly Xml[] {
  const waiting = [...placed];
  const content: Xml[] = [];
  for (const event of events) {
    while (waiting.length > 0 && waiting[0]!.at < event.offset + event.length)
      content.push(moved(waiting[0]!.content, waiting.shift()!.at - event.offset));
    content.push(...write(event));
  }
  return [...content, ...waiting.map((item) => item.content)];
}

/** A direction that stands within a note says how far: MusicXML wants that before its sound. */
function moved(content: Xml, offset: number): Xml {
  if (offset <= 0) return content;
  const sounds = content.children.filter((child) => typeof child !== "string" && child.name === "sound");
  const others = content.children.filter((child) => !sounds.includes(child));
  return { ...content, children: [...others, tag("offset", offset), ...sounds] };
}
