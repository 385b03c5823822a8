// A song in a saved file: what comes back is not trusted, but built anew from what holds.
import { AS_WRITTEN } from "../core/edit.ts";
import { MusicError } from "../core/error.ts";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import type { Bar, Breakpoints, Note, Score, Voice } from "../core/types.ts";
import { MOST_BARS, MOST_NOTES, MOST_QUARTERS, MOST_VOICES, plainText } from "../reading/limits.ts";
import type { OwnSong } from "../widgets/stage.ts";
import { instruments } from "../widgets/tables.ts";

type Raw = Readonly<Record<string, unknown>>;

const DAMAGED = "The song in the file is damaged: save it again, or open the song's own file.";
const MOST_POINTS = 10_000;

function refuse(): never {
  throw new MusicError(DAMAGED);
}

function record(value: unknown): Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : refuse();
}

function list(value: unknown, most: number): readonly unknown[] {
  return Array.isArray(value) && value.length <= most ? value : refuse();
}

function number(value: unknown, low: number, high: number): number {
  return typeof value === "number" && value >= low && value <= high ? value : refuse();
}

function whole(value: unknown, low: number, high: number): number {
  return Number.isInteger(value) ? number(value, low, high) : refuse();
}

function text(value: unknown): string {
  return typeof value === "string" ? plainText(value) : refuse();
}

const beat = (value: unknown): number => number(value, -MOST_QUARTERS, MOST_QUARTERS);

function points(value: unknown, low: number, high: number): Breakpoints {
  let before = -MOST_QUARTERS;
  return list(value, MOST_POINTS).map((point) => {
    const [at, its] = list(point, 2);
    before = number(at, before, MOST_QUARTERS);
    return [before, number(its, low, high)] as const;
  });
}

function bars(value: unknown): readonly Bar[] {
  const found = list(value, MOST_BARS).map((one): Bar => {
    const { number: its, start_beat, end_beat, pass } = record(one);
    return {
      number: whole(its, 0, 1e6),
      start_beat: beat(start_beat),
      end_beat: beat(end_beat),
      pass: whole(pass, 1, MOST_BARS),
    };
  });
  const joined = found.every(
    (bar, i) =>
      bar.end_beat > bar.start_beat &&
      bar.start_beat === (found[i - 1] ?? { end_beat: bar.start_beat }).end_beat,
  );
  return found.length > 0 && joined ? found : refuse();
}

function note(value: unknown, start: number): Note {
  const { id, onset_beat, end_beat, pitch, tied, level_db, lyric, spelling } = record(value);
  const onset = number(onset_beat, start, MOST_QUARTERS);
  const end = beat(end_beat);
  if (typeof id !== "string" || !/^[A-Za-z_][\w.-]{0,40}$/.test(id) || end <= onset) refuse();
  if (
    spelling !== undefined &&
    !(typeof spelling === "string" && /^[A-G](##?|bb?)?-?\d{1,2}$/.test(spelling))
  )
    refuse();
  return {
    id,
    onset_beat: onset,
    end_beat: end,
    pitch: whole(pitch, 0, 127),
    ...(tied === true ? { tied } : {}),
    ...(level_db === undefined ? {} : { level_db: number(level_db, -60, 60) }),
    ...(lyric === undefined ? {} : { lyric: text(lyric) }),
    ...(spelling === undefined ? {} : { spelling }),
  };
}

function voice(value: unknown, start: number): Voice {
  const { id, name, instrument, balance_db, notes } = record(value);
  if (typeof id !== "string" || !/^v\d{1,3}$/.test(id)) refuse();
  if (typeof instrument !== "string" || !Object.hasOwn(instruments, instrument)) refuse();
  return {
    id,
    name: text(name),
    instrument,
    balance_db: number(balance_db, -60, 24),
    notes: list(notes, MOST_NOTES).map((one) => note(one, start)),
  };
}

function unique(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

function scoreOf(raw: Raw): Score {
  const its = bars(raw["bars"]);
  const [start, end] = [its[0]!.start_beat, its[its.length - 1]!.end_beat];
  const voices = list(raw["voices"], MOST_VOICES).map((one) => voice(one, start));
  const notes = voices.flatMap((one) => one.notes);
  if (voices.length === 0 || notes.length === 0 || notes.length > MOST_NOTES) refuse();
  if (!unique(notes.map(({ id }) => id)) || !unique(voices.map(({ id }) => id))) refuse();
  const tempo = points(raw["tempo"], 0.01, 60);
  if (tempo.length === 0) refuse();
  const origin = Object.entries(record(raw["origin"] ?? {})).slice(0, 20);
  return {
    title: text(raw["title"]),
    key: text(raw["key"] ?? ""),
    origin: Object.fromEntries(origin.map(([name, its]) => [plainText(name, 40), text(its)])),
    beat_quarters: number(raw["beat_quarters"], 0.01, 16),
    start_beat: start,
    end_beat: end,
    bars: its,
    metres: list(raw["metres"], MOST_BARS).map((one) => {
      const { beat: at, numerator, denominator } = record(one);
      return { beat: beat(at), numerator: whole(numerator, 1, 64), denominator: whole(denominator, 1, 64) };
    }),
    voices,
    tempo,
    level: points(raw["level"] ?? [], -40, 40),
    chords: list(raw["chords"] ?? [], MOST_NOTES).map((one) => {
      const [at, symbol] = list(one, 2);
      return [beat(at), text(symbol)] as const;
    }),
    phrases: list(raw["phrases"] ?? [], MOST_BARS).map((one) => {
      const [from, to] = list(one, 2);
      return [beat(from), number(to, beat(from), MOST_QUARTERS)] as const;
    }),
  };
}

/** Read the song of a saved file. Raises MusicError with one sentence. */
export function readOwnSong(data: unknown): Omit<OwnSong, "home"> {
  const { all, melody, played } = record(data);
  const score = scoreOf(record(all));
  perform(score, AS_WRITTEN, instruments, { shapes }); // what holds together must be playable, too
  const ids = score.voices.map(({ id }) => id);
  const known = (id: unknown): string => (typeof id === "string" && ids.includes(id) ? id : refuse());
  return { all: score, melody: known(melody), played: list(played, MOST_VOICES).map(known) };
}

/** The song as it is saved. */
export function writeOwnSong({ all, melody, played }: OwnSong): Raw {
  return { all, melody, played };
}
