// What an exercise asks, as it stands in the traits; what must not be read beforehand is sealed.
import type { Goal } from "../core/goaltypes.ts";
import type { Interpretation } from "../core/types.ts";
import type { BeatRange } from "./model.ts";

interface Asking {
  readonly prompt: string;
}

/** Make it: judged by goals. */
export interface Make extends Asking {
  readonly kind: "make";
  readonly goals: readonly Goal[];
  readonly worked: Interpretation;
  /** Why the worked answer is as it is. */
  readonly because: string;
}

/** Say what is changed (hear) or where it begins (find): one of the options. */
export interface Choice extends Asking {
  readonly kind: "hear" | "find";
  readonly options: readonly string[];
  readonly interpretation: Interpretation;
  readonly answer: number;
  /** What is said of each option once it is chosen; for a place one reply may serve all. */
  readonly replies: readonly string[];
}

/** Do it at your own instrument: nothing is judged. */
export interface Play extends Asking {
  readonly kind: "play";
  readonly checks: readonly string[];
  /** What is played beforehand, so that you come in in time. */
  readonly cue: BeatRange | null;
}

export type Task = Make | Choice | Play;

type Raw = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const KINDS: ReadonlySet<unknown> = new Set(["make", "hear", "find", "play"]);

/** Base64 of JSON: not to keep a secret, but so that nobody reads an answer by chance. */
export function unseal(text: unknown): Raw {
  if (typeof text !== "string") return {};
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const open: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return isRecord(open) ? open : {};
}

/** The task in a widget's traits: null where there is none, undefined where it cannot be read. */
export function taskOf(raw: unknown): Task | null | undefined {
  if (raw === null || raw === undefined) return null;
  if (!isRecord(raw) || !KINDS.has(raw["kind"]) || typeof raw["prompt"] !== "string") return undefined;
  try {
    const { sealed, ...open } = raw;
    return { ...open, ...unseal(sealed) } as unknown as Task;
  } catch {
    return undefined;
  }
}

/** What a task that is heard lays over the music. */
export function heardIn(task: Task | null | undefined): Interpretation | null {
  return task?.kind === "hear" || task?.kind === "find" ? task.interpretation : null;
}
