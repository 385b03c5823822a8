// ABC: abcjs reads the text; here its lines become bars and voices.
import AbcParser from "abcjs/src/parse/abc_parse.js";
import { AbcVoice } from "./abc_voice.ts";
import { MOST_VOICES, plainText, refuse } from "./limits.ts";
import { omitted } from "./musicxml.ts";
import { instrumentOf } from "./programs.ts";
import { emptyBar, keyName, type WrittenBar, type WrittenSong } from "./written.ts";

/** Enough for triplets, quintuplets and septuplets of 64ths. */
export const TICKS = 6720;
const MOST_CHARACTERS = 200_000;

/** What abcjs says of a staff at the beginning of a line. */
interface Staff {
  readonly voices: readonly (readonly AbcElement[])[];
  readonly key?: AbcKey;
  readonly meter?: AbcMetre;
  readonly title?: readonly string[];
}

export interface AbcKey {
  readonly root?: string;
  readonly acc?: string;
  readonly mode?: string;
  readonly accidentals?: readonly { readonly acc: string; readonly note: string }[];
}

export interface AbcMetre {
  readonly type: string;
  readonly value?: readonly { readonly num: string; readonly den?: string }[];
}

export interface AbcTempo {
  readonly duration?: readonly number[];
  readonly bpm?: number;
}

/** A note, rest, bar line or change, as abcjs has it; only what is looked at here. */
export interface AbcElement extends AbcKey, Omit<AbcMetre, "type">, AbcTempoElement {
  readonly el_type: string;
  readonly type?: string;
  readonly rest?: { readonly type: string; readonly text?: number | string };
  readonly pitches?: readonly AbcPitch[];
  readonly startTriplet?: number;
  readonly tripletMultiplier?: number;
  readonly endTriplet?: boolean;
  readonly gracenotes?: readonly unknown[];
  readonly chord?: readonly { readonly name?: string; readonly position?: string }[];
  readonly lyric?: readonly { readonly syllable: string; readonly divider?: string }[];
  readonly decoration?: readonly string[];
  readonly startEnding?: string;
  readonly endEnding?: boolean;
}

interface AbcTempoElement {
  /** Of a note: its length in whole notes; of a tempo: the lengths that are counted. */
  readonly duration?: number | readonly number[];
  readonly bpm?: number;
}

export interface AbcPitch {
  readonly pitch: number;
  readonly accidental?: string;
  readonly startTie?: unknown;
}

interface Tune {
  readonly metaText: { readonly title?: string; readonly composer?: string; readonly tempo?: AbcTempo };
  readonly formatting?: { readonly midi?: { readonly program?: readonly number[] } };
  readonly lines: readonly { readonly staff?: readonly Staff[] }[];
}

/** The text of the first tune, and how many there are. */
function firstTune(text: string): { readonly tune: string; readonly count: number } {
  const lines = text.replace(/\r\n?/g, "\n");
  const starts = [...lines.matchAll(/^X:/gm)].map(({ index }) => index);
  const [first = 0, second = lines.length] = starts;
  const tune = lines.slice(first, second).trimEnd();
  return { tune, count: Math.max(1, starts.length) };
}

function parse(text: string): Tune {
  if (text.length > MOST_CHARACTERS) refuse("The tune is too long to be one: bring a single ABC tune.");
  const parser = new AbcParser();
  parser.parse(text);
  return parser.getTune() as Tune;
}

const MODES: Readonly<Record<string, string>> = {
  "": "major",
  m: "minor",
  Dor: "dorian",
  Phr: "phrygian",
  Lyd: "lydian",
  Mix: "mixolydian",
  Loc: "locrian",
};

function keyOf(key: AbcKey | undefined): string {
  const mode = MODES[key?.mode ?? ""];
  if (key?.root === undefined || !/^[A-G]$/.test(key.root) || mode === undefined) return "";
  const acc = { sharp: "#", flat: "b", "#": "#", b: "b" }[key.acc ?? ""] ?? "";
  const name = `${key.root}${acc} ${mode}`;
  // Only keys that a signature can have.
  for (let fifths = -7; fifths <= 7; fifths += 1) if (keyName(fifths, mode) === name) return name;
  return "";
}

/** The voices of all lines, joined line to line by their place in the system. */
function voicesOf(tune: Tune, bars: WrittenBar[]): readonly AbcVoice[] {
  const voices = new Map<string, AbcVoice>();
  for (const { staff = [] } of tune.lines) {
    staff.forEach((line, s) => {
      line.voices.forEach((elements, v) => {
        const place = `${s}.${v}`;
        const voice = voices.get(place) ?? new AbcVoice(bars, voices.size === 0);
        voices.set(place, voice);
        voice.name ||= line.title?.[v] ?? "";
        voice.line(elements, line.key, line.meter);
      });
    });
  }
  for (const voice of voices.values()) voice.end();
  return [...voices.values()];
}

export function readAbc(text: string): WrittenSong {
  const { tune: source, count } = firstTune(text);
  const tune = parse(source);
  const bars: WrittenBar[] = [];
  const voices = voicesOf(tune, bars);
  if (voices.length > MOST_VOICES)
    refuse(`The tune has ${voices.length} voices: bring one of at most ${MOST_VOICES}.`);
  bars[0] ??= emptyBar();
  const [first] = bars;
  const tempo = tempoOf(tune.metaText.tempo, first?.metre ?? null);
  if (tempo !== null) bars[0].tempos.unshift([0, tempo]);
  const firstStaff = tune.lines.flatMap(({ staff }) => staff ?? [])[0];
  const program = tune.formatting?.midi?.program;
  return {
    title: plainText(String(tune.metaText.title ?? "")),
    composer: plainText(String(tune.metaText.composer ?? "")),
    key: keyOf(firstStaff?.key),
    ticksPerQuarter: TICKS,
    bars,
    voices: voices.map((voice) => ({
      name: plainText(voice.name, 60),
      instrument: instrumentOf(program?.[program.length - 1] ?? null, voice.name),
      drums: false,
      bars: voice.notes,
      dynamics: voice.dynamics,
    })),
    free: false,
    said: [
      ...(count > 1 ? [`The file holds ${count} tunes: this is the first.`] : []),
      ...omitted(
        voices.reduce((sum, { grace }) => sum + grace, 0),
        0,
      ),
    ],
  };
}

/** Quarter notes a minute; a number alone counts the beats of the metre. */
export function tempoOf(tempo: AbcTempo | undefined, metre: readonly [number, number] | null): number | null {
  if (tempo?.bpm === undefined) return null;
  const [numerator, denominator] = metre ?? [4, 4];
  const beat = (numerator % 3 === 0 && numerator > 3 ? 3 : 1) / denominator;
  const unit = tempo.duration?.reduce((sum, length) => sum + length, 0) ?? beat;
  const quarters = 4 * unit * tempo.bpm;
  return quarters >= 10 && quarters <= 600 ? quarters : null;
}
