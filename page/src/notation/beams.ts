// What joins events of a bar: beams within a beat, and tuplets.
import type { Event } from "./events.ts";
import { isBinary } from "./lengths.ts";

export type Beam = "begin" | "continue" | "end" | "forward hook" | "backward hook";

/** Runs of flagged notes within one beat. */
function runs(events: readonly Event[], beatTicks: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  let run: number[] = [];
  let beat = -1;
  for (const [i, { start, head, notes }] of events.entries()) {
    const here = Math.floor(start / beatTicks);
    const joins = notes.length > 0 && head.flags > 0;
    if (!joins || here !== beat) {
      if (run.length > 1) found.push(run);
      run = [];
    }
    beat = here;
    if (joins) run.push(i);
  }
  return run.length > 1 ? [...found, run] : found;
}

/** The beams of each event, outermost first. */
export function beamsOf(events: readonly Event[], beatTicks: number): ReadonlyMap<Event, readonly Beam[]> {
  const beams = new Map<Event, Beam[]>();
  for (const run of runs(events, beatTicks)) {
    run.forEach((place, i) => {
      const event = events[place]!;
      const flags = (at: number): number => (at < 0 || at >= run.length ? 0 : events[run[at]!]!.head.flags);
      const own = Array.from({ length: event.head.flags }, (_, level): Beam => {
        const [before, after] = [flags(i - 1) > level, flags(i + 1) > level];
        if (before && after) return "continue";
        if (before) return "end";
        if (after) return "begin";
        return i > 0 ? "backward hook" : "forward hook";
      });
      beams.set(event, own);
    });
  }
  return beams;
}

/** Events that begin and that end a tuplet: it ends where plain time is reached again. */
export function tupletsOf(events: readonly Event[]): {
  readonly begin: ReadonlySet<Event>;
  readonly end: ReadonlySet<Event>;
} {
  const [begin, end] = [new Set<Event>(), new Set<Event>()];
  let open: Event | null = null;
  let last: Event | null = null;
  for (const event of events) {
    const goesOn = open !== null && event.ratio?.actual === open.ratio?.actual;
    if (open !== null && !goesOn) {
      end.add(last!);
      open = null;
    }
    if (event.ratio !== null && open === null) {
      begin.add(event);
      open = event;
    }
    last = event;
    if (open !== null && isBinary(event.start + event.length)) {
      end.add(event);
      open = null;
    }
  }
  if (open !== null && last !== null) end.add(last);
  return { begin, end };
}
