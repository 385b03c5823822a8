// A score as MusicXML, in played order: what an engraver needs of it. Notes keep their ids.
import type { Bar, Note, Score, Voice } from "../core/types.ts";
import { type Beam, beamsOf, tupletsOf } from "./beams.ts";
import { escaped } from "./escape.ts";
import { type Event, eventsIn, layersOf, tiedFrom } from "./events.ts";
import { QUARTER } from "./lengths.ts";
import { Accidentals, fifthsOf, nameOf } from "./spelling.ts";

/** Stands between a note's id and the number of a further head that the same note needs. */
export const PIECE_MARK = "--";
/** A staff whose mean key lies below this (the A under middle C) takes the bass clef. */
const BASS_CLEF_BELOW = 57;

/** A note's id as XML allows it. */
export function xmlId(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9_.-]/g, "_");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

class Staff {
  readonly fifths: number;
  readonly layers: ReturnType<typeof layersOf>;
  readonly arriving: ReadonlySet<string>;
  readonly syllabic: ReadonlyMap<string, string>;
  readonly heads = new Map<string, number>();

  constructor(
    readonly score: Score,
    readonly voice: Voice,
    readonly leads: boolean,
  ) {
    this.fifths = fifthsOf(score.key);
    this.layers = layersOf(voice.notes);
    this.arriving = tiedFrom(voice);
    this.syllabic = syllabicOf(voice.notes);
  }

  measure(bar: Bar, place: number): string {
    const opening = place === 0 ? this.#opening() : this.#metre(bar);
    const end = place === this.score.bars.length - 1 ? FINAL : "";
    const implicit = bar.number === 0 ? ' implicit="yes"' : "";
    return `<measure number="${bar.number}"${implicit}>${opening}${this.#layers(bar)}${end}</measure>`;
  }

  #opening(): string {
    const pitches = this.voice.notes.map(({ pitch }) => pitch);
    const low = pitches.reduce((sum, pitch) => sum + pitch, 0) < BASS_CLEF_BELOW * pitches.length;
    const [metre] = this.score.metres;
    return `<attributes><divisions>${QUARTER}</divisions><key><fifths>${this.fifths}</fifths></key>${metre ? time(metre) : ""}<clef><sign>${low ? "F" : "G"}</sign><line>${low ? 4 : 2}</line></clef></attributes>`;
  }

  #metre(bar: Bar): string {
    const metre = this.score.metres.find(({ beat }) => beat === bar.start_beat);
    return metre ? `<attributes>${time(metre)}</attributes>` : "";
  }

  #layers(bar: Bar): string {
    const accidentals = new Accidentals(this.fifths);
    const length = Math.round((bar.end_beat - bar.start_beat) * this.score.beat_quarters * QUARTER);
    const written = this.layers
      .map((layer) => eventsIn(this.score, bar, layer))
      .filter((events, i) => i === 0 || events.some(({ notes }) => notes.length > 0))
      .map((events, i) => this.#events(events, bar, i + 1, accidentals));
    return written.join(`<backup><duration>${length}</duration></backup>`) || this.#rest(length);
  }

  #rest(length: number): string {
    return `<note><rest measure="yes"/><duration>${length}</duration><voice>1</voice></note>`;
  }

  #events(events: readonly Event[], bar: Bar, layer: number, accidentals: Accidentals): string {
    const silent = events.every(({ notes }) => notes.length === 0);
    const length = events.reduce((sum, event) => sum + event.length, 0);
    const chords = this.leads && layer === 1 ? chordsIn(this.score, bar) : [];
    const beams = beamsOf(events, Math.round(this.score.beat_quarters * QUARTER));
    const tuplets = tupletsOf(events);
    if (silent)
      return chords.map(([tick, text]) => text.replace("<!>", offset(tick))).join("") + this.#rest(length);
    return events
      .map((event) => {
        const here = chords.filter(([tick]) => tick >= event.start && tick < event.start + event.length);
        const signs = here.map(([tick, text]) => text.replace("<!>", offset(tick - event.start))).join("");
        const joined = {
          beams: beams.get(event) ?? [],
          begins: tuplets.begin.has(event),
          ends: tuplets.end.has(event),
        };
        return signs + this.#event(event, layer, accidentals, joined);
      })
      .join("");
  }

  #event(event: Event, layer: number, accidentals: Accidentals, joined: Joined): string {
    const { notes, length, head, ratio } = event;
    const dots = "<dot/>".repeat(head.dots);
    const ratioText = ratio
      ? `<time-modification><actual-notes>${ratio.actual}</actual-notes><normal-notes>${ratio.normal}</normal-notes></time-modification>`
      : "";
    const shape = (sign: string | null): string =>
      `<voice>${layer}</voice><type>${head.type}</type>${dots}${sign ? `<accidental>${sign}</accidental>` : ""}${ratioText}`;
    if (notes.length === 0) {
      if (layer > 1) return `<forward><duration>${length}</duration></forward>`;
      return `<note><rest/><duration>${length}</duration>${shape(null)}${notations("", joined)}</note>`;
    }
    return notes
      .map((note, i) => {
        const name = nameOf(note.spelling, note.pitch, this.fifths);
        const [coming, going] = [
          !event.first || this.arriving.has(note.id),
          !event.last || note.tied === true,
        ];
        const sign = coming ? null : accidentals.sign(name);
        const ties = `${coming ? '<tie type="stop"/>' : ""}${going ? '<tie type="start"/>' : ""}`;
        const tied = `${coming ? '<tied type="stop"/>' : ""}${going ? '<tied type="start"/>' : ""}`;
        const pitch = `<pitch><step>${name.step}</step><alter>${name.alter}</alter><octave>${name.octave}</octave></pitch>`;
        const beams =
          i > 0 ? "" : joined.beams.map((beam, n) => `<beam number="${n + 1}">${beam}</beam>`).join("");
        const first = i === 0 ? joined : NOT_JOINED;
        return `<note id="${this.#id(note)}">${i > 0 ? "<chord/>" : ""}${pitch}<duration>${length}</duration>${ties}${shape(sign)}${beams}${notations(tied, first)}${event.first ? this.#lyric(note) : ""}</note>`;
      })
      .join("");
  }

  #id({ id }: Note): string {
    const before = this.heads.get(id) ?? 0;
    this.heads.set(id, before + 1);
    return before === 0 ? xmlId(id) : `${xmlId(id)}${PIECE_MARK}${before}`;
  }

  #lyric({ id, lyric }: Note): string {
    const syllabic = this.syllabic.get(id);
    const text = escaped(lyric?.replace(/-$/, "") ?? "");
    return syllabic === undefined
      ? ""
      : `<lyric><syllabic>${syllabic}</syllabic><text>${text}</text></lyric>`;
  }
}

interface Joined {
  readonly beams: readonly Beam[];
  readonly begins: boolean;
  readonly ends: boolean;
}

const NOT_JOINED: Joined = { beams: [], begins: false, ends: false };
const FINAL = '<barline location="right"><bar-style>light-heavy</bar-style></barline>';

const time = ({
  numerator,
  denominator,
}: {
  readonly numerator: number;
  readonly denominator: number;
}): string => `<time><beats>${numerator}</beats><beat-type>${denominator}</beat-type></time>`;

const offset = (ticks: number): string => (ticks > 0 ? `<offset>${ticks}</offset>` : "");

function notations(tied: string, { begins, ends }: Joined): string {
  const tuplet = `${begins ? '<tuplet type="start"/>' : ""}${ends ? '<tuplet type="stop"/>' : ""}`;
  return tied + tuplet === "" ? "" : `<notations>${tied}${tuplet}</notations>`;
}

/** Each sung note's place in its word, by id. */
function syllabicOf(notes: readonly Note[]): ReadonlyMap<string, string> {
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

/** The chord symbols of a bar as text over the staff, with the tick where each stands. */
function chordsIn(score: Score, bar: Bar): readonly (readonly [tick: number, text: string])[] {
  return score.chords
    .filter(([beat]) => bar.start_beat <= beat && beat < bar.end_beat)
    .map(([beat, symbol]) => {
      const [, step = "", alter = "", kind = "", , bassStep = "", bassAlter = ""] =
        /^([A-G])([#b]?)([^/]*)(\/([A-G])([#b]?))?$/.exec(symbol) ?? [];
      const tick = Math.round((beat - bar.start_beat) * score.beat_quarters * QUARTER);
      const tone = (name: string, letter: string, sign: string): string =>
        `<${name}><${name}-step>${letter}</${name}-step>${sign === "" ? "" : `<${name}-alter>${sign === "#" ? 1 : -1}</${name}-alter>`}</${name}>`;
      if (step === "") return [tick, ""] as const;
      const bass = bassStep === "" ? "" : tone("bass", bassStep, bassAlter);
      return [
        tick,
        `<harmony>${tone("root", step, alter)}<kind text="${escaped(kind)}">other</kind>${bass}<!></harmony>`,
      ] as const;
    });
}

/** The score as MusicXML; of the voices, those named, from the top. */
export function musicXml(
  score: Score,
  voices: readonly string[] = score.voices.slice(0, 1).map(({ id }) => id),
): string {
  const chosen = voices.flatMap((id) => score.voices.find((voice) => voice.id === id) ?? []);
  const list = chosen.map((_, i) => `<score-part id="P${i + 1}"><part-name/></score-part>`).join("");
  const parts = chosen.map((voice, i) => {
    const staff = new Staff(score, voice, i === 0);
    return `<part id="P${i + 1}">${score.bars.map((bar, place) => staff.measure(bar, place)).join("")}</part>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?><score-partwise version="4.0"><part-list>${list}</part-list>${parts.join("")}</score-partwise>`;
}
