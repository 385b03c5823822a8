// The one door between a widget and where its traits live: the page itself, or a kernel's model.
import type { Interpretation, Score } from "../core/types.ts";

/** A score with what the page says and draws about it. */
export interface Piece {
  readonly score: Score & { readonly summary?: string; readonly spoken?: readonly string[] };
  /** SVG text, in JupyterLab alone: on a static page the pictures stand in the page. */
  readonly notation?: { readonly wide: string; readonly narrow: string };
}

export type View = "performed" | "written";
export type Part = "notation" | "sheet" | "roll" | "tempo" | "level" | "words";
export type BeatRange = readonly [from_beat: number, to_beat: number];

/** An interpretation kept under a name, to be compared with the present one. */
export interface Version {
  readonly name: string;
  readonly interpretation: Interpretation;
}
/** More could not be told apart by ear, nor by eye. */
export const MOST_VERSIONS = 3;
export const LONGEST_NAME = 40;

/** What Python, JupyterLab and the page call by the same names. */
export interface Traits {
  readonly widget: "listen" | "shape";
  readonly piece: Piece;
  readonly interpretation: Interpretation | null;
  readonly versions: readonly Version[];
  readonly view: View;
  readonly position_beat: number;
  readonly playing: boolean;
  readonly loop: BeatRange | null;
  readonly speed: number;
  readonly volume: number;
  readonly instruments: Readonly<Record<string, string>>;
  readonly balance_db: Readonly<Record<string, number>>;
  readonly show: readonly Part[];
  readonly classroom: boolean;
  /** What an exercise asks; missing or null where there is none. Read it by task.ts. */
  readonly task?: unknown;
  readonly title: string | null;
  /** Semitones by which all sounds higher than written, −11 to 11. */
  readonly transpose: number;
  /** The fret of the guitarist's capo, 0 to 7. */
  readonly capo: number;
  /** Bars counted before the music, 0 to 2. */
  readonly count_in: number;
  readonly click: boolean;
  /** Ids of the voices that are silent. */
  readonly muted: readonly string[];
}
export type TraitName = keyof Traits;

/** What an anywidget model offers, and the static page imitates. */
export interface Model {
  get<K extends TraitName>(name: K): Traits[K];
  set<K extends TraitName>(name: K, value: Traits[K]): void;
  on(event: string, listener: (...values: never[]) => void): void;
  off(event: string, listener: (...values: never[]) => void): void;
  save_changes(): void;
  send(content: unknown): void;
}

/** The traits of a widget on a static page: kept in memory, told to whoever listens. */
export class StaticModel implements Model {
  readonly #traits: Map<TraitName, unknown>;
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(traits: Traits) {
    this.#traits = new Map(Object.entries(traits) as [TraitName, unknown][]);
  }

  get<K extends TraitName>(name: K): Traits[K] {
    return this.#traits.get(name) as Traits[K];
  }

  set<K extends TraitName>(name: K, value: Traits[K]): void {
    if (Object.is(this.#traits.get(name), value)) return;
    this.#traits.set(name, value);
    for (const listener of this.#listeners.get(`change:${name}`) ?? []) listener();
  }

  on(event: string, listener: () => void): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  off(event: string, listener: () => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  save_changes(): void {}

  send(): void {}
}
