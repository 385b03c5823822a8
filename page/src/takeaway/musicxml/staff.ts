// One voice as the notes of a staff.
import { partsOf } from "../../core/parts.ts";
import type { Bar, Note, Voice } from "../../core/types.ts";
import type { NoteMarks } from "./directions.ts";
import { barEvents, type Event, type Grid, layersOf, ticks } from "./notate.ts";
import { Accidentals, keyOf, pitchOf, pitchXml } from "./spelling.ts";
import { beamsOf, noteValue, tupletEnds, valueXml } from "./value.ts";
import { tag, type Xml, xml } from "./xml.ts";

/** A staff whose mean key lies below this (the A under middle C) takes the bass clef. */
const BASS_CLEF_BELOW = 57;
/** MusicXML's voices count through all staves of a part. */
const VOICES_A_STAFF = 4;
/** Stands between a note's id and the number of a further notehead that the same note needs. */
export const PIECE_MARK = "--";

export interface LayerInBar {
  readonly events: readonly Event[];
  write(event: Event): readonly Xml[];
}

export class Staff {
  readonly #layers;
  readonly #ties;
  readonly #fifths: number;
  readonly #syllabic;
  readonly #accidentals: Accidentals;
  readonly #heads = new Map<string, number>();

  constructor(
    private readonly grid: Grid,
    private readonly voice: Voice,
    private readonly marks: NoteMarks,
    private readonly index: number,
    private readonly numbered: boolean,
  ) {
    this.#layers = layersOf(voice);
    this.#ties = tiesOf(grid, voice);
    this.#fifths = keyOf(grid.score)?.fifths ?? 0;
    this.#syllabic = syllabicOf(voice);
    this.#accidentals = new Accidentals(this.#fifths, this.#fifths < 0);
  }

  clef(): Xml {
    const pitches = this.voice.notes.map(({ pitch }) => pitch);
    const mean = pitches.reduce((sum, pitch) => sum + pitch, 0) / pitches.length;
    const [sign, line] = mean < BASS_CLEF_BELOW ? ["F", 4] : ["G", 2];
    return xml("clef", this.numbered ? { number: this.index + 1 } : {}, tag("sign", sign), tag("line", line));
  }

  /** The layers that have something to write in the next bar; the first always has. */
  layersIn(bar: Bar, index: number): readonly LayerInBar[] {
    const { score, divisions } = this.grid;
    const metre = score.metres.findLast(({ beat }) => beat <= bar.start_beat);
    const size = ticks(this.grid, bar.end_beat) - ticks(this.grid, bar.start_beat);
    const full = metre ? (4 * divisions * metre.numerator) / metre.denominator : size;
    const lacking = index === 0 ? Math.max(0, full - size) : 0;
    const layers = this.#layers
      .map((layer) => barEvents(this.grid, bar, layer, this.#ties))
      .map((events, number) => ({ events, number }))
      .filter(({ events, number }) => number === 0 || events.some(({ notes }) => notes.length > 0));
    const all = layers.flatMap(({ events }) => events);
    const accidentals = this.#accidentals.next(all);
    return layers.map(({ events, number }) => {
      const beams = beamsOf(events, this.grid, metre, lacking);
      const tuplets = tupletEnds(events, this.grid);
      const write = (event: Event): readonly Xml[] => {
        const more = { beams: beams.get(event) ?? [], tuplet: tuplets.get(event), number };
        if (event.notes.length === 0) return [this.#rest(event, more)];
        return event.notes.map((note, i) =>
          this.#head(event, note, i, { ...more, accidental: accidentals.get(event)?.[i] ?? null }),
        );
      };
      return { events, write };
    });
  }

  #place(number: number): readonly Xml[] {
    return [tag("voice", this.index * VOICES_A_STAFF + number + 1)];
  }

  #staff(): Xml | null {
    return this.numbered ? tag("staff", this.index + 1) : null;
  }

  #rest(event: Event, { number, tuplet }: Around): Xml {
    const value = valueXml(noteValue(event.length / this.grid.divisions));
    return xml(
      "note",
      number > 0 ? { "print-object": "no" } : {},
      tag("rest"),
      tag("duration", event.length),
      this.#place(number),
      value,
      this.#staff(),
      notations(tuplet ? [xml("tuplet", { type: tuplet })] : []),
    );
  }

  #head(event: Event, note: Note, i: number, around: Around & { readonly accidental: string | null }): Xml {
    const { number, beams, tuplet, accidental } = around;
    const piece = this.#heads.get(note.id) ?? 0;
    this.#heads.set(note.id, piece + 1);
    const [coming, going] = [event.tied_in[i], event.tied_out[i]];
    const ties = [...(coming ? ["stop"] : []), ...(going ? ["start"] : [])];
    const signs = [
      ...ties.map((type) => xml("tied", { type })),
      ...(i === 0 && tuplet ? [xml("tuplet", { type: tuplet })] : []),
      ...(i === 0
        ? this.marks.at(
            event.notes.map(({ id }) => id),
            piece === 0,
            event.ends,
          )
        : []),
    ];
    const value = valueXml(noteValue(event.length / this.grid.divisions));
    const modified = (part: Xml): boolean => part.name === "time-modification";
    return xml(
      "note",
      { id: xmlId(note.id) + (piece > 0 ? `${PIECE_MARK}${piece}` : "") },
      i > 0 ? tag("chord") : null,
      pitchXml(pitchOf(note, this.#fifths < 0)),
      tag("duration", event.length),
      ties.map((type) => xml("tie", { type })),
      this.#place(number),
      value.filter((part) => !modified(part)),
      accidental === null ? null : tag("accidental", accidental),
      value.filter(modified),
      this.#staff(),
      i === 0 ? beams : null,
      notations(signs),
      piece === 0 ? this.#lyric(note) : null,
    );
  }

  #lyric({ id, lyric = "" }: Note): Xml | null {
    const syllabic = this.#syllabic.get(id);
    if (syllabic === undefined) return null;
    return xml("lyric", { number: 1 }, tag("syllabic", syllabic), tag("text", lyric.replace(/-$/, "")));
  }
}

/** What stands around a note: its beams, the end of a tuplet, its layer. */
interface Around {
  readonly beams: readonly Xml[];
  readonly tuplet: "start" | "stop" | undefined;
  readonly number: number;
}

function notations(signs: readonly Xml[]): Xml | null {
  return signs.length > 0 ? tag("notations", signs) : null;
}

/** For each note tied to a later one, that later note's id. */
function tiesOf({ score }: Grid, voice: Voice): ReadonlyMap<string, string> {
  const { chain_of } = partsOf(score);
  const ties = new Map<string, string>();
  for (const { id } of voice.notes) {
    const ids = chain_of.get(id)?.ids ?? [];
    const next = ids[ids.indexOf(id) + 1];
    if (next !== undefined) ties.set(id, next);
  }
  return ties;
}

/** Each sung note's place in its word. */
function syllabicOf({ notes }: Voice): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  let inside = false;
  for (const { id, lyric = "" } of notes) {
    if (lyric.replace(/-$/, "") === "") continue;
    const joins = lyric.endsWith("-");
    places.set(id, inside ? (joins ? "middle" : "end") : joins ? "begin" : "single");
    inside = joins;
  }
  return places;
}

/** A note's id as XML allows it; the ids of the book's songs stay as they are. */
export function xmlId(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9_.-]/gu, "_");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}
