// The bytes of a standard MIDI file. Written here, since a library that writes them is several times as long
// as this, untyped, and leaves the tempo map, which is the difficult part, to its caller.

/** Something at a tick; at one tick, the lower rank comes first. */
export interface MidiEvent {
  readonly tick: number;
  readonly rank: number;
  readonly bytes: readonly number[];
}

export const tempoEvent = (tick: number, microseconds: number): MidiEvent => ({
  tick,
  rank: 1,
  bytes: [0xff, 0x51, 3, ...bigEndian(microseconds, 3)],
});

export const metreEvent = (tick: number, numerator: number, denominator: number): MidiEvent => ({
  tick,
  rank: 0,
  bytes: [0xff, 0x58, 4, numerator, Math.round(Math.log2(denominator)), 24, 8],
});

export const programEvent = (channel: number, program: number): MidiEvent => ({
  tick: 0,
  rank: 0,
  bytes: [0xc0 | channel, program],
});

export const controlEvent = (
  tick: number,
  rank: number,
  channel: number,
  control: number,
  value: number,
): MidiEvent => ({ tick, rank, bytes: [0xb0 | channel, control, value] });

/** At one tick, notes end before others begin. */
export const noteOff = (tick: number, channel: number, pitch: number): MidiEvent => ({
  tick,
  rank: 1,
  bytes: [0x80 | channel, pitch, 64],
});

export const noteOn = (tick: number, channel: number, pitch: number, velocity: number): MidiEvent => ({
  tick,
  rank: 3,
  bytes: [0x90 | channel, pitch, velocity],
});

/** A track of its own, named. */
export function track(name: string, events: readonly MidiEvent[]): readonly number[] {
  const body = [0, 0xff, 0x03, ...counted(latin(name))];
  let here = 0;
  for (const { tick, bytes } of events.toSorted((a, b) => a.tick - b.tick || a.rank - b.rank)) {
    body.push(...variable(tick - here), ...bytes);
    here = tick;
  }
  body.push(0, 0xff, 0x2f, 0);
  return [...chunk("MTrk", body.length), ...body];
}

/** A file of type 1: tracks that sound together. */
export function midiFile(ticks_per_quarter: number, tracks: readonly (readonly number[])[]): Uint8Array {
  const head = [...bigEndian(1, 2), ...bigEndian(tracks.length, 2), ...bigEndian(ticks_per_quarter, 2)];
  return Uint8Array.from([...chunk("MThd", head.length), ...head, ...tracks.flat()]);
}

const chunk = (name: string, length: number): readonly number[] => [...latin(name), ...bigEndian(length, 4)];

const counted = (bytes: readonly number[]): readonly number[] => [...variable(bytes.length), ...bytes];

/** A MIDI text holds Latin letters only; what lies outside becomes a question mark. */
const latin = (text: string): readonly number[] =>
  [...text].map((letter) => (letter.codePointAt(0)! < 256 ? letter.codePointAt(0)! : 63));

const bigEndian = (value: number, bytes: number): readonly number[] =>
  Array.from({ length: bytes }, (_, i) => (value >>> (8 * (bytes - 1 - i))) & 0xff);

/** Seven bits a byte, the highest first; all but the last carry the eighth. */
function variable(value: number): readonly number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
