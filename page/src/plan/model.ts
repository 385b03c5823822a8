// A plan for a session as plain data: what is prepared, and what is left open. What comes from outside is not trusted.
import { MusicError } from "../core/error.ts";
import type { Interpretation } from "../core/types.ts";

export const VERSION = 1;
const LONGEST_TEXT = 20_000;
const MOST_LINES = 60;
const MOST_MINUTES = 600;

/** A song of the book as somebody has shaped it. */
export interface Music {
  readonly song: string;
  readonly interpretation: Interpretation | null;
}

export interface Line {
  readonly id: string;
  readonly what: string;
  readonly minutes: number | null;
  readonly music: Music | null;
  readonly open: string;
}

export const HORIZONS = ["session", "phase", "long"] as const;
export const PATHS = ["undecided", "predictable", "contrast", "surprise"] as const;
export const GROUNDS = ["groove", "tonality", "style", "progression", "phrase", "song"] as const;
/** From the most open to the most structured. */
export const STRUCTURES = ["open", "an idea", "a few stations", "an outline", "laid out"] as const;
export const TEXTS = ["name", "aims", "preferences", "choice", "open", "ending", "reflection"] as const;

export type TextName = (typeof TEXTS)[number];

export interface Plan extends Readonly<Record<TextName, string>> {
  readonly id: string;
  readonly changed_ms: number;
  readonly horizon: (typeof HORIZONS)[number];
  readonly structure: number;
  readonly grounds: readonly (typeof GROUNDS)[number][];
  readonly path: (typeof PATHS)[number];
  readonly lines: readonly Line[];
}

export const newId = (): string => crypto.randomUUID();

export function emptyPlan(now_ms: number): Plan {
  return {
    ...(Object.fromEntries(TEXTS.map((name) => [name, ""])) as Record<TextName, string>),
    id: newId(),
    changed_ms: now_ms,
    horizon: "session",
    structure: 2,
    grounds: [],
    path: "undecided",
    lines: [emptyLine()],
  };
}

export function emptyLine(): Line {
  return { id: newId(), what: "", minutes: null, music: null, open: "" };
}

/** Move a line by one place; at the end of the list it stays. */
export function moved(lines: readonly Line[], from: number, to: number): readonly Line[] {
  const line = lines[from];
  if (line === undefined || to < 0 || to >= lines.length) return lines;
  return lines.toSpliced(from, 1).toSpliced(to, 0, line);
}

export function totalMinutes(plan: Plan): number {
  return plan.lines.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
}

/** What a file, a link or the device gives back, as a plan. Raises MusicError where it is none. */
export function readPlan(data: unknown): Plan {
  const raw = record(data);
  const texts = Object.fromEntries(TEXTS.map((name) => [name, text(raw[name])])) as Record<TextName, string>;
  const lines = list(raw["lines"], MOST_LINES).map(readLine);
  return {
    ...texts,
    id: identifier(raw["id"]),
    changed_ms: number(raw["changed_ms"], 0, Number.MAX_SAFE_INTEGER),
    horizon: oneOf(raw["horizon"], HORIZONS),
    structure: Math.round(number(raw["structure"], 0, STRUCTURES.length - 1)),
    grounds: list(raw["grounds"], GROUNDS.length).map((ground) => oneOf(ground, GROUNDS)),
    path: oneOf(raw["path"], PATHS),
    lines,
  };
}

function readLine(data: unknown): Line {
  const raw = record(data);
  const minutes = raw["minutes"] === null ? null : number(raw["minutes"], 0, MOST_MINUTES);
  return {
    id: identifier(raw["id"]),
    what: text(raw["what"]),
    minutes,
    music: readMusic(raw["music"]),
    open: text(raw["open"]),
  };
}

function readMusic(data: unknown): Music | null {
  if (data === null) return null;
  const raw = record(data);
  const song = text(raw["song"]);
  if (!/^[a-z0-9_]{1,80}$/.test(song)) refuse();
  const given = raw["interpretation"];
  // Whether it fits the song is checked where the song is known, when it is opened.
  return { song, interpretation: given === null ? null : (record(given) as unknown as Interpretation) };
}

type Raw = Readonly<Record<string, unknown>>;

function record(value: unknown): Raw {
  const fits = typeof value === "object" && value !== null && !Array.isArray(value);
  return fits ? (value as Raw) : refuse();
}

const text = (value: unknown): string =>
  typeof value === "string" && value.length <= LONGEST_TEXT ? value : refuse();

const identifier = (value: unknown): string =>
  typeof value === "string" && /^[\w-]{1,64}$/.test(value) ? value : refuse();

const number = (value: unknown, low: number, high: number): number =>
  typeof value === "number" && value >= low && value <= high ? value : refuse();

const list = (value: unknown, most: number): readonly unknown[] =>
  Array.isArray(value) && value.length <= most ? value : refuse();

const oneOf = <T extends string>(value: unknown, known: readonly T[]): T =>
  known.find((name) => name === value) ?? refuse();

function refuse(): never {
  throw new MusicError("It is not a plan of this book, or it is damaged.");
}
