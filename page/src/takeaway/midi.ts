// A performance as a MIDI file, as musicking/export/midi.py writes it: bars and beats follow the performed tempo.
import { MusicError } from "../core/error.ts";
import type { PerformedVoice, Score } from "../core/types.ts";
import { soundTable } from "../widgets/tables.ts";
import {
  controlEvent,
  type MidiEvent,
  metreEvent,
  midiFile,
  noteOff,
  noteOn,
  programEvent,
  tempoEvent,
  track,
} from "./midibytes.ts";
import { type Played, scoreTick, TempoMap, TICKS_PER_QUARTER } from "./tempomap.ts";

const DRUM_CHANNEL = 9;
const CHANNELS = 16;
const VOLUME = 7;
const EXPRESSION = 11;
/** Controller values that stand for 0 dB; the rest is room for gain, 6 dB by the usual law. */
const VOLUME_0_DB = 100;
const EXPRESSION_0_DB = 90;
/** A change of gain is written in steps of this length. */
const GAIN_STEP_SEC = 0.02;

/** The bytes of a MIDI file of what is played. */
export function midiOf(played: Played): Uint8Array {
  const { score, performance } = played;
  const most = CHANNELS - 1;
  if (performance.voices.length > most)
    throw new MusicError(`MIDI has room for ${most} voices; this has ${performance.voices.length}.`);
  const map = TempoMap.of(played);
  const free = Array.from({ length: CHANNELS }, (_, i) => i).filter((i) => i !== DRUM_CHANNEL);
  const names = new Map(score.voices.map(({ id, name }) => [id, name]));
  const voices = performance.voices.map((voice) => {
    const drums = soundTable.instruments[voice.instrument]?.percussion === true;
    const channel = drums ? DRUM_CHANNEL : free.shift()!;
    return track(names.get(voice.id) ?? voice.id, voiceEvents(voice, channel, map));
  });
  return midiFile(TICKS_PER_QUARTER, [track(score.title, conductor(score, map)), ...voices]);
}

function conductor(score: Score, map: TempoMap): readonly MidiEvent[] {
  return [
    ...map.events.map(({ tick, tempo }) => tempoEvent(tick, tempo)),
    ...metresOf(score).map(([beat, over, under]) => metreEvent(scoreTick(score, beat), over, under)),
  ];
}

type MetreAt = readonly [beat: number, numerator: number, denominator: number];

/** An upbeat is a bar of its own, so that barlines fall right. */
function metresOf(score: Score): readonly MetreAt[] {
  const first = score.bars[0];
  return score.metres.flatMap(({ beat, numerator, denominator }, place): readonly MetreAt[] => {
    if (place === 0 && first?.number === 0) {
      const size = ((first.end_beat - first.start_beat) * score.beat_quarters * denominator) / 4;
      if (Number.isInteger(size))
        return [
          [first.start_beat, size, denominator],
          [first.end_beat, numerator, denominator],
        ];
    }
    return [[beat, numerator, denominator]];
  });
}

function voiceEvents(voice: PerformedVoice, channel: number, map: TempoMap): readonly MidiEvent[] {
  const program = soundTable.instruments[voice.instrument]?.program ?? 0;
  return [
    ...(channel === DRUM_CHANNEL ? [] : [programEvent(channel, program)]),
    controlEvent(0, 0, channel, VOLUME, controllerValue(VOLUME_0_DB, voice.balance_db)),
    ...expressionValues(voice.gain).map(([sec, value]) =>
      controlEvent(map.tickAt(sec), 2, channel, EXPRESSION, value),
    ),
    ...voice.notes.flatMap(({ pitch, velocity, onset_sec, release_sec }) => {
      const on = map.tickAt(onset_sec);
      const off = Math.max(map.tickAt(release_sec), on + 1);
      return [noteOn(on, channel, pitch, velocity), noteOff(off, channel, pitch)];
    }),
  ];
}

/** By the usual law of synthesizers: 40·log10 of the value in dB. */
function controllerValue(zero_db: number, level_db: number): number {
  return Math.max(0, Math.min(127, Math.floor(zero_db * 10 ** (level_db / 40) + 0.5)));
}

/** A gain curve as values of controller 11, each change once. */
function expressionValues(gain: PerformedVoice["gain"]): readonly (readonly [sec: number, value: number])[] {
  const samples = gain.flatMap(([right, end], i): [number, number][] => {
    if (i === 0) return [[Math.max(0, right), end]];
    const [left, start] = gain[i - 1]!;
    const steps = start === end ? 0 : Math.floor((right - left) / GAIN_STEP_SEC);
    const between = Array.from({ length: Math.max(0, steps - 1) }, (_, step): [number, number] => {
      const share = (step + 1) / steps;
      return [left + (right - left) * share, start + (end - start) * share];
    });
    return [...between, [right, end]];
  });
  const values = samples.map(([sec, level_db]) => [sec, controllerValue(EXPRESSION_0_DB, level_db)] as const);
  return values.filter(([, value], i) => value !== values[i - 1]?.[1]);
}
