// Music for questions of form: selected from the layers of the form lab, joined and cut, never composed.
import table from "../../../spec/hear.json" with { type: "json" };
import { assemble } from "../core/layers.ts";
import { type Choice, LAYERS, type Layer, type Tables } from "../core/layertables.ts";
import { pitchClass } from "../core/naming.ts";
import type { Score } from "../core/types.ts";
import { FIRST, TONICS } from "../form/choice.ts";
import { between, type Chance, oneOf, shuffled } from "./chance.ts";
import { cut, type Stretch } from "./cut.ts";
import type { TopicName } from "./topics.ts";

/** A piece of the form lab, and the stretches of it that are played. */
export interface FormMusic {
  readonly choice: Choice;
  readonly stretches: readonly Stretch[];
  /** Chords on the piano whatever the style, so that the instrument tells nothing. */
  readonly one_piano: boolean;
  readonly frame: Frame;
}

/** What the playings of one question share. */
export interface Frame {
  readonly style: string;
  readonly tonic: string;
  readonly tempo_factor: number;
}

const MODE_STYLES = ["waltz", "march", "bossa_nova", "swing"] as const;
const CADENCE_STYLES = ["waltz", "march", "bossa_nova", "swing"] as const;
const PHRASE_STYLES = ["waltz", "march", "bossa_nova", "swing"] as const;
const MODE_ROWS = ["drone", "dorian_vamp", "aeolian_vamp", "lydian_vamp", "phrygian_vamp"] as const;
const MODE_PHRASES = ["period", "question_and_answer", "sequence", "sentence", "through"] as const;
/** A question lasts about so long. */
const GROOVE_SEC = 8;

/** The bars of a piece that make each cadence. */
const CADENCES: Readonly<
  Record<string, { readonly progression: string; readonly plan: string; readonly bars: readonly number[] }>
> = table.cadences;

export function frameOf(topic: TopicName, chance: Chance): Frame {
  const styles = topic === "mode" ? MODE_STYLES : topic === "cadence" ? CADENCE_STYLES : PHRASE_STYLES;
  return {
    style: oneOf(chance, styles),
    tonic: oneOf(chance, TONICS),
    tempo_factor: between(chance, 0.93, 1.08),
  };
}

/** Music of a name, as far as it can from the others that it could be taken for. */
export function formMusic(
  tables: Tables,
  topic: TopicName,
  name: string,
  others: readonly string[],
  frame: Frame,
  chance: Chance,
): FormMusic {
  switch (topic) {
    case "groove":
      return groove(tables, name, frame);
    case "cadence":
      return cadence(tables, name, frame);
    case "phrase":
      return phrase(tables, name, frame);
    default:
      return mode(tables, name, others, frame, chance);
  }
}

export function scoreOf(tables: Tables, { choice, stretches, one_piano }: FormMusic): Score {
  const score = cut(assemble(tables, choice), stretches);
  const voices = score.voices
    .filter(({ notes }) => notes.length > 0)
    .map((voice) => (one_piano && voice.id === "harmony" ? { ...voice, instrument: "piano" } : voice))
    .map((voice) => (one_piano && voice.id === "bass" ? { ...voice, instrument: "bass" } : voice));
  return { ...score, voices };
}

interface Part {
  readonly frame: Frame;
  readonly style?: string;
  readonly tonality?: string;
  readonly row: string;
  readonly phrase?: string;
  readonly plan: string;
  readonly layers: readonly Layer[];
}

function choiceOf(tables: Tables, part: Part): Choice {
  const { frame, style = frame.style, tonality = "ionian", row, phrase = "period", plan, layers } = part;
  const { tempo_bpm, bpm } = tables.styles[style]!;
  const quick = layers.includes("melody") ? (tempo_bpm + bpm[1]) / 2 : tempo_bpm;
  const tempo = Math.round(Math.min(bpm[1], Math.max(bpm[0], quick * frame.tempo_factor)));
  return {
    ...FIRST,
    style,
    tonality,
    tonic: frame.tonic,
    progression: row,
    phrase,
    plan,
    layers,
    tempo_bpm: tempo,
  };
}

/** A bar of a line as the layers have it: bars of two beats count by twos. */
const widthOf = (tables: Tables, style: string): number =>
  tables.styles[style]!.beats_per_bar % 3 === 0 ? 3 : 4;

function stretchesOf(width: number, bars: readonly number[]): readonly Stretch[] {
  const joined: [number, number][] = [];
  for (const bar of bars) {
    const last = joined.at(-1);
    if (last?.[1] === bar * width) last[1] = (bar + 1) * width;
    else joined.push([bar * width, (bar + 1) * width]);
  }
  return joined;
}

function groove(tables: Tables, name: string, frame: Frame): FormMusic {
  const choice = choiceOf(tables, {
    frame,
    style: name,
    row: "tonic_subdominant",
    plan: "aba",
    layers: LAYERS.filter((layer) => layer !== "melody"),
  });
  const width = widthOf(tables, name);
  const bars = Math.min(4, Math.max(2, Math.round((GROOVE_SEC * (choice.tempo_bpm ?? 100)) / 60 / width)));
  return { choice, stretches: [[0, bars * width]], one_piano: true, frame };
}

function cadence(tables: Tables, name: string, frame: Frame): FormMusic {
  const { progression, plan, bars } = CADENCES[name]!;
  const choice = choiceOf(tables, { frame, row: progression, plan, layers: ["harmony", "bass"] });
  return { choice, stretches: stretchesOf(widthOf(tables, frame.style), bars), one_piano: false, frame };
}

function phrase(tables: Tables, name: string, frame: Frame): FormMusic {
  const layers: readonly Layer[] = ["melody", "harmony", "bass"];
  const choice = choiceOf(tables, { frame, row: "primary", phrase: name, plan: "aba", layers });
  return { choice, stretches: [[0, 8 * widthOf(tables, frame.style)]], one_piano: false, frame };
}

/** Of all the ways to play a mode, one without foreign tones in which each of the others is ruled out by a tone. */
function mode(
  tables: Tables,
  name: string,
  others: readonly string[],
  frame: Frame,
  chance: Chance,
): FormMusic {
  const width = widthOf(tables, frame.style);
  const ways = MODE_ROWS.flatMap((row) => MODE_PHRASES.map((phrase_name) => [row, phrase_name] as const));
  const steps = tables.tonalities[name]!.steps;
  const foreign = others.map((other) => tables.tonalities[other]!.steps);
  let music: FormMusic | null = null;
  for (const [row, phrase_name] of shuffled(chance, ways)) {
    const choice = choiceOf(tables, {
      frame,
      tonality: name,
      row,
      phrase: phrase_name,
      plan: "aba",
      layers: ["melody", "harmony", "bass"],
    });
    for (const bars of [4, 8]) {
      music = { choice, stretches: [[0, bars * width]], one_piano: false, frame };
      const heard = tonesOf(scoreOf(tables, music), frame.tonic);
      const pure = heard.every((tone) => steps.includes(tone));
      const told = foreign.every((their) => heard.some((tone) => !their.includes(tone)));
      if (pure && told) return music;
    }
  }
  return music!;
}

/** The tones that sound, in semitones above home. */
export function tonesOf(score: Score, tonic: string): readonly number[] {
  const home = pitchClass(tonic);
  const tones = score.voices
    .filter(({ id }) => id !== "drums")
    .flatMap(({ notes }) => notes.map(({ pitch }) => (pitch - home + 120) % 12));
  return [...new Set(tones)].sort((a, b) => a - b);
}
