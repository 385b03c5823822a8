// What an exercise on form may ask for, and the sentences about it: the shapes of data named in spec/performance.md §14.
import type { Layer } from "./layertables.ts";

interface Reason {
  readonly why: string;
}
export type Element = "style" | "tonality" | "tonic" | "progression" | "phrase" | "plan";
type Kind<Name extends string, Fields> = { readonly kind: Name } & Reason & Readonly<Fields>;

export type FormGoal =
  | Kind<"among", { element: Element; names: readonly string[]; wanted: boolean }>
  | Kind<"metre", { beats: number }>
  | Kind<"pace", { low_bpm: number; high_bpm: number }>
  | Kind<"layers", { heard: readonly Layer[]; silent: readonly Layer[] }>
  | Kind<"open", { every: number }>
  | Kind<"at_home", object>
  | Kind<"chords", { least: number; most: number }>
  | Kind<"tones", { has: readonly string[]; lacks: readonly string[] }>
  | Kind<"returns", { least: number; most: number }>
  | Kind<"changed", { least: number; most: number }>
  | Kind<"length", { low_sec: number; high_sec: number }>
  | Kind<"foremost", { layer: Layer; by_db: number }>;

type Named<Names extends string> = Readonly<Record<Names, string>>;
type Way = Named<"more" | "less">;
type Count = Named<"one" | "many">;

/** The content of spec/form_goals.json; what only Python says is left out. */
export interface FormGoalWords {
  readonly and: string;
  readonly elements: Readonly<Record<string, string>>;
  readonly layer_names: Named<Layer>;
  readonly degrees: Readonly<Record<string, string>>;
  readonly every: Readonly<Record<string, string>>;
  readonly among: { readonly made: string; readonly hint: Named<"wanted" | "unwanted"> };
  readonly metre: { readonly made: string; readonly hint: string };
  readonly pace: { readonly made: string; readonly hint: Way };
  readonly layers: { readonly made: Named<"heard" | "nothing">; readonly hint: Named<"heard" | "silent"> };
  readonly open: { readonly made: string; readonly hint: Way };
  readonly at_home: { readonly made: string; readonly hint: string };
  readonly chords: { readonly made: Count; readonly hint: Way };
  readonly tones: { readonly made: Named<"has" | "lacks">; readonly hint: string };
  readonly returns: { readonly made: Count; readonly hint: Way };
  readonly changed: { readonly made: Named<"nothing" | "some">; readonly hint: Way };
  readonly length: { readonly made: string; readonly hint: Way };
  readonly foremost: {
    readonly made: Named<"silent" | "alone" | "above" | "below" | "level">;
    readonly hint: string;
  };
}
