// What the reader has chosen in the form lab: read from outside with care, changed within musical sense.
import { type Choice, LAYERS, type Layer, type Tables } from "../core/layertables.ts";

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
};

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
    balance_db: Object.fromEntries(
      LAYERS.flatMap((layer) =>
        isNumber(balance[layer], LEVELS.low, LEVELS.high) ? [[layer, balance[layer]]] : [],
      ),
    ),
  };
}

const oneOf = <T>(all: readonly T[], chance: () => number): T => all[Math.floor(chance() * all.length)]!;

/** Another piece that makes sense: a style with what it is usually made of. */
export function surprise(tables: Tables, now: Choice, chance: () => number): Choice {
  const style = oneOf(
    Object.keys(tables.styles).filter((name) => name !== now.style),
    chance,
  );
  const entry = tables.styles[style]!;
  const tonality = oneOf(
    entry.tonalities.filter((name) => Object.hasOwn(tables.tonalities, name)),
    chance,
  );
  const { instead, tonic } = tables.tonalities[tonality]!;
  const belongs = tables.rows.filter((row) => !Object.hasOwn(instead, row));
  const usual = belongs.filter((row) => entry.progressions.includes(row));
  return {
    ...now,
    style,
    tonality,
    tonic,
    progression: oneOf(usual.length > 0 ? usual : belongs, chance),
    phrase: oneOf(Object.keys(tables.phrases), chance),
    plan: oneOf(
      Object.keys(tables.plans).filter((name) => name !== "once"),
      chance,
    ),
    tempo_bpm: null,
    balance_db: {},
  };
}

/** Whether only levels differ. */
export function isSameMusic(a: Choice, b: Choice): boolean {
  return JSON.stringify({ ...a, balance_db: null }) === JSON.stringify({ ...b, balance_db: null });
}

export function toggled(layers: readonly Layer[], layer: Layer): readonly Layer[] {
  return LAYERS.filter((each) => layers.includes(each) !== (each === layer));
}
