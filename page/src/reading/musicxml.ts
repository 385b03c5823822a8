// MusicXML: its tree read into bars and voices.
import { MOST_BARS, MOST_VOICES, plainText, refuse, tooLong } from "./limits.ts";
import { type Heard, PartNotes, transpositionOf } from "./musicxml_notes.ts";
import { commonTicks, type Part, partsOf } from "./musicxml_parts.ts";
import { chordIn, dynamicsIn, readBarline, readRoad, readTempo } from "./musicxml_signs.ts";
import { instrumentOf } from "./programs.ts";
import {
  type Dynamic,
  emptyBar,
  keyName,
  type WrittenBar,
  type WrittenSong,
  type WrittenVoice,
} from "./written.ts";
import { all, at, elements, numberAt, numberIn, textAt, type XmlElement } from "./xml.ts";

/** Reads one part, and writes into the common bars what concerns all. */
class PartReader {
  readonly notes: PartNotes;
  readonly dynamics: Dynamic[][] = [];
  key = "";
  #endings: readonly number[] = [];

  constructor(
    readonly part: Part,
    readonly bars: WrittenBar[],
    /** How far each bar is filled, by notes and by rests. */
    readonly filled: number[],
    readonly ticks: number,
    readonly leads: boolean,
  ) {
    this.notes = new PartNotes(part.drums);
    this.notes.tick = ticks;
  }

  read(): void {
    this.part.measures.forEach((measure, place) => {
      this.bars[place] ??= emptyBar();
      this.#measure(measure, this.bars[place], place);
    });
  }

  #measure(measure: XmlElement, bar: WrittenBar, place: number): void {
    this.notes.openBar();
    this.dynamics.push([]);
    if (this.leads) bar.printed = numberIn(/^\d+$/.exec(measure.attributes["number"] ?? "")?.[0]);
    let ending = this.#endings;
    for (const element of elements(measure)) {
      if (element.name !== "barline") this.#element(element, bar);
      else if (this.leads) {
        this.#endings = readBarline(bar, element, this.#endings);
        if (this.#endings.length > 0) ending = this.#endings;
      }
    }
    if (this.leads) bar.endings = ending;
    bar.length = Math.max(bar.length, this.notes.sounding);
    this.filled[place] = Math.max(this.filled[place] ?? 0, this.notes.furthest);
  }

  #element(element: XmlElement, bar: WrittenBar): void {
    const { notes } = this;
    const offset = Math.round((numberAt(element, "offset") ?? 0) * notes.tick);
    const here = Math.max(0, notes.here + offset);
    if (element.name === "note") notes.add(element);
    else if (element.name === "backup") notes.move(-Math.abs(numberAt(element, "duration") ?? 0));
    else if (element.name === "forward") notes.move(Math.abs(numberAt(element, "duration") ?? 0));
    else if (element.name === "attributes") this.#attributes(element, bar);
    else if (element.name === "harmony") {
      const chord = chordIn(element);
      if (chord !== "") bar.chords.push([here, chord]);
    } else if (element.name === "direction" || element.name === "sound") {
      const direction = element.name === "direction" ? element : null;
      const sound = direction ? at(direction, "sound") : element;
      readTempo(bar, here, sound, direction);
      if (this.leads) readRoad(bar, sound, direction);
      if (direction) this.dynamics[this.dynamics.length - 1]!.push(...dynamicsIn(direction, here));
    }
  }

  #attributes(attributes: XmlElement, bar: WrittenBar): void {
    const divisions = numberAt(attributes, "divisions");
    if (divisions !== null && divisions > 0) this.notes.tick = this.ticks / divisions;
    this.notes.transposition = transpositionOf(attributes) ?? this.notes.transposition;
    const fifths = numberAt(attributes, "key", "fifths");
    if (this.key === "" && fifths !== null)
      this.key = keyName(fifths, textAt(attributes, "key", "mode") || "major");
    const time = at(attributes, "time");
    const beats = textAt(time, "beats")
      .split("+")
      .reduce((sum, number) => sum + Number(number), 0);
    const unit = numberAt(time, "beat-type");
    if (
      bar.metre === null &&
      beats >= 1 &&
      beats <= 64 &&
      Number.isInteger(beats) &&
      unit !== null &&
      UNITS.has(unit)
    )
      bar.metre = [beats, unit];
  }
}

const UNITS = new Set([1, 2, 4, 8, 16, 32, 64]);

/** A second voice on a staff stands for itself if it has this share of the staff's notes. */
const OWN_SHARE = 0.25;

/** The notes of a part sorted into staves, and voices where a staff has several all along. */
function voicesOf(reader: PartReader): WrittenVoice[] {
  const { part, notes, dynamics } = reader;
  const count = new Map<string, Map<string, number>>();
  for (const { staff, voice } of notes.bars.flat()) {
    const voices = count.get(staff) ?? new Map<string, number>();
    count.set(staff, voices.set(voice, (voices.get(voice) ?? 0) + 1));
  }
  const staves = [...count.keys()].sort();
  return staves.flatMap((staff) => {
    const voices = [...count.get(staff)!];
    const sum = voices.reduce((total, [, n]) => total + n, 0);
    const own = voices
      .filter(([, n]) => n >= OWN_SHARE * sum)
      .map(([voice]) => voice)
      .sort();
    const [main = ""] = own;
    return own.map((voice): WrittenVoice => {
      const belongs = (note: Heard): boolean =>
        note.staff === staff && (note.voice === voice || (voice === main && !own.includes(note.voice)));
      const bars = notes.bars.map((bar) => bar.filter(belongs));
      const drums = bars.flat().some(({ drum }) => drum);
      const place = [
        ...(staves.length > 1 ? [`staff ${staff}`] : []),
        ...(own.length > 1 ? [`voice ${own.indexOf(voice) + 1}`] : []),
      ];
      return {
        name: [part.name, ...place].filter((word) => word !== "").join(", "),
        instrument: drums ? "drums" : instrumentOf(part.program, part.name),
        drums,
        bars,
        dynamics,
      };
    });
  });
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

export function omitted(grace: number, cue: number): readonly string[] {
  return [
    ...(grace > 0 ? [`${plural(grace, "grace note is", "grace notes are")} left out.`] : []),
    ...(cue > 0 ? [`${plural(cue, "cue note is", "cue notes are")} left out.`] : []),
  ];
}

function titleOf(root: XmlElement): string {
  const credit = all(root, "credit").find((one) => textAt(one, "credit-type") === "title");
  return (
    textAt(root, "work", "work-title") ||
    textAt(root, "movement-title") ||
    textAt(credit ?? null, "credit-words")
  );
}

export function readMusicXml(root: XmlElement): WrittenSong {
  if (root.name !== "score-partwise" && root.name !== "score-timewise")
    refuse("The file is XML, but no MusicXML: bring a score saved as MusicXML, MIDI or ABC.");
  const parts = partsOf(root);
  if (parts.some(({ measures }) => measures.length > MOST_BARS)) tooLong();
  if (parts.length > MOST_VOICES)
    refuse(`The file has ${parts.length} parts: bring one of at most ${MOST_VOICES}.`);
  const ticks = commonTicks(parts);
  const bars: WrittenBar[] = [];
  const filled: number[] = [];
  const readers = parts.map((part, i) => new PartReader(part, bars, filled, ticks, i === 0));
  for (const reader of readers) reader.read();
  fill(bars, filled, ticks);
  const sum = (name: "grace" | "cue"): number =>
    readers.reduce((total, { notes }) => total + notes.omitted[name], 0);
  const creators = at(root, "identification") === null ? [] : all(at(root, "identification")!, "creator");
  return {
    title: plainText(titleOf(root)),
    composer: plainText(creators.find(({ attributes }) => attributes["type"] === "composer")?.text ?? ""),
    key: readers.find(({ key }) => key !== "")?.key ?? "",
    ticksPerQuarter: ticks,
    bars,
    voices: readers.flatMap(voicesOf).slice(0, MOST_VOICES),
    free: false,
    said: omitted(sum("grace"), sum("cue")),
  };
}

/** A bar is as long as what sounds in it; rests may fill it up to its metre, which an empty one has whole. */
function fill(bars: readonly WrittenBar[], filled: readonly number[], ticks: number): void {
  let metre: readonly [number, number] = [4, 4];
  bars.forEach((bar, place) => {
    metre = bar.metre ?? metre;
    const whole = Math.max(1, Math.round((4 * metre[0] * ticks) / metre[1]));
    bar.length = Math.max(bar.length, Math.min(filled[place] || whole, whole));
  });
}
