// What an exercise on form asks, as it stands in the traits; what must not be read beforehand is sealed.
import type { FormGoal } from "../core/formgoaltypes.ts";
import { assemble } from "../core/layers.ts";
import type { Tables } from "../core/layertables.ts";
import type { Score } from "../core/types.ts";
import { readChoice } from "../form/choice.ts";
import { isRecord, unseal } from "../widgets/task.ts";

/** A choice of the form lab, or a short score. */
export type Sounding = { readonly choice: unknown } | { readonly score: Score };

interface Asking {
  readonly prompt: string;
}

/** Say what sounds: one of the options, each with what it sounds like. */
export interface Identify extends Asking {
  readonly kind: "identify";
  readonly options: readonly string[];
  readonly sounds: readonly Sounding[];
  /** What is heard first, to be compared with it. */
  readonly before: Sounding | null;
  /** What sounds, in words. */
  readonly clues: readonly string[];
  readonly answer: number;
  readonly replies: readonly string[];
}

/** Build it: judged by goals. */
export interface Brief extends Asking {
  readonly kind: "brief";
  readonly goals: readonly FormGoal[];
  /** Each goal as a line. */
  readonly asked: readonly string[];
  readonly start: unknown;
  readonly worked: unknown;
  readonly because: string;
}

/** Play the melody oneself: nothing is judged. */
export interface Along extends Asking {
  readonly kind: "along";
  readonly choice: unknown;
  readonly checks: readonly string[];
  /** The tones of the mode, in C. */
  readonly tones: readonly string[];
}

export type FormTask = Identify | Brief | Along;

const KINDS: ReadonlySet<unknown> = new Set(["identify", "brief", "along"]);

/** The task in a widget's traits; null where it cannot be read. */
export function formTaskOf(raw: unknown): FormTask | null {
  if (!isRecord(raw) || !KINDS.has(raw["kind"]) || typeof raw["prompt"] !== "string") return null;
  try {
    const { sealed, ...open } = raw;
    return { ...open, ...unseal(sealed) } as unknown as FormTask;
  } catch {
    return null;
  }
}

export function scoreOf(tables: Tables | null, sounding: Sounding): Score {
  if ("score" in sounding) return sounding.score;
  return assemble(tables!, readChoice(tables!, sounding.choice));
}

/** Whether the layers of the form lab are needed to hear it. */
export const needsTables = (soundings: readonly Sounding[]): boolean =>
  soundings.some((sounding) => "choice" in sounding);
