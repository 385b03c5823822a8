// MIDI: ticks become bars and voices. What a machine wrote on the grid is put on it exactly; what was played stays as it was played.
import { MOST_BARS, MOST_NOTES, MOST_QUARTERS, MOST_VOICES, refuse, tooLong } from "./limits.ts";
import { type Line, linesOf, type Placed, parse, type Track } from "./midi_tracks.ts";
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
