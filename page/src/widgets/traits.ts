// Traits as they stand in a page: read, checked, completed.
import { MOST_SEMITONES } from "../core/transpose.ts";
import { type BeatRange, MOST_VERSIONS, type Part, type Traits, type Version } from "./model.ts";
import { heardIn, taskOf } from "./task.ts";

/** Why a widget cannot start, in one sentence for the reader. */
export class TraitsError extends Error {}

const PARTS: readonly Part[] = ["notation", "sheet", "roll", "tempo", "level", "words"];

/** Frets of a capo; bars of a count-in. */
export const HIGHEST_CAPO = 7;
export const MOST_COUNT_IN = 2;

type Raw = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function within(value: unknown, low: number, high: number, otherwise: number): number {
  return isNumber(value) ? Math.min(high, Math.max(low, value)) : otherwise;
}

function range(value: unknown): BeatRange | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [from, to] = value as readonly unknown[];
  return isNumber(from) && isNumber(to) && from < to ? [from, to] : null;
}

function entries<T>(value: unknown, keep: (entry: unknown) => entry is T): Readonly<Record<string, T>> {
  if (!isRecord(value)) return {};
  const kept = Object.entries(value).filter((pair): pair is [string, T] => keep(pair[1]));
  return Object.fromEntries(kept);
}

const isText = (value: unknown): value is string => typeof value === "string";

/** Finds the text of a piece that stands in the page by a name, for all widgets that show it. */
export type FindPiece = (name: string) => string | null | undefined;

/** Widgets that name the same piece share it. */
const named = new Map<string, unknown>();

function pieceNamed(name: string, find: FindPiece): unknown {
  if (!named.has(name)) named.set(name, read(find(name) ?? ""));
  return named.get(name);
}

function pieceOf(raw: Raw, find: FindPiece): Traits["piece"] {
  const piece = isText(raw["piece"]) ? pieceNamed(raw["piece"], find) : raw["piece"];
  const score = isRecord(piece) ? piece["score"] : undefined;
  const whole =
    isRecord(score) &&
    Array.isArray(score["voices"]) &&
    Array.isArray(score["bars"]) &&
    score["bars"].length > 0 &&
    isNumber(score["start_beat"]) &&
    isNumber(score["end_beat"]);
  if (!whole) throw new TraitsError("This music has no score that can be played; build the page again.");
  return piece as unknown as Traits["piece"];
}

function interpretationOf(raw: Raw): Traits["interpretation"] {
  const given = raw["interpretation"];
  if (given === null || given === undefined) return null;
  if (isRecord(given) && given["version"] === 1) return given as unknown as Traits["interpretation"];
  throw new TraitsError("This music was shaped with another version of the book; build the page again.");
}

/** The versions that are whole; their fit to the score is seen when they are performed. */
function versionsOf(value: unknown): readonly Version[] {
  const listed = Array.isArray(value) ? value.slice(0, MOST_VERSIONS) : [];
  return listed.filter(
    (item): item is Version =>
      isRecord(item) &&
      isText(item["name"]) &&
      isRecord(item["interpretation"]) &&
      item["interpretation"]["version"] === 1,
  );
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TraitsError("The data of this music cannot be read; reload the page or build it again.");
  }
}

/** Read the traits of one widget from the text of its JSON element. */
export function parseTraits(text: string, widget: string | undefined, find: FindPiece = () => null): Traits {
  const raw = read(text);
  if (!isRecord(raw)) throw new TraitsError("The data of this music is incomplete; build the page again.");
  if (widget !== "listen" && widget !== "shape") {
    throw new TraitsError(
      `This page does not know the widget "${widget ?? ""}"; reload it to get the newest.`,
    );
  }
  return complete(raw, widget, find);
}

/** All traits of a widget, from those that are given. */
export function complete(raw: Raw, widget: Traits["widget"], find: FindPiece = () => null): Traits {
  const piece = pieceOf(raw, find);
  const { start_beat, end_beat } = piece.score;
  const task = taskOf(raw["task"]);
  if (task === undefined) throw new TraitsError("This exercise cannot be read; build the page again.");
  const shown = Array.isArray(raw["show"])
    ? PARTS.filter((part) => (raw["show"] as unknown[]).includes(part))
    : null;
  return {
    widget,
    piece,
    versions: versionsOf(raw["versions"]),
    interpretation: interpretationOf(raw) ?? heardIn(task),
    view: raw["view"] === "written" ? "written" : "performed",
    position_beat: within(raw["position_beat"], start_beat, end_beat, start_beat),
    playing: false,
    loop: range(raw["loop"]),
    speed: within(raw["speed"], 0.25, 4, 1),
    volume: within(raw["volume"], 0, 1, 0.8),
    instruments: entries(raw["instruments"], isText),
    balance_db: entries(raw["balance_db"], isNumber),
    show: shown ?? ["notation"],
    classroom: raw["classroom"] === true,
    title: isText(raw["title"]) ? raw["title"] : null,
    transpose: Math.round(within(raw["transpose"], -MOST_SEMITONES, MOST_SEMITONES, 0)),
    capo: Math.round(within(raw["capo"], 0, HIGHEST_CAPO, 0)),
    count_in: Math.round(within(raw["count_in"], 0, MOST_COUNT_IN, 0)),
    click: raw["click"] === true,
    muted: Array.isArray(raw["muted"]) ? raw["muted"].filter(isText) : [],
    task: raw["task"] ?? null,
  };
}
