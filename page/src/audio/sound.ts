// What a transport needs of the sound of the page.
import type { Performance } from "../core/types.ts";
import type { ToWorklet } from "./messages.ts";
import type { Plan } from "./plan.ts";
import type { PageTransport } from "./transport.ts";

export interface Player {
  /** The plan of a performance, or null if its instruments are unknown (the message says so). */
  planOf(performance: Performance): Plan | null;
  /** This transport begins; another that plays gives way. Returns the number of the take. */
  begin(transport: PageTransport): number;
  /** Make the sound and these instruments ready, within a press; false if that failed (the message says why). */
  ready(instruments: readonly string[]): Promise<boolean>;
  has(instrument: string): boolean;
  ended(transport: PageTransport): void;
  say(message: ToWorklet): void;
  /** Seconds of the context: computed now, and heard now. */
  nowSec(): number;
  heardSec(): number;
}
