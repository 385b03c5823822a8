// What a MusicXML file writes over and between the notes: tempo, dynamics, chords, repeats, jumps.
import { type Dynamic, STEPS, type WrittenBar } from "./written.ts";
import { all, at, elements, numberAt, numberIn, textAt, type XmlElement } from "./xml.ts";

/** Steps of 4 dB from mezzo-forte, as the book's dynamics have them. */
export const LEVELS_DB: Readonly<Record<string, number>> = {
  ppp: -16,
  pp: -12,
  p: -8,
  mp: -4,
  mf: 0,
  f: 4,
  ff: 8,
  fff: 10,
  sf: 6,
  sfz: 6,
  fz: 6,
  fp: -8,
};

const UNITS_QUARTERS: Readonly<Record<string, number>> = {
  breve: 8,
  whole: 4,
  half: 2,
  quarter: 1,
  eighth: 0.5,
  "16th": 0.25,
  "32nd": 0.125,
};

const SLOWEST = 10;
const FASTEST = 600;

/** Quarter notes a minute, where they can be played. */
export const playable = (tempo: number | null): tempo is number =>
  tempo !== null && tempo >= SLOWEST && tempo <= FASTEST;

function metronome(direction: XmlElement): number | null {
  for (const kind of all(direction, "direction-type")) {
    const mark = at(kind, "metronome");
    const unit = UNITS_QUARTERS[textAt(mark, "beat-unit")];
    const number = numberIn(/[\d.]+/.exec(textAt(mark, "per-minute"))?.[0]);
    if (mark === null || unit === undefined || number === null) continue;
    return number * (at(mark, "beat-unit-dot") === null ? unit : unit * 1.5);
  }
  return null;
}

/** Signs of the road: what is said by `sound`, by a sign, or in words. */
export function readRoad(bar: WrittenBar, sound: XmlElement | null, direction: XmlElement | null): void {
  const said = (name: string): boolean => sound?.attributes[name] !== undefined;
  const kinds = direction === null ? [] : all(direction, "direction-type").flatMap(elements);
  const words = kinds
    .filter(({ name }) => name === "words")
    .map((element) => element.text.trim())
    .join(" ");
  const toCoda = said("tocoda") || /^(to|al) coda$/i.test(words);
  if (said("fine") || /^fine$/i.test(words)) bar.fine = true;
  if (toCoda) bar.toCoda = true;
  if (said("dacapo") || /^(d\.?\s?c\.?|da capo)(?![a-z])/i.test(words)) bar.jump = "capo";
  if (said("dalsegno") || /^(d\.?\s?s\.?|dal segno)(?![a-z])/i.test(words)) bar.jump = "segno";
  if (said("segno") || kinds.some(({ name }) => name === "segno")) bar.segno = true;
  if (!toCoda && (said("coda") || kinds.some(({ name }) => name === "coda"))) bar.coda = true;
}

export function readTempo(
  bar: WrittenBar,
  here: number,
  sound: XmlElement | null,
  direction: XmlElement | null,
): void {
  const played = numberIn(sound?.attributes["tempo"]);
  const tempo = playable(played) ? played : direction && metronome(direction);
  if (playable(tempo)) bar.tempos.push([here, tempo]);
}

export function dynamicsIn(direction: XmlElement, tick: number): readonly Dynamic[] {
  return all(direction, "direction-type")
    .flatMap(elements)
    .flatMap((sign): readonly Dynamic[] => {
      if (sign.name === "wedge") {
        const kind = sign.attributes["type"];
        return kind === "crescendo" || kind === "diminuendo" || kind === "stop" ? [{ tick, kind }] : [];
      }
      if (sign.name !== "dynamics") return [];
      const level_db = elements(sign)
        .map(({ name }) => LEVELS_DB[name])
        .find((db) => db !== undefined);
      return level_db === undefined ? [] : [{ tick, kind: "level", level_db }];
    });
}

const KINDS: Readonly<Record<string, string>> = {
  major: "",
  minor: "m",
  augmented: "aug",
  diminished: "dim",
  dominant: "7",
  "major-seventh": "maj7",
  "minor-seventh": "m7",
  "diminished-seventh": "dim7",
  "half-diminished": "m7b5",
  "augmented-seventh": "aug7",
  "major-minor": "mMaj7",
  "major-sixth": "6",
  "minor-sixth": "m6",
  "dominant-ninth": "9",
  "major-ninth": "maj9",
  "minor-ninth": "m9",
  "dominant-11th": "11",
  "dominant-13th": "13",
  "suspended-second": "sus2",
  "suspended-fourth": "sus4",
  power: "5",
};

function toneName(harmony: XmlElement, name: "root" | "bass"): string {
  const step = textAt(harmony, name, `${name}-step`);
  const alter = numberAt(harmony, name, `${name}-alter`) ?? 0;
  return step !== "" && STEPS.includes(step) ? `${step}${alter > 0 ? "#" : alter < 0 ? "b" : ""}` : "";
}

/** A chord symbol as lead sheets write it; empty where the file names none. */
export function chordIn(harmony: XmlElement): string {
  const root = toneName(harmony, "root");
  const kind = KINDS[textAt(harmony, "kind")];
  if (root === "" || kind === undefined) return "";
  const bass = toneName(harmony, "bass");
  return `${root}${kind}${bass === "" ? "" : `/${bass}`}`;
}

const MOST_TIMES = 20;

/** The endings that are open after a barline is read. */
export function readBarline(
  bar: WrittenBar,
  barline: XmlElement,
  open: readonly number[],
): readonly number[] {
  const repeat = at(barline, "repeat")?.attributes;
  if (repeat?.["direction"] === "forward") bar.repeatStart = true;
  if (repeat?.["direction"] === "backward") {
    const times = numberIn(repeat["times"]) ?? 2;
    bar.repeatTimes = Math.min(MOST_TIMES, Math.max(2, Math.floor(times)));
  }
  if (at(barline, "segno") !== null) bar.segno = true;
  if (at(barline, "coda") !== null) bar.coda = true;
  const ending = at(barline, "ending")?.attributes;
  if (ending === undefined) return open;
  if (ending["type"] !== "start") return [];
  const numbers = (ending["number"] ?? "").split(/[^\d]+/).map(Number);
  return numbers.filter((number) => number >= 1 && number <= MOST_TIMES);
}
