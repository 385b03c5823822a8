// The voices of what is chosen in the form lab: lines looked up, moved into their key, and joined (spec/layers.md, 3).
import { Hand } from "./layerhand.ts";
import {
  chordAt,
  isRich,
  lineOf,
  makeWay,
  offBeat,
  PARTS,
  readBars,
  swung,
  TICKS,
  type Tone,
  withRoom,
  ZERO,
} from "./layerlines.ts";
import type { Choice, Pair, PlanEntry, StyleEntry, Tables, TonalityEntry } from "./layertables.ts";
import { moved, pitchClass, spelt } from "./naming.ts";
import type { Note, Voice } from "./types.ts";

/** What the lines of a choice are looked up by, and what they are measured in. */
export interface Ground {
  readonly tables: Tables;
  readonly choice: Choice;
  readonly style: StyleEntry;
  readonly mode: TonalityEntry;
  readonly plan: PlanEntry;
  readonly pair: Pair;
  readonly bpm: number;
  /** Beats of a bar as the melodies count them: two bars of two beats are one of four. */
  readonly width: number;
  readonly metre: string;
  /** Beats of a section, and of the piece. */
  readonly section: number;
  readonly end: number;
}

const RICH_THEME = 4;
const HIGHEST_SHIFT = 6;
const LOWEST_BASS = 28;
const ANSWER_DB = -1;
const SEED = 7;
const VOICES = [
  ["melody", "Melody"],
  ["harmony", "Harmony"],
  ["bass", "Bass"],
  ["drums", "Drums"],
  ["answer", "Answer"],
] as const;
type VoiceId = (typeof VOICES)[number][0];

export function voicesOf(ground: Ground): Voice[] {
  return new Ensemble(ground).voices();
}

class Ensemble {
  private readonly shift: number;
  private readonly names = new Map<string, readonly string[]>();

  constructor(private readonly ground: Ground) {
    const pc = pitchClass(ground.choice.tonic);
    this.shift = pc > HIGHEST_SHIFT ? pc - 12 : pc;
  }

  voices(): Voice[] {
    const { choice, style } = this.ground;
    const [melody, answer] = this.sung();
    const [harmony, bass] = [this.backing("harmony"), this.backing("bass")];
    const tones = { melody, answer, harmony, bass, drums: this.drums() };
    return VOICES.map(([id, name], number) => {
      const layer = id === "answer" ? "melody" : id;
      const balance = choice.balance_db[layer] ?? style.balance_db[layer];
      return {
        id,
        name,
        instrument: this.instrument(id),
        balance_db: id === "answer" ? balance + ANSWER_DB : balance,
        notes: choice.layers.includes(layer) ? this.notes(id, number, tones[id]) : [],
      };
    });
  }

  private instrument(voice: VoiceId): string {
    const { instruments } = this.ground.style;
    if (voice === "answer") return instruments.melody === "clarinet" ? "flute" : "clarinet";
    return voice === "drums" ? "drums" : instruments[voice];
  }

  /** Melody and answer: an upbeat cuts short what it begins in; what lies before the piece falls away. */
  private sung(): readonly [Tone[], Tone[]] {
    const { plan, pair, section, width } = this.ground;
    const sung: { tone: Tone; voice: number }[] = [];
    plan.parts.forEach(([letter, ends, variation], place) => {
      const chords = pair.chords[lineOf(letter, ends)]!;
      const start = place * section * PARTS;
      this.bars(this.melodyLine(letter, ends, variation)).forEach(({ voice, struck }, bar) => {
        const first = bar * width * PARTS;
        if (struck[0]) makeWay(sung, start + first + struck[0].onset);
        for (const { onset, length, level, letter: value } of struck) {
          const at = first + onset;
          const chord = chordAt(chords, Math.max(0, at) / (PARTS * width));
          const key = this.keyOf(value - ZERO, chord);
          sung.push({ tone: { onset: start + at, end: start + at + length, key, level, chord }, voice });
        }
      });
    });
    const of = (which: number): Tone[] =>
      this.room(sung.filter(({ voice }) => voice === which).map(({ tone }) => tone));
    return [of(0), of(1)];
  }

  private melodyLine(letter: string, ends: string, variation: string): string {
    const { tables, choice, pair, metre } = this.ground;
    const episode = choice.phrase === "through" ? "sequence" : "through";
    const kind = letter === "C" ? episode : choice.phrase;
    const number = isRich(letter, ends, variation) ? RICH_THEME : lineOf(letter, ends);
    return tables.melodies[pair.melody]![`${metre} ${kind}`]!.split(" ")[number]!;
  }

  private keyOf(step: number, chord: string): number {
    const { tables, choice, mode, pair } = this.ground;
    const octave = Math.floor(step / mode.steps.length);
    const place = step - octave * mode.steps.length;
    const signs = tables.alter[`${choice.tonality} ${chord}`];
    const alter = signs === undefined ? 0 : Number(signs[place]) - 5;
    const tonic = 60 + 12 * Math.floor((pair.anchor - 60 + 6) / 12) + this.shift;
    return tonic + 12 * octave + mode.steps[place]! + alter;
  }

  /** Harmony or bass; in the last bar its tones are held. */
  private backing(layer: "harmony" | "bass"): Tone[] {
    const { tables, choice, plan, pair, section, end } = this.ground;
    const lines = tables.played[choice.style]![layer][pair.place]!.split(" ");
    const width = this.ground.width * PARTS;
    const tones = plan.parts.flatMap(([letter, ends], place) => {
      const chords = pair.chords[lineOf(letter, ends)]!;
      return this.bars(lines[lineOf(letter, ends)]!).flatMap(({ struck }, bar) => {
        const first = place * section * PARTS + bar * width;
        const keys = struck.map((tone) => this.low(layer, tone.letter + ZERO));
        if (first + width === end * PARTS) return this.held(layer, keys, first, chordAt(chords, bar));
        return struck.map(({ onset, length, level }, i) => ({
          onset: first + onset,
          end: first + onset + length,
          key: keys[i]!,
          level,
          chord: chordAt(chords, bar + onset / width),
        }));
      });
    });
    return layer === "harmony" ? this.room(tones) : tones;
  }

  private held(layer: "harmony" | "bass", keys: readonly number[], onset: number, chord: string): Tone[] {
    const held = layer === "bass" ? keys.slice(0, 1) : [...new Set(keys)].sort((a, b) => a - b);
    return held.map((key) => ({ onset, end: this.ground.end * PARTS, key, level: 0, chord }));
  }

  /** A key in the chosen tonality; a bass below its lowest string sounds an octave higher. */
  private low(layer: "harmony" | "bass", key: number): number {
    const here = key + this.shift;
    return layer === "bass" && here < LOWEST_BASS ? here + 12 : here;
  }

  private drums(): Tone[] {
    const { tables, choice, style, plan, pair, section, width, end: last } = this.ground;
    const line = tables.played[choice.style]!.drums[pair.bars];
    if (line === undefined) return [];
    const closing = (last - width) * PARTS;
    const bars = this.bars(line);
    const tones = plan.parts.flatMap((_, place) =>
      bars.flatMap(({ struck }, bar) => {
        const first = (place * section + bar * width) * PARTS;
        if (first >= closing) return [];
        return struck.map(({ onset, length, level, letter }) => ({
          onset: first + onset,
          end: first + onset + length,
          key: letter + ZERO,
          level,
          chord: "",
        }));
      }),
    );
    const end = closing + PARTS / 4;
    return [...tones, ...style.close.map(([key, level]) => ({ onset: closing, end, key, level, chord: "" }))];
  }

  private room(tones: readonly Tone[]): Tone[] {
    return withRoom(tones, this.ground.choice.open_every, this.ground.style.beats_per_bar * PARTS);
  }

  private bars(line: string) {
    return readBars(this.ground.tables.rhythms, line);
  }

  /** The tones as they are played, with where they are written. */
  private notes(voice: VoiceId, number: number, tones: readonly Tone[]): Note[] {
    const { style, bpm, choice } = this.ground;
    const [off_beat, bar] = [offBeat(style.swing, bpm), style.beats_per_bar * PARTS];
    const hand = choice.human ? new Hand(SEED, number, bpm, TICKS) : null;
    return tones.map(({ onset, end, key, level, chord }, i) => {
      const [straight, until] = [swung(onset, off_beat), swung(end, off_beat)];
      const played = hand ? hand.moved(straight, until, onset % bar === 0) : straight;
      return {
        id: `${voice[0]}${i + 1}`,
        onset_beat: played / TICKS,
        end_beat: until / TICKS,
        pitch: key,
        level_db: hand ? level + hand.louder_db() : level,
        written_beat: [onset / PARTS, end / PARTS],
        ...(chord === "" ? {} : { spelling: this.spelling(key, chord) }),
      };
    });
  }

  /** The written name of a key: as a tone of its chord, or else of the mode. */
  private spelling(key: number, chord: string): string {
    const names = this.names.get(chord) ?? this.namesIn(chord);
    this.names.set(chord, names);
    return spelt(names[key % 12]!, key);
  }

  private namesIn(chord: string): readonly string[] {
    const { tables, choice, mode } = this.ground;
    const names: string[] = [];
    for (const name of [...mode.names, ...tables.tones[chord]!]) {
      const there = moved(name, choice.tonic);
      names[pitchClass(there)] = there;
    }
    return names;
  }
}
