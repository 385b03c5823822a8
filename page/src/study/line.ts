// Examples on a line: which stands where. Stations and examples are rows of one list, so that a step is a step.
import type { Interpretation } from "../core/types.ts";
import { unseal } from "../widgets/task.ts";

export interface Example {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** A song or sketch of the book, by its name. */
  readonly piece: string;
  readonly interpretation: Interpretation | null;
  /** What is said of it at each station. */
  readonly at: readonly string[];
  /** What each definition says of it: the verdict, and why. */
  readonly says: readonly (readonly [verdict: string, why: string])[];
}

export interface Line {
  readonly stations: readonly string[];
  readonly definitions: readonly string[];
  readonly examples: readonly Example[];
}

/** A row: a station by its number, or an example by its name. What stands above all stations is not placed yet. */
export type Row = number | string;

export function lineOf(raw: unknown): Line {
  const { stations, definitions, examples } = raw as Line;
  const opened = examples.map((example) => {
    const { sealed, ...told } = example as Example & { readonly sealed?: unknown };
    return { ...told, ...unseal(sealed) } as Example;
  });
  return { stations, definitions, examples: opened };
}

/** At the start nothing is placed. */
export const unsorted = ({ stations, examples }: Line): readonly Row[] => [
  ...examples.map(({ name }) => name),
  ...stations.keys(),
];

/** The station under which an example stands; null where it is not placed. */
export function stationOf(rows: readonly Row[], name: string): number | null {
  const above = rows.slice(0, rows.indexOf(name)).filter((row) => typeof row === "number");
  return above.at(-1) ?? null;
}

/** Move an example to an index of the list. */
export function movedTo(rows: readonly Row[], name: string, index: number): readonly Row[] {
  const others = rows.filter((row) => row !== name);
  const to = Math.min(others.length, Math.max(0, index));
  return [...others.slice(0, to), name, ...others.slice(to)];
}

/** Put an example last under a station, or back among those that are not placed. */
export function putAt(rows: readonly Row[], name: string, station: number | null): readonly Row[] {
  const others = rows.filter((row) => row !== name);
  const next = others.indexOf(station === null ? 0 : station + 1);
  return movedTo(rows, name, next === -1 ? others.length : next);
}

export const allPlaced = (rows: readonly Row[]): boolean => rows[0] === 0;
