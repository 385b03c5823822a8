// A state that comes from outside, by a link or a file: not trusted, and refused in one sentence.
import { check, checkSpeed } from "../core/check.ts";
import { AS_WRITTEN } from "../core/edit.ts";
import { MusicError } from "../core/error.ts";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import { MOST_SEMITONES } from "../core/transpose.ts";
import type { Interpretation, Score } from "../core/types.ts";
import { type BeatRange, LONGEST_NAME, MOST_VERSIONS, type Part, type Version } from "../widgets/model.ts";
import { instruments } from "../widgets/tables.ts";
import { HIGHEST_CAPO, MOST_COUNT_IN } from "../widgets/traits.ts";
import { type Raw, type State, VERSION } from "./state.ts";

/** More than a hand would make; what a page can perform at once. */
const MOST_COMPONENTS = 200;
const MOST_POINTS = 5000;
const BALANCE_DB = [-60, 24] as const;
const PARTS: readonly Part[] = ["notation", "sheet", "roll", "tempo", "level", "words"];
const LONGEST_REASON = 240;

/** Read a state for a score. Raises MusicError with one sentence about `what` where anything is not as it must be. */
export function readState(data: unknown, score: Score, what: string): State {
  try {
    return read(record(data, "it holds no state"), score, what);
  } catch (error) {
    if (error instanceof Whole) throw new MusicError(error.message);
    const reason = error instanceof MusicError ? error.message : "it is damaged";
    throw new MusicError(`${what} cannot be used here: ${shortened(reason)}`);
  }
}

/** A sentence that stands for itself. */
class Whole extends MusicError {}

function read(raw: Raw, score: Score, what: string): State {
  const { version, song } = raw;
  if (typeof version === "number" && version > VERSION)
    throw new Whole(`${what} was made with a newer version of this book: reload the page to get the newest.`);
  if (version !== VERSION) refuse("it is not of a version that this book knows");
  if (song !== score.title)
    refuse(
      `it is for ${typeof song === "string" ? `“${song}”` : "another music"}, and this is “${score.title}”`,
    );
  return {
    interpretation: interpretationOf(raw["interpretation"], score),
    versions: list(raw["versions"] ?? [], MOST_VERSIONS).map((version) => versionOf(version, score)),
    view: raw["view"] === undefined ? "performed" : oneOf(raw["view"], ["performed", "written"], "view"),
    speed: speedOf(raw["speed"]),
    loop: loopOf(raw["loop"], score),
    instruments: byVoice(raw["instruments"], score, "instrument", isInstrument),
    balance_db: byVoice(raw["balance_db"], score, "balance", isBalance),
    show: list(raw["show"], PARTS.length).map((part) => oneOf(part, PARTS, "part to show")),
    transpose: whole(raw["transpose"], -MOST_SEMITONES, MOST_SEMITONES, "transposition"),
    capo: whole(raw["capo"], 0, HIGHEST_CAPO, "capo"),
    count_in: whole(raw["count_in"], 0, MOST_COUNT_IN, "count-in"),
    click: raw["click"] === undefined ? false : oneOf(raw["click"], [true, false], "click"),
    muted: mutedOf(raw["muted"], score),
  };
}

function interpretationOf(data: unknown, score: Score): Interpretation {
  if (data === undefined) return AS_WRITTEN;
  const raw = record(data, "its interpretation is missing");
  if (raw["version"] !== 1) refuse("its interpretation is not of a version that this book knows");
  list(raw["components"] ?? [], MOST_COMPONENTS);
  for (const name of ["holds", "accents", "hand_tempo", "hand_level"]) list(raw[name] ?? [], MOST_POINTS);
  const interpretation = raw as unknown as Interpretation;
  check(score, interpretation, shapes);
  perform(score, interpretation, instruments, { shapes }); // what passes the check must be playable, too
  return interpretation;
}

function versionOf(data: unknown, score: Score): Version {
  const { name, interpretation } = record(data, "one of its versions is missing");
  if (typeof name !== "string" || name.length === 0 || name.length > LONGEST_NAME)
    refuse(`one of its versions has no name of 1 to ${LONGEST_NAME} letters`);
  return { name, interpretation: interpretationOf(interpretation, score) };
}

function speedOf(data: unknown): number {
  if (data === undefined) return 1;
  if (typeof data !== "number") refuse("its speed is not a number");
  checkSpeed(data);
  return data;
}

function loopOf(data: unknown, { start_beat, end_beat }: Score): BeatRange | null {
  if (data === undefined) return null;
  const [from, to] = list(data, 2);
  const within = typeof from === "number" && typeof to === "number" && start_beat <= from && to <= end_beat;
  if (!within || from >= to) refuse("its loop does not lie in the music");
  return [from, to];
}

function whole(data: unknown, low: number, high: number, what: string): number {
  if (data === undefined) return 0;
  const fits = typeof data === "number" && Number.isInteger(data) && low <= data && data <= high;
  return fits ? data : refuse(`its ${what} is not one that can be played here`);
}

function mutedOf(data: unknown, { voices }: Score): readonly string[] {
  const known = voices.map(({ id }) => id);
  return list(data ?? [], known.length).map((voice) => oneOf(voice, known, "silent voice"));
}

function byVoice<T>(
  data: unknown,
  score: Score,
  what: string,
  fits: (value: unknown) => value is T,
): Readonly<Record<string, T>> {
  const entries = Object.entries(record(data ?? {}, `its ${what} is not given by voice`));
  const voices = new Set(score.voices.map(({ id }) => id));
  const kept = entries.map(([voice, value]): [string, T] => {
    if (!voices.has(voice)) refuse(`it has the ${what} of a voice that this music does not have`);
    return fits(value) ? [voice, value] : refuse(`the ${what} of one of its voices is not known here`);
  });
  return Object.fromEntries(kept);
}

const isInstrument = (value: unknown): value is string =>
  typeof value === "string" && Object.hasOwn(instruments, value);

const isBalance = (value: unknown): value is number =>
  typeof value === "number" && value >= BALANCE_DB[0] && value <= BALANCE_DB[1];

function oneOf<T extends string | boolean>(value: unknown, known: readonly T[], what: string): T {
  return known.find((name) => name === value) ?? refuse(`it names a ${what} that is not known here`);
}

function list(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value)) refuse("one of its lists is missing");
  return value.length <= most ? value : refuse("it holds more than can be played");
}

function record(value: unknown, otherwise: string): Raw {
  const fits = typeof value === "object" && value !== null && !Array.isArray(value);
  return fits ? (value as Raw) : refuse(otherwise);
}

/** The reason within a sentence: what comes from outside may be long. */
function shortened(reason: string): string {
  const inner = reason.replace(/^The /, "the ").replace(/\.$/, "");
  return inner.length > LONGEST_REASON ? `${inner.slice(0, LONGEST_REASON)}….` : `${inner}.`;
}

function refuse(reason: string): never {
  throw new MusicError(reason);
}
