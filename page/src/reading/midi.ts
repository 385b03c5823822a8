// MIDI: ticks become bars and voices. What a machine wrote on the grid is put on it exactly; what was played stays as it was played.
import { type MidiEvent, parseMidi } from "midi-file";
import { decodeLetters } from "./decode.ts";
import { MOST_BARS, MOST_NOTES, MOST_QUARTERS, MOST_VOICES, plainText, refuse, tooLong } from "./limits.ts";
import { drumKey, instrumentOf } from "./programs.ts";
import { onGrid, snapped } from "./quantise.ts";
import {
  emptyBar,
  keyName,
  type WrittenBar,
  type WrittenNote,
  type WrittenSong,
  type WrittenVoice,
} from "./written.ts";

const DRUM_CHANNEL = 9;
const USUAL_TEMPO_US = 500_000;
const MOST_TEMPOS = 4000;
/** Ticks are made finer, so that every place of the grid of written notes is one. */
const FINER = 24;

/** The bytes of a file; to reach beyond them, or back, is damage: midi-file would go on with what is not there. */
class Bytes extends Uint8Array {
  override slice(from = 0, to = this.length): Uint8Array<ArrayBuffer> {
    if (from < 0 || to < from || to > this.length)
      throw new RangeError("the file announces more than it holds");
    return super.slice(from, to);
  }
}

/** An event at its place from the beginning. */
type Placed = MidiEvent & { readonly tick: number };

interface Track {
  readonly events: readonly Placed[];
  readonly name: string;
}

function parse(bytes: Uint8Array): { readonly tracks: readonly Track[]; readonly ticksPerQuarter: number } {
  let data: ReturnType<typeof parseMidi>;
  try {
    data = parseMidi(Bytes.from(bytes) as Uint8Array);
  } catch {
    return refuse(
      "The MIDI file is damaged: it breaks off, or announces more than it holds. Save it again and bring that.",
    );
  }
  const { ticksPerBeat, framesPerSecond, ticksPerFrame } = data.header;
  // Counted in frames, a quarter is taken to last half a second, as MIDI does without a tempo.
  const ticks = ticksPerBeat ?? ((framesPerSecond ?? 0) * (ticksPerFrame ?? 0)) / 2;
  if (!(ticks >= 1))
    refuse("The MIDI file does not say how its time is counted: save it again and bring that.");
  return { tracks: data.tracks.map(place), ticksPerQuarter: FINER * Math.round(ticks) };
}

function place(events: readonly MidiEvent[]): Track {
  let tick = 0;
  let name = "";
  const placed = events.map((event): Placed => {
    tick += FINER * Math.max(0, event.deltaTime);
    if (event.type === "trackName" && name === "") name = plainText(decodeLetters(event.text), 60);
    return { ...event, tick };
  });
  return { events: placed, name };
}

interface Struck {
  readonly start: number;
  readonly end: number;
  readonly pitch: number;
  readonly velocity: number;
}

interface Line {
  readonly name: string;
  readonly channel: number;
  readonly program: number | null;
  readonly notes: readonly Struck[];
  readonly words: ReadonlyMap<number, string>;
}

/** One line for each channel of a track; the first note struck of a key is the first released. */
function linesOf(track: Track): readonly Line[] {
  const lines = new Map<
    number,
    { program: number | null; open: Map<number, Omit<Struck, "end">[]>; notes: Struck[] }
  >();
  const words = new Map<number, string>();
  const end = track.events[track.events.length - 1]?.tick ?? 0;
  for (const event of track.events) {
    if (event.type === "lyrics") words.set(event.tick, plainText(decodeLetters(event.text), 40));
    if (event.type !== "programChange" && event.type !== "noteOn" && event.type !== "noteOff") continue;
    const line = lines.get(event.channel) ?? { program: null, open: new Map(), notes: [] as Struck[] };
    lines.set(event.channel, line);
    if (event.type === "programChange") line.program ??= event.programNumber;
    else if (event.type === "noteOn") {
      const { tick: start, noteNumber: pitch, velocity } = event;
      line.open.set(pitch, [...(line.open.get(pitch) ?? []), { start, pitch, velocity }]);
    } else {
      const struck = line.open.get(event.noteNumber)?.shift();
      if (struck) line.notes.push({ ...struck, end: event.tick });
    }
  }
  return [...lines].map(([channel, { program, open, notes }]) => {
    for (const struck of [...open.values()].flat()) notes.push({ ...struck, end });
    const sounding = notes.filter(({ start, end, pitch }) => end > start && pitch >= 0 && pitch < 128);
    return { name: track.name, channel, program, notes: sounding.sort((a, b) => a.start - b.start), words };
  });
}

/** Bars by the metres of the file, from its beginning to its last note. */
function barsOf(all: readonly Placed[], end: number, ticksPerQuarter: number): WrittenBar[] {
  const metres = all
    .filter((event) => event.type === "timeSignature")
    .filter(
      ({ numerator, denominator }) =>
        numerator >= 1 && numerator <= 64 && [1, 2, 4, 8, 16, 32].includes(denominator),
    )
    .sort((a, b) => a.tick - b.tick);
  const bars: WrittenBar[] = [];
  let [metre, next]: [readonly [number, number], number] = [[4, 4], 0];
  for (let tick = 0; tick < end || bars.length === 0; ) {
    let here: readonly [number, number] | null = bars.length === 0 ? metre : null;
    for (; next < metres.length && metres[next]!.tick <= tick; next += 1)
      here = metre = [metres[next]!.numerator, metres[next]!.denominator];
    const whole = Math.max(1, Math.round((4 * metre[0] * ticksPerQuarter) / metre[1]));
    const length = Math.min(whole, (metres[next]?.tick ?? Number.POSITIVE_INFINITY) - tick);
    if (bars.push({ ...emptyBar(), length, metre: here }) > MOST_BARS) tooLong();
    tick += length;
  }
  return bars;
}

/** The tempos of the file, each in its bar. */
function writeTempos(all: readonly Placed[], bars: readonly WrittenBar[], starts: readonly number[]): void {
  const tempos = all.filter((event) => event.type === "setTempo").sort((a, b) => a.tick - b.tick);
  if (tempos.length > MOST_TEMPOS) tooLong();
  bars[0]!.tempos.push([0, 60e6 / USUAL_TEMPO_US]);
  for (const { tick, microsecondsPerBeat } of tempos) {
    const at = lastAtMost(starts, tick);
    const speed = 60e6 / microsecondsPerBeat;
    if (tick < (starts[at] ?? 0) + bars[at]!.length && speed >= 10 && speed <= 600)
      bars[at]!.tempos.push([tick - starts[at]!, speed]);
  }
}

/** The last place whose value is not above the one given. */
function lastAtMost(rising: readonly number[], value: number): number {
  let [low, high] = [0, rising.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rising[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** The level at which the file's middle velocity sounds mezzo-forte; the synth's own law. */
function levelOf(velocity: number, middle: number): number {
  const level_db = 40 * Math.log10(Math.max(1, velocity) / middle);
  return Math.round(10 * Math.min(10, Math.max(-16, level_db))) / 10 || 0;
}

function voiceOf(line: Line, starts: readonly number[], middle: number, several: boolean): WrittenVoice {
  const drums = line.channel === DRUM_CHANNEL;
  const bars: WrittenNote[][] = starts.map(() => []);
  const said = new Set<number>();
  for (const { start, end, pitch, velocity } of line.notes) {
    const at = lastAtMost(starts, start);
    const word = said.has(start) ? undefined : line.words.get(start);
    said.add(start);
    bars[at]!.push({
      start: start - starts[at]!,
      length: end - start,
      pitch: drums ? drumKey(pitch) : pitch,
      spelling: "",
      tied: false,
      verses: word ? [word] : [],
      level_db: levelOf(velocity, middle),
    });
  }
  const name = line.name || (drums ? "Drums" : "");
  return {
    name: several && name !== "" ? `${name}, channel ${line.channel + 1}` : name,
    instrument: drums ? "drums" : instrumentOf(line.program, line.name),
    drums,
    bars,
    dynamics: [],
  };
}

/** The lines of each track, on the grid where all of them lie on it. */
function heard(tracks: readonly Track[], ticksPerQuarter: number): { grouped: Line[][]; clean: boolean } {
  const grouped = tracks.map((track) => linesOf(track).filter(({ notes }) => notes.length > 0));
  const lines = grouped.flat();
  const count = lines.reduce((sum, { notes }) => sum + notes.length, 0);
  if (count > MOST_NOTES) tooLong();
  if (count === 0) refuse("The MIDI file holds no notes: bring one with music in it.");
  if (lines.length > MOST_VOICES)
    refuse(`The file has ${lines.length} voices: bring one of at most ${MOST_VOICES}.`);
  const clean = onGrid(
    lines.flatMap(({ notes }) => notes.map(({ start }) => start)),
    ticksPerQuarter,
  );
  if (!clean) return { grouped, clean };
  const put = (line: Line): Line => ({ ...line, notes: snapped(line.notes, ticksPerQuarter) });
  return { grouped: grouped.map((own) => own.map(put)), clean };
}

/** The name of the song: that of the first track, if it is not the name of a voice. */
function titleOf(tracks: readonly Track[]): string {
  const [first] = tracks;
  return first !== undefined && !first.events.some(({ type }) => type === "noteOn") ? first.name : "";
}

function keyIn(all: readonly Placed[]): string {
  const signature = all.find((event) => event.type === "keySignature");
  return signature ? keyName(signature.key, signature.scale === 1 ? "minor" : "major") : "";
}

export function readMidi(bytes: Uint8Array): WrittenSong {
  const { tracks, ticksPerQuarter } = parse(bytes);
  const { grouped, clean } = heard(tracks, ticksPerQuarter);
  const all = tracks.flatMap(({ events }) => events);
  const notes = grouped.flat().flatMap((line) => line.notes);
  const end = notes.reduce((last, note) => Math.max(last, note.end), 0);
  if (end > MOST_QUARTERS * ticksPerQuarter) tooLong();
  const bars = barsOf(all, end, ticksPerQuarter);
  let tick = 0;
  const starts = bars.map(({ length }) => {
    tick += length;
    return tick - length;
  });
  writeTempos(all, bars, starts);
  const middle = median(notes.map(({ velocity }) => velocity));
  return {
    title: titleOf(tracks),
    composer: "",
    key: keyIn(all),
    ticksPerQuarter,
    bars,
    voices: grouped.flatMap((own) => own.map((line) => voiceOf(line, starts, middle, own.length > 1))),
    free: !clean,
    said: clean ? [] : [AS_PLAYED],
  };
}

const AS_PLAYED =
  "This MIDI file was played freely, not on a grid of notes, so it is shown as a piano roll and not as a score.";

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(1, sorted[sorted.length >> 1] ?? 64);
}
