// MIDI: the events of a file in their places, and the lines that its tracks play.
import { type MidiEvent, parseMidi } from "midi-file";
import { decodeLetters } from "./decode.ts";
import { plainText, refuse } from "./limits.ts";

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
export type Placed = MidiEvent & { readonly tick: number };

export interface Track {
  readonly events: readonly Placed[];
  readonly name: string;
}

export function parse(bytes: Uint8Array): {
  readonly tracks: readonly Track[];
  readonly ticksPerQuarter: number;
} {
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

export interface Line {
  readonly name: string;
  readonly channel: number;
  readonly program: number | null;
  readonly notes: readonly Struck[];
  readonly words: ReadonlyMap<number, string>;
}

/** One line for each channel of a track; the first note struck of a key is the first released. */
export function linesOf(track: Track): readonly Line[] {
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
