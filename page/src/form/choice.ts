// What the reader has chosen in the form lab: read from outside with care, changed within musical sense.
import { type Choice, LAYERS, type Layer, type Own, type Tables } from "../core/layertables.ts";

export const TONICS = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"] as const;
export const OPEN = [0, 2, 4, 8] as const;
export const LEVELS = { low: -24, high: 6 } as const;
export const TEMPO = { low: 30, high: 260 } as const;

export const FIRST: Choice = {
  style: "bossa_nova",
  tonality: "dorian",
  tonic: "D",
  progression: "dorian_vamp",
  phrase: "period",
  plan: "aaba",
  tempo_bpm: null,
  layers: LAYERS,
  open_every: 0,
  balance_db: {},
  human: true,
  own: null,
};

/** What Python composes by, where nothing else is asked. */
export const NOTHING_OWN: Own = { groove: null, mode: null, progression: null, seed: 7 };
const HIGHEST_SEED = 999_999;
export const LONGEST_TEXT = 200;

type Raw = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown, low: number, high: number): value is number =>
  typeof value === "number" && value >= low && value <= high;

/** A choice from outside: what is not in the tables is as at first. */
export function readChoice(tables: Tables, data: unknown): Choice {
  const raw: Raw = typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Raw) : {};
  const among = (name: "style" | "tonality" | "phrase" | "plan", entries: object): string => {
    const value = raw[name];
    return typeof value === "string" && Object.hasOwn(entries, value) ? value : FIRST[name];
  };
  const row = raw["progression"];
  const tonic = raw["tonic"];
  const layers = raw["layers"];
  const open = raw["open_every"];
  const balance = (
    typeof raw["balance_db"] === "object" && raw["balance_db"] !== null ? raw["balance_db"] : {}
  ) as Raw;
  return {
    style: among("style", tables.styles),
    tonality: among("tonality", tables.tonalities),
    tonic: TONICS.find((name) => name === tonic) ?? FIRST.tonic,
    progression: typeof row === "string" && tables.rows.includes(row) ? row : FIRST.progression,
    phrase: among("phrase", tables.phrases),
    plan: among("plan", tables.plans),
    tempo_bpm: isNumber(raw["tempo_bpm"], TEMPO.low, TEMPO.high) ? raw["tempo_bpm"] : null,
    layers: Array.isArray(layers) ? LAYERS.filter((layer) => layers.includes(layer)) : LAYERS,
    open_every: OPEN.find((every) => every === open) ?? 0,
    human: raw["human"] !== false,
    own: readOwn(raw["own"]),
    balance_db: Object.fromEntries(
      LAYERS.flatMap((layer) =>
        isNumber(balance[layer], LEVELS.low, LEVELS.high) ? [[layer, balance[layer]]] : [],
      ),
    ),
  };
}

function readOwn(data: unknown): Own | null {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  const raw = data as Raw;
  const text = (name: string): string | null => {
    const value = raw[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, LONGEST_TEXT) : null;
  };
  const { seed } = raw;
  return ownOrNone({
    groove: text("groove"),
    mode: text("mode"),
    progression: text("progression"),
    seed: isNumber(seed, 0, HIGHEST_SEED) ? Math.floor(seed) : NOTHING_OWN.seed,
  });
}

/** Null where nothing lies outside the layers. */
export function ownOrNone(own: Own): Own | null {
  return own.groove === null && own.mode === null && own.progression === null && own.seed === NOTHING_OWN.seed
    ? null
    : own;
}

/** The choice with a part of it changed: what is chosen from the layers takes the place of the reader's own. */
export function changed(choice: Choice, part: Partial<Choice>): Choice {
  const next = { ...choice, ...part };
  if (next.own === null || "own" in part) return next;
  const kept = {
    ...next.own,
    ...("style" in part ? { groove: null } : {}),
    ...("tonality" in part ? { mode: null } : {}),
    ...("progression" in part ? { progression: null } : {}),
  };
  return { ...next, own: ownOrNone(kept) };
}

const oneOf = <T>(all: readonly T[], chance: () => number): T => all[Math.floor(chance() * all.length)]!;

/** What a style is usually made of, of all that the layers hold: the most usual first, and what belongs together. */
export function usualOf(tables: Tables, style: string, tonality?: string) {
  const entry = tables.styles[style]!;
  const modes = entry.tonalities.filter((name) => Object.hasOwn(tables.tonalities, name));
  const mode = tonality ?? modes[0]!;
  const { instead } = tables.tonalities[mode]!;
  const belongs = tables.rows.filter((row) => !Object.hasOwn(instead, row));
  const usual = entry.progressions.filter((row) => belongs.includes(row));
  return {
    modes,
    tonality: mode,
    progressions: usual.length > 0 ? usual : belongs,
    phrase: entry.phrase,
    plan: Object.hasOwn(tables.plans, entry.plan) ? entry.plan : FIRST.plan,
  };
}

/** The choice as its style usually is, in its tonic. */
export function asUsual(tables: Tables, choice: Choice): Partial<Choice> {
  const { tonality, progressions, phrase, plan } = usualOf(tables, choice.style);
  return { tonality, progression: progressions[0]!, phrase, plan, tempo_bpm: null, own: null };
}

/** Another piece that makes sense: a style with what it is usually made of. */
export function surprise(tables: Tables, now: Choice, chance: () => number): Choice {
  const style = oneOf(
    Object.keys(tables.styles).filter((name) => name !== now.style),
    chance,
  );
  const tonality = oneOf(usualOf(tables, style).modes, chance);
  return {
    ...now,
    style,
    tonality,
    tonic: tables.tonalities[tonality]!.tonic,
    progression: oneOf(usualOf(tables, style, tonality).progressions, chance),
    phrase: oneOf(Object.keys(tables.phrases), chance),
    plan: oneOf(
      Object.keys(tables.plans).filter((name) => name !== "once"),
      chance,
    ),
    tempo_bpm: null,
    balance_db: {},
    own: null,
  };
}

/** Whether only levels differ. */
export function isSameMusic(a: Choice, b: Choice): boolean {
  return JSON.stringify({ ...a, balance_db: null }) === JSON.stringify({ ...b, balance_db: null });
}

export function toggled(layers: readonly Layer[], layer: Layer): readonly Layer[] {
  return LAYERS.filter((each) => layers.includes(each) !== (each === layer));
}
