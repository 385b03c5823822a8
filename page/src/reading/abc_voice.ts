// One voice of an ABC tune: notes placed in bars, with the accidentals that hold there.
import { type AbcElement, type AbcKey, type AbcMetre, type AbcPitch, TICKS, tempoOf } from "./abc.ts";
import { MOST_NOTES, tooLong } from "./limits.ts";
import { LEVELS_DB } from "./musicxml_signs.ts";
import {
  type Dynamic,
  emptyBar,
  pitchOf,
  STEPS,
  spellingOf,
  type WrittenBar,
  type WrittenNote,
} from "./written.ts";

const ALTERS: Readonly<Record<string, number>> = {
  sharp: 1,
  flat: -1,
  natural: 0,
  dblsharp: 2,
  dblflat: -2,
};
const ACCENT_DB = 4;
const CHORD = /^[A-G][#b]?[A-Za-z0-9#+°()-]*(\/[A-G][#b]?)?$/;
const MOST_ENDING = 20;

export class AbcVoice {
  name = "";
  grace = 0;
  readonly notes: WrittenNote[][] = [];
  readonly dynamics: Dynamic[][] = [];
  #here = 0;
  #place = 0;
  #count = 0;
  #factor = 1;
  #signature = new Map<number, number>();
  #altered = new Map<number, number>();
  #metre: readonly [number, number] = [4, 4];
  #endings: readonly number[] = [];

  /** The voice that leads writes what concerns all into the common bars. */
  constructor(
    readonly bars: WrittenBar[],
    readonly leads: boolean,
  ) {}

  line(elements: readonly AbcElement[], key: AbcKey | undefined, metre: AbcMetre | undefined): void {
    if (key) this.#key(key);
    if (metre) this.#meter(metre);
    if (this.leads) this.#bar().phrase = this.#here; // a line of the page is a phrase
    // Where no bar lines are, an accidental ends with its line.
    if (elements.every(({ el_type }) => el_type !== "bar")) this.#altered = new Map();
    for (const element of elements) this.#element(element);
  }

  /** A bar that nothing closed. */
  end(): void {
    if (this.#here > 0) this.#close();
    else if (this.leads && this.bars.length > this.#place) this.bars.length = this.#place;
  }

  #bar(): WrittenBar {
    this.bars[this.#place] ??= emptyBar();
    return this.bars[this.#place]!;
  }

  #element(element: AbcElement): void {
    if (element.el_type === "note") this.#note(element);
    else if (element.el_type === "bar") this.#barline(element);
    else if (element.el_type === "key") this.#key(element);
    else if (element.el_type === "meter") this.#meter(element as unknown as AbcMetre);
    else if (element.el_type === "tempo" && this.leads) {
      const { bpm, duration } = element;
      const tempo = tempoOf(
        { ...(bpm === undefined ? {} : { bpm }), ...(Array.isArray(duration) ? { duration } : {}) },
        this.#metre,
      );
      if (tempo !== null) this.#bar().tempos.push([this.#here, tempo]);
    }
  }

  #key({ accidentals }: AbcKey): void {
    this.#signature = new Map(
      (accidentals ?? []).map(({ acc, note }) => [STEPS.indexOf(note.toUpperCase()), ALTERS[acc] ?? 0]),
    );
  }

  #meter({ type, value }: AbcMetre): void {
    const named = { common_time: [4, 4], cut_time: [2, 2] }[type];
    const numbers = named ?? [
      (value?.[0]?.num ?? "").split("+").reduce((sum, number) => sum + Number(number), 0),
      Number(value?.[0]?.den ?? 4),
    ];
    const [numerator = 0, denominator = 0] = numbers;
    if (!(numerator >= 1 && numerator <= 64) || ![1, 2, 4, 8, 16, 32].includes(denominator)) return;
    this.#metre = [numerator, denominator];
    if (this.leads) this.#bar().metre = this.#metre;
  }

  #barline({ type = "", startEnding, endEnding, decoration = [] }: AbcElement): void {
    if (this.leads) this.#road(decoration);
    const ends = /right_repeat|dbl_repeat/.test(type);
    if (this.#here > 0) this.#close();
    if (!this.leads) return;
    const closed = this.bars[this.#place - 1];
    if (ends && closed) closed.repeatTimes = 2;
    if (endEnding) this.#endings = [];
    if (startEnding !== undefined) this.#endings = endingsOf(startEnding);
    const next = this.#bar();
    next.endings = this.#endings;
    if (/left_repeat|dbl_repeat/.test(type)) next.repeatStart = true;
  }

  #close(): void {
    const bar = this.#bar();
    bar.length = Math.max(bar.length, this.#here);
    if (this.leads) bar.endings = this.#endings;
    this.notes[this.#place] ??= [];
    this.#altered = new Map();
    this.#place += 1;
    this.#here = 0;
  }

  #note(element: AbcElement): void {
    const { rest, pitches = [], startTriplet, tripletMultiplier, endTriplet, gracenotes = [] } = element;
    if (rest?.type === "spacer") return;
    if (rest?.type === "multimeasure") {
      this.#restBars(Number(rest.text));
      return;
    }
    if (startTriplet !== undefined) this.#factor = tripletMultiplier ?? 1;
    const whole = typeof element.duration === "number" ? element.duration : 0;
    const length = Math.round(whole * 4 * TICKS * this.#factor);
    if (endTriplet) this.#factor = 1;
    this.grace += gracenotes.length;
    if (!(length > 0)) return;
    this.#signs(element);
    if (rest === undefined) this.#pitches(element, pitches, length);
    this.#here += length;
  }

  #restBars(count: number): void {
    const [numerator, denominator] = this.#metre;
    for (let i = 0; i < Math.min(200, count || 1); i += 1) {
      this.#here = (4 * numerator * TICKS) / denominator;
      this.#close();
    }
  }

  #pitches(element: AbcElement, pitches: readonly AbcPitch[], length: number): void {
    const accent = (element.decoration ?? []).some(
      (name) => name === "accent" || name === ">" || name === "emphasis",
    );
    pitches.forEach((one, i) => {
      const [step, octave] = [((one.pitch % 7) + 7) % 7, Math.floor(one.pitch / 7) + 4];
      if (one.accidental !== undefined) this.#altered.set(one.pitch, ALTERS[one.accidental] ?? 0);
      const alter = this.#altered.get(one.pitch) ?? this.#signature.get(step) ?? 0;
      const pitch = pitchOf(step, octave, alter);
      if (!(pitch >= 0 && pitch <= 127)) return;
      this.#count += 1;
      if (this.#count > MOST_NOTES) tooLong();
      this.notes[this.#place] ??= [];
      this.notes[this.#place]!.push({
        start: this.#here,
        length,
        pitch,
        spelling: spellingOf(step, octave, alter),
        tied: one.startTie !== undefined,
        verses: i === 0 ? versesOf(element) : [],
        level_db: accent ? ACCENT_DB : 0,
      });
    });
  }

  #signs({ chord = [], decoration = [] }: AbcElement): void {
    for (const name of decoration) {
      const level_db = LEVELS_DB[name];
      if (level_db === undefined) continue;
      this.dynamics[this.#place] ??= [];
      this.dynamics[this.#place]!.push({ tick: this.#here, kind: "level", level_db });
    }
    if (!this.leads) return;
    this.#road(decoration);
    for (const { name = "", position } of chord) {
      const symbol = name.replaceAll("♯", "#").replaceAll("♭", "b").trim();
      if (position === "default" && symbol.length <= 20 && CHORD.test(symbol))
        this.#bar().chords.push([this.#here, symbol]);
    }
  }

  /** Signs of the road at this place: an end or a jump belongs to the bar that ends, or is going on, here. */
  #road(decoration: readonly string[]): void {
    for (const sign of decoration) {
      const ending = this.#here > 0 ? this.#bar() : (this.bars[this.#place - 1] ?? this.#bar());
      if (/^fine$/i.test(sign)) ending.fine = true;
      else if (/^(D\.?C\.?|dacapo)/i.test(sign)) ending.jump = "capo";
      else if (/^(D\.?S\.?|dalsegno)/i.test(sign)) ending.jump = "segno";
      else if (/^segno$/i.test(sign)) this.#bar().segno = true;
      else if (/^dacoda$/i.test(sign)) ending.toCoda = true;
      else if (/^coda$/i.test(sign)) this.#bar().coda = true;
    }
  }
}

function versesOf({ lyric = [] }: AbcElement): readonly string[] {
  const verses = lyric.map(({ syllable, divider }) => {
    const text = String(syllable ?? "").trim();
    return text !== "" && divider === "-" ? `${text}-` : text;
  });
  return verses.some((text) => text !== "") ? verses : [];
}

function endingsOf(text: string): readonly number[] {
  const numbers = String(text)
    .split(",")
    .flatMap((part) => {
      const [from, to = from] = part.split("-").map((digits) => Number.parseInt(digits, 10));
      if (from === undefined || to === undefined || !(from >= 1 && to >= from && to <= MOST_ENDING))
        return [];
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    });
  return numbers;
}
