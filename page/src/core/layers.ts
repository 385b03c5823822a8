// Layers that Python composed beforehand become a score: selected and joined, never composed (spec/layers.md).
import { MusicError } from "./error.ts";
import { moved } from "./naming.ts";
import type { Note, Score, Voice } from "./types.ts";

export type Layer = "melody" | "harmony" | "bass" | "drums";
export const LAYERS: readonly Layer[] = ["melody", "harmony", "bass", "drums"];

export interface Choice {
  readonly style: string;
  readonly tonality: string;
  readonly tonic: string;
  readonly progression: string;
  readonly phrase: string;
  readonly plan: string;
  /** Beats of the metre a minute; null: the style's own. */
  readonly tempo_bpm: number | null;
  readonly layers: readonly Layer[];
  /** Melody and chords rest in every bar of this number; 0: in none. */
  readonly open_every: number;
  readonly balance_db: Readonly<Partial<Record<Layer, number>>>;
}

export interface Told {
  readonly name: string;
  readonly about: string;
}
export interface StyleEntry extends Told {
  readonly culture: string;
  readonly metre: readonly [number, number];
  readonly beats_per_bar: number;
  readonly beat_quarters: number;
  readonly tempo_bpm: number;
  readonly bpm: readonly [low: number, high: number];
  readonly swing: "" | "jazz" | "shuffle";
  readonly instruments: Readonly<Record<"melody" | "harmony" | "bass", string>>;
  readonly balance_db: Readonly<Record<Layer, number>>;
  readonly close: readonly (readonly [key: number, level_db: number])[];
  readonly tonalities: readonly string[];
  readonly progressions: readonly string[];
  readonly phrase: string;
  readonly plan: string;
}
export interface TonalityEntry {
  readonly name: string;
  readonly steps: readonly number[];
  readonly signature: readonly string[];
  readonly caution: string;
  readonly why: string;
  /** What is played for a progression that does not belong, and the tone that it lacks, in C. */
  readonly instead: Readonly<Record<string, readonly [progression: string, tone: string]>>;
  readonly tonic: string;
}
export interface PlanEntry extends Told {
  readonly parts: readonly (readonly [letter: string, ends: string, variation: string])[];
  readonly names: Readonly<Record<string, string>>;
}
interface Pair {
  readonly place: number;
  readonly bars: number;
  readonly chords: readonly (readonly (readonly [bar: number, symbol: string])[])[];
  readonly melody: number;
  readonly anchor: number;
}
interface Played {
  readonly harmony: readonly string[];
  readonly bass: readonly string[];
  readonly drums: Readonly<Record<string, string>>;
}
export interface Tables {
  readonly version: number;
  readonly rows: readonly string[];
  readonly styles: Readonly<Record<string, StyleEntry>>;
  readonly tonalities: Readonly<Record<string, TonalityEntry>>;
  readonly progressions: Readonly<Record<string, Told>>;
  readonly phrases: Readonly<Record<string, Told>>;
  readonly plans: Readonly<Record<string, PlanEntry>>;
  readonly pairs: Readonly<Record<string, Pair>>;
  readonly melodies: readonly Readonly<Record<string, string>>[];
  readonly played: Readonly<Record<string, Played>>;
  readonly alter: Readonly<Record<string, string>>;
  readonly rhythms: readonly (readonly number[])[];
}

export interface Section {
  readonly letter: string;
  readonly from_beat: number;
  readonly to_beat: number;
  readonly name: string;
  readonly varied: string;
}
export interface Joined extends Score {
  readonly sections: readonly Section[];
  readonly origin: Readonly<Record<string, string>>;
}

const PARTS = 24;
const TICKS = 3840;
const TICKS_PER_PART = TICKS / PARTS;
const LETTERS = Array.from({ length: 127 - 35 }, (_, i) => String.fromCharCode(35 + i)).filter(
  (letter) => letter !== "\\",
);
const VALUES: Readonly<Record<string, number>> = Object.fromEntries(LETTERS.map((letter, i) => [letter, i]));
const ZERO = 24;
const LINES = ["A open", "A closed", "B open", "B closed"];
const RICH_THEME = 4;
const HIGHEST_SHIFT = 6;
const LOWEST_BASS = 28;
const SEMITONES: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const VOICES = [
  ["melody", "Melody"],
  ["harmony", "Harmony"],
  ["bass", "Bass"],
  ["drums", "Drums"],
  ["answer", "Answer"],
] as const;

/** Places are in parts of a beat. */
interface Tone {
  readonly onset: number;
  readonly end: number;
  readonly key: number;
  readonly level: number;
}
interface Struck {
  readonly onset: number;
  readonly length: number;
  readonly level: number;
  readonly letter: number;
}
interface CodedBar {
  readonly voice: number;
  readonly struck: readonly Struck[];
}

/** The progression that is played, and a sentence where it is not the one that was chosen. */
export function insteadOf(
  tables: Tables,
  choice: Pick<Choice, "tonality" | "tonic" | "progression">,
): readonly [progression: string, sentence: string] {
  const mode = tables.tonalities[choice.tonality]!;
  const found = mode.instead[choice.progression];
  if (found === undefined) return [choice.progression, ""];
  const [played, tone] = found;
  const where = `${choice.tonic} ${shortName(mode.name)}`;
  const fault = tone
    ? `needs ${moved(tone, choice.tonic)}, which ${where} does not have`
    : `is not at home in ${where}`;
  const asked = tables.progressions[choice.progression]!.name;
  const name = tables.progressions[played]!.name;
  return [played, `"${asked}" ${fault}: ${mode.why}. Played instead: "${name}".`];
}

export const shortName = (name: string): string => name.split(" (")[0]!;

/** The score of a choice. Raises MusicError where an element is not in the tables. */
export function assemble(tables: Tables, choice: Choice): Joined {
  return new Joiner(tables, choice).score();
}

function check(tables: Tables, choice: Choice): void {
  const chosen = [
    [tables.styles, choice.style],
    [tables.tonalities, choice.tonality],
    [tables.progressions, tables.rows.includes(choice.progression) ? choice.progression : ""],
    [tables.phrases, choice.phrase],
    [tables.plans, choice.plan],
  ] as const;
  for (const [entries, name] of chosen) {
    if (!Object.hasOwn(entries, name))
      throw new MusicError(
        `The layers have no '${name.slice(0, 40)}'. Choose of: ${Object.keys(entries).join(", ")}.`,
      );
  }
}

class Joiner {
  private readonly style: StyleEntry;
  private readonly mode: TonalityEntry;
  private readonly plan: PlanEntry;
  private readonly row: string;
  private readonly instead: string;
  private readonly pair: Pair;
  private readonly shift: number;
  private readonly bpm: number;
  /** Beats of a bar as the melodies count them: two bars of two beats are one of four. */
  private readonly width: number;
  private readonly metre: string;
  private readonly section: number;
  private readonly end: number;

  constructor(
    private readonly tables: Tables,
    private readonly choice: Choice,
  ) {
    check(tables, choice);
    this.style = tables.styles[choice.style]!;
    this.mode = tables.tonalities[choice.tonality]!;
    this.plan = tables.plans[choice.plan]!;
    [this.row, this.instead] = insteadOf(tables, choice);
    this.pair = tables.pairs[`${choice.tonality} ${this.row}`]!;
    const pc = pitchClass(choice.tonic);
    this.shift = pc > HIGHEST_SHIFT ? pc - 12 : pc;
    this.bpm = choice.tempo_bpm ?? this.style.tempo_bpm;
    this.width = this.style.beats_per_bar % 3 === 0 ? 3 : 4;
    this.metre = this.width === 3 ? "3/4" : this.style.beat_quarters % 1 ? "12/8" : "4/4";
    this.section = this.pair.bars * this.width;
    this.end = this.section * this.plan.parts.length;
  }

  score(): Joined {
    const { beats_per_bar, beat_quarters, metre } = this.style;
    const sections = this.plan.parts.map(([letter, ends, variation], i) => ({
      letter,
      from_beat: i * this.section,
      to_beat: (i + 1) * this.section,
      name: this.plan.names[letter] ?? "",
      varied: isRich(letter, ends, variation) ? "ornamented" : "",
    }));
    return {
      title: this.title(),
      beat_quarters,
      start_beat: 0,
      end_beat: this.end,
      bars: Array.from({ length: this.end / beats_per_bar }, (_, i) => ({
        number: i + 1,
        start_beat: i * beats_per_bar,
        end_beat: (i + 1) * beats_per_bar,
        pass: 1,
      })),
      metres: [{ beat: 0, numerator: metre[0], denominator: metre[1] }],
      voices: this.voices(),
      tempo: [[0, 60 / this.bpm]],
      level: [],
      chords: this.chords(),
      phrases: sections.map(({ from_beat, to_beat }) => [from_beat, to_beat] as const),
      key: `${this.choice.tonic} ${shortName(this.mode.name)}`,
      sections,
      origin: {
        style: this.style.name,
        progression: this.tables.progressions[this.row]!.name,
        phrase: this.tables.phrases[this.choice.phrase]!.name,
        form: this.plan.name,
        instead: this.instead,
      },
    };
  }

  private title(): string {
    const letters = this.plan.parts.map(([letter]) => letter).join("");
    return `${letters} in ${this.choice.tonic} ${shortName(this.mode.name)}, ${this.style.name}`;
  }

  private chords(): [number, string][] {
    const found: [number, string][] = [];
    this.plan.parts.forEach(([letter, ends], place) => {
      for (const [bar, symbol] of this.pair.chords[lineOf(letter, ends)]!) {
        const name = moved(symbol, this.choice.tonic);
        if (name !== found.at(-1)?.[1]) found.push([place * this.section + bar * this.width, name]);
      }
    });
    return found;
  }

  private voices(): Voice[] {
    const [melody, answer] = this.sung();
    const tones = {
      melody,
      answer,
      harmony: this.backing("harmony"),
      bass: this.backing("bass"),
      drums: this.drums(),
    };
    return VOICES.map(([id, name]) => {
      const layer = id === "answer" ? "melody" : id;
      const balance = this.choice.balance_db[layer] ?? this.style.balance_db[layer];
      return {
        id,
        name,
        instrument: this.instrument(id),
        balance_db: id === "answer" ? balance - 1 : balance,
        notes: this.choice.layers.includes(layer) ? this.notes(id, tones[id]) : [],
      };
    });
  }

  private instrument(voice: (typeof VOICES)[number][0]): string {
    const { instruments } = this.style;
    if (voice === "answer") return instruments.melody === "clarinet" ? "flute" : "clarinet";
    return voice === "drums" ? "drums" : instruments[voice];
  }

  /** Melody and answer: an upbeat cuts short what it begins in; what lies before the piece falls away. */
  private sung(): readonly [Tone[], Tone[]] {
    const sung: { tone: Tone; voice: number }[] = [];
    this.plan.parts.forEach(([letter, ends, variation], place) => {
      const { phrase } = this.choice;
      const kind = letter !== "C" ? phrase : phrase === "through" ? "sequence" : "through";
      const number = isRich(letter, ends, variation) ? RICH_THEME : lineOf(letter, ends);
      const line = this.tables.melodies[this.pair.melody]![`${this.metre} ${kind}`]!.split(" ")[number]!;
      const chords = this.pair.chords[lineOf(letter, ends)]!;
      const start = place * this.section * PARTS;
      this.bars(line).forEach(({ voice, struck }, bar) => {
        const first = bar * this.width * PARTS;
        if (struck[0]) makeWay(sung, start + first + struck[0].onset);
        for (const { onset, length, level, letter: value } of struck) {
          const at = first + onset;
          const chord = chords.findLast(([from]) => from <= Math.max(0, at) / (PARTS * this.width))![1];
          const key = this.keyOf(value - ZERO, chord);
          sung.push({ tone: { onset: start + at, end: start + at + length, key, level }, voice });
        }
      });
    });
    const of = (which: number): Tone[] =>
      this.room(sung.filter(({ voice }) => voice === which).map(({ tone }) => tone));
    return [of(0), of(1)];
  }

  private keyOf(step: number, chord: string): number {
    const { steps } = this.mode;
    const octave = Math.floor(step / steps.length);
    const place = step - octave * steps.length;
    const signs = this.tables.alter[`${this.choice.tonality} ${chord}`];
    const alter = signs === undefined ? 0 : Number(signs[place]) - 5;
    const tonic = 60 + 12 * Math.floor((this.pair.anchor - 60 + 6) / 12) + this.shift;
    return tonic + 12 * octave + steps[place]! + alter;
  }

  /** Harmony or bass; in the last bar its tones are held. */
  private backing(layer: "harmony" | "bass"): Tone[] {
    const lines = this.tables.played[this.choice.style]![layer][this.pair.place]!.split(" ");
    const width = this.width * PARTS;
    const tones = this.plan.parts.flatMap(([letter, ends], place) =>
      this.bars(lines[lineOf(letter, ends)]!).flatMap(({ struck }, bar) => {
        const first = place * this.section * PARTS + bar * width;
        if (first + width === this.end * PARTS) return this.held(layer, struck, first);
        return struck.map(({ onset, length, level, letter: value }) => ({
          onset: first + onset,
          end: first + onset + length,
          key: this.low(layer, value + ZERO),
          level,
        }));
      }),
    );
    return layer === "harmony" ? this.room(tones) : tones;
  }

  private held(layer: "harmony" | "bass", struck: readonly Struck[], first: number): Tone[] {
    const keys = struck.map(({ letter }) => letter);
    const held = layer === "bass" ? keys.slice(0, 1) : [...new Set(keys)].sort((a, b) => a - b);
    return held.map((key) => ({
      onset: first,
      end: this.end * PARTS,
      key: this.low(layer, key + ZERO),
      level: 0,
    }));
  }

  /** A bass below its lowest string sounds an octave higher. */
  private low(layer: "harmony" | "bass", key: number): number {
    const here = key + this.shift;
    return layer === "bass" && here < LOWEST_BASS ? here + 12 : here;
  }

  private drums(): Tone[] {
    const line = this.tables.played[this.choice.style]!.drums[this.pair.bars];
    if (line === undefined) return [];
    const closing = (this.end - this.width) * PARTS;
    const bars = this.bars(line);
    const tones = this.plan.parts.flatMap((_, place) =>
      bars.flatMap(({ struck }, bar) => {
        const first = (place * this.section + bar * this.width) * PARTS;
        if (first >= closing) return [];
        return struck.map(({ onset, length, level, letter }) => ({
          onset: first + onset,
          end: first + onset + length,
          key: letter + ZERO,
          level,
        }));
      }),
    );
    const end = closing + PARTS / 4;
    return [...tones, ...this.style.close.map(([key, level]) => ({ onset: closing, end, key, level }))];
  }

  /** Leave bars open: nothing begins in them, and nothing lasts into them. */
  private room(tones: readonly Tone[]): Tone[] {
    const every = this.choice.open_every;
    const bar = this.style.beats_per_bar * PARTS;
    return tones.flatMap((tone) => {
      if (tone.onset < 0) return [];
      if (every === 0) return [tone];
      const number = Math.floor(tone.onset / bar);
      if (number % every === every - 1) return [];
      const open_from = (Math.floor(number / every) * every + every - 1) * bar;
      return [{ ...tone, end: Math.min(tone.end, open_from) }];
    });
  }

  private bars(line: string): CodedBar[] {
    const bars: CodedBar[] = [];
    for (let at = 0; at < line.length; ) {
      const number = VALUES[line[at]!]! * LETTERS.length + VALUES[line[at + 1]!]!;
      const [voice, count, ...numbers] = this.tables.rhythms[number]! as [number, number, ...number[]];
      const letters = [...line.slice(at + 2, at + 2 + count)].map((letter) => VALUES[letter]!);
      at += 2 + count;
      const struck: Struck[] = [];
      for (let i = 0; i < numbers.length; i += 4) {
        const [onset, length, level, tone] = numbers.slice(i, i + 4) as [number, number, number, number];
        struck.push({ onset, length, level, letter: letters[tone]! });
      }
      bars.push({ voice, struck });
    }
    return bars;
  }

  private notes(voice: string, tones: readonly Tone[]): Note[] {
    const off_beat = offBeat(this.style.swing, this.bpm);
    return tones.map(({ onset, end, key, level }, i) => ({
      id: `${voice[0]}${i + 1}`,
      onset_beat: swung(onset, off_beat) / TICKS,
      end_beat: swung(end, off_beat) / TICKS,
      pitch: key,
      level_db: level,
    }));
  }
}

const pitchClass = (name: string): number =>
  (SEMITONES[name[0]!]! +
    [...name].reduce((sum, sign) => sum + (sign === "#" ? 1 : sign === "b" ? -1 : 0), 0) +
    12) %
  12;

const isRich = (letter: string, ends: string, variation: string): boolean =>
  letter === "A" && ends === "closed" && variation === "ornament";

const lineOf = (letter: string, ends: string): number =>
  LINES.indexOf(`${letter === "A" ? "A" : "B"} ${ends}`);

function makeWay(sung: { tone: Tone; voice: number }[], onset: number): void {
  while (sung.length > 0 && sung.at(-1)!.tone.onset >= onset) sung.pop();
  const last = sung.at(-1);
  if (last && last.tone.end > onset) sung[sung.length - 1] = { ...last, tone: { ...last.tone, end: onset } };
}

/** Where the second eighth of a beat falls, in ticks: after Friberg and Sundström (2002) in jazz, two to one in a shuffle. */
function offBeat(swing: StyleEntry["swing"], bpm: number): number {
  if (swing === "") return TICKS / 2;
  const fallen = (bpm - 120) / 180;
  const ratio = swing === "jazz" ? Math.max(1, Math.min(3.5, 3.5 - 2.5 * fallen)) : 2;
  return Math.floor((TICKS * ratio) / (ratio + 1) + 0.5);
}

/** Where a written place is played, in ticks; triplets stay where they are. */
function swung(parts: number, off_beat: number): number {
  const ticks = parts * TICKS_PER_PART;
  const part = ((ticks % TICKS) + TICKS) % TICKS;
  const whole = ticks - part;
  const half = TICKS / 2;
  if (part === 0 || parts % 3 !== 0 || off_beat === half) return ticks;
  if (part <= half) return whole + Math.floor((part * off_beat) / half);
  return whole + off_beat + Math.floor(((part - half) * (TICKS - off_beat)) / half);
}
