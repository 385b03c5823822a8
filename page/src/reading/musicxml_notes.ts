// The notes of one part of a MusicXML file: where each lies in its bar, how it sounds, what is sung to it.
import { MOST_NOTES, tooLong } from "./limits.ts";
import { drumKey, PLAIN_DRUM } from "./programs.ts";
import { pitchOf, STEPS, spellingOf, type WrittenNote } from "./written.ts";
import { all, at, numberAt, numberIn, textAt, type XmlElement } from "./xml.ts";

/** How a part's written notes differ from those that sound. */
export interface Transposition {
  readonly diatonic: number;
  readonly chromatic: number;
}

export const AS_WRITTEN: Transposition = { diatonic: 0, chromatic: 0 };

export function transpositionOf(attributes: XmlElement): Transposition | null {
  const transpose = at(attributes, "transpose");
  if (transpose === null) return null;
  const chromatic = numberAt(transpose, "chromatic") ?? 0;
  const octaves = numberAt(transpose, "octave-change") ?? 0;
  const diatonic = numberAt(transpose, "diatonic") ?? Math.round((chromatic * 7) / 12);
  return { diatonic: Math.round(diatonic + 7 * octaves), chromatic: Math.round(chromatic + 12 * octaves) };
}

interface Pitch {
  readonly pitch: number;
  readonly spelling: string;
}

function pitchIn(note: XmlElement, { diatonic, chromatic }: Transposition): Pitch | null {
  const step = STEPS.indexOf(textAt(note, "pitch", "step") || "?");
  const octave = numberAt(note, "pitch", "octave");
  if (step < 0 || octave === null) return null;
  const alter = Math.round(numberAt(note, "pitch", "alter") ?? 0);
  const pitch = pitchOf(step, octave, alter) + chromatic;
  const moved = step + 7 * octave + diatonic;
  const [newStep, newOctave] = [((moved % 7) + 7) % 7, Math.floor(moved / 7)];
  const spelling = spellingOf(newStep, newOctave, pitch - pitchOf(newStep, newOctave, 0));
  return pitch >= 0 && pitch <= 127 ? { pitch, spelling } : null;
}

/** The key of each drum of a part, by the id that its notes name. */
export type Drums = ReadonlyMap<string, number>;

function drumIn(note: XmlElement, drums: Drums): Pitch {
  const named = drums.get(at(note, "instrument")?.attributes["id"] ?? "");
  return { pitch: drumKey(named ?? PLAIN_DRUM), spelling: "" };
}

const ACCENTS_DB: Readonly<Record<string, number>> = { accent: 4, "strong-accent": 6 };

function stressOf(note: XmlElement): number {
  const signs = all(note, "notations").flatMap((one) => at(one, "articulations")?.children ?? []);
  return Math.max(0, ...signs.map((sign) => ("name" in sign ? (ACCENTS_DB[String(sign.name)] ?? 0) : 0)));
}

/** The words under a note by verse, "A-" where the word goes on. */
function versesOf(note: XmlElement): readonly string[] {
  const verses: string[] = [];
  all(note, "lyric").forEach((lyric, i) => {
    const text = all(lyric, "text")
      .map((part) => part.text)
      .join(" ")
      .trim();
    const goesOn = /begin|middle/.test(textAt(lyric, "syllabic"));
    const number = numberIn(lyric.attributes["number"]?.replace(/^part\d+verse/, "")) ?? i + 1;
    if (text !== "" && number >= 1 && number <= 20)
      verses[Math.floor(number) - 1] = goesOn ? `${text}-` : text;
  });
  // A verse without a word here has none; it must not borrow that of another.
  return verses.length === 0 ? [] : Array.from(verses, (verse) => verse ?? "");
}

export interface Heard extends WrittenNote {
  /** Staff and voice as the file names them. */
  readonly staff: string;
  readonly voice: string;
  readonly drum: boolean;
}

/** Collects the notes of one part, bar by bar. */
export class PartNotes {
  readonly bars: Heard[][] = [];
  readonly omitted = { grace: 0, cue: 0 };
  transposition = AS_WRITTEN;
  /** Ticks in a division of this part. */
  tick = 1;
  /** The place in the bar, the furthest that was reached, and the end of the last note that sounds. */
  here = 0;
  furthest = 0;
  sounding = 0;
  #chordStart = 0;
  #count = 0;

  constructor(readonly drums: Drums) {}

  openBar(): void {
    [this.here, this.furthest, this.sounding, this.#chordStart] = [0, 0, 0, 0];
    this.bars.push([]);
  }

  move(divisions: number): void {
    this.here = Math.max(0, this.here + Math.round(divisions * this.tick));
    this.furthest = Math.max(this.furthest, this.here);
  }

  add(note: XmlElement): void {
    if (at(note, "grace") !== null) {
      this.omitted.grace += 1;
      return;
    }
    const length = Math.max(0, Math.round((numberAt(note, "duration") ?? 0) * this.tick));
    const inChord = at(note, "chord") !== null;
    const start = inChord ? this.#chordStart : this.here;
    if (!inChord) {
      this.#chordStart = this.here;
      this.here += length;
      this.furthest = Math.max(this.furthest, this.here);
    }
    if (at(note, "cue") !== null) this.omitted.cue += 1;
    else if (at(note, "rest") === null && length > 0) this.#keep(note, start, length);
  }

  #keep(note: XmlElement, start: number, length: number): void {
    const drum = at(note, "unpitched") !== null;
    const pitch = drum ? drumIn(note, this.drums) : pitchIn(note, this.transposition);
    if (pitch === null) return;
    this.sounding = Math.max(this.sounding, start + length);
    this.#count += 1;
    if (this.#count > MOST_NOTES) tooLong();
    this.bars[this.bars.length - 1]!.push({
      ...pitch,
      start,
      length,
      tied: all(note, "tie").some((tie) => tie.attributes["type"] === "start"),
      verses: versesOf(note),
      level_db: stressOf(note),
      staff: textAt(note, "staff") || "1",
      voice: textAt(note, "voice") || "1",
      drum,
    });
  }
}
