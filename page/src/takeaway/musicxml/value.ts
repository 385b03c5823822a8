// How a length is written: note value, dots, tuplets, beams.
import type { Metre } from "../../core/types.ts";
import { type Event, type Grid, WRITABLE } from "./notate.ts";
import { tag, type Xml, xml } from "./xml.ts";

const NAMES: ReadonlyMap<number, string> = new Map([
  [8, "breve"],
  [4, "whole"],
  [2, "half"],
  [1, "quarter"],
  [1 / 2, "eighth"],
  [1 / 4, "16th"],
  [1 / 8, "32nd"],
  [1 / 16, "64th"],
]);
/** So many notes in the time of so many. */
const TUPLETS = [
  [3, 2],
  [5, 4],
  [7, 4],
  [9, 8],
  [11, 8],
  [13, 8],
  [15, 8],
] as const;

export interface Value {
  readonly type: string;
  readonly dots: number;
  /** The length that the note would have without its tuplet, in quarters. */
  readonly quarters: number;
  readonly tuplet: readonly [actual: number, normal: number] | null;
}

/** How a length is written; null if no notehead shows it. */
export function noteValue(quarters: number): Value | null {
  for (const tuplet of [null, ...TUPLETS]) {
    const shown = tuplet === null ? quarters : (quarters * tuplet[0]) / tuplet[1];
    const written = WRITABLE.find((length) => Math.abs(length - shown) < 1e-9);
    if (written === undefined) continue;
    const plain = NAMES.get(written);
    const type = plain ?? NAMES.get((2 * written) / 3)!;
    return { type, dots: plain === undefined ? 1 : 0, quarters: written, tuplet };
  }
  return null;
}

/** The elements that say a value, in MusicXML's order. */
export function valueXml(value: Value | null): readonly Xml[] {
  if (value === null) return [];
  const { type, dots, tuplet } = value;
  const said = [tag("type", type), ...Array.from({ length: dots }, () => tag("dot"))];
  if (tuplet === null) return said;
  return [...said, tag("time-modification", tag("actual-notes", tuplet[0]), tag("normal-notes", tuplet[1]))];
}

/** Where a tuplet begins and ends among the events of a bar: by event, "start" or "stop". */
export function tupletEnds(events: readonly Event[], grid: Grid): ReadonlyMap<Event, "start" | "stop"> {
  const ends = new Map<Event, "start" | "stop">();
  let group: Event[] = [];
  let sum = 0;
  let unit = Number.POSITIVE_INFINITY;
  const close = (): void => {
    if (group.length > 1) ends.set(group[0]!, "start").set(group.at(-1)!, "stop");
    [group, sum, unit] = [[], 0, Number.POSITIVE_INFINITY];
  };
  let ratio = "";
  for (const event of events) {
    const value = noteValue(event.length / grid.divisions);
    const now = value?.tuplet?.join(":") ?? "";
    if (now !== ratio) close();
    ratio = now;
    if (!value?.tuplet) continue;
    group.push(event);
    sum += event.length / grid.divisions;
    unit = Math.min(unit, value.quarters);
    const whole = sum / (unit * value.tuplet[1]);
    if (Math.abs(whole - Math.round(whole)) < 1e-9) close();
  }
  close();
  return ends;
}

const BEAMS: Readonly<Record<string, number>> = { eighth: 1, "16th": 2, "32nd": 3, "64th": 4 };

/** The beams of each event: short notes of one beat are joined. `lacking` is what an upbeat bar lacks at its start. */
export function beamsOf(
  events: readonly Event[],
  grid: Grid,
  metre: Metre | undefined,
  lacking: number,
): ReadonlyMap<Event, readonly Xml[]> {
  const { numerator = 4, denominator = 4 } = metre ?? {};
  const compound = numerator % 3 === 0 && denominator >= 8;
  const window = grid.divisions * (compound ? 12 / denominator : Math.max(1, 4 / denominator));
  const beams = new Map<Event, readonly Xml[]>();
  let group: Event[] = [];
  let place = -1;
  const count = (event: Event | undefined): number =>
    event === undefined ? 0 : (BEAMS[noteValue(event.length / grid.divisions)?.type ?? ""] ?? 0);
  const close = (): void => {
    if (group.length > 1)
      group.forEach((event, i) => {
        beams.set(event, levels(count(group[i - 1]), count(event), count(group[i + 1])));
      });
    group = [];
  };
  for (const event of events) {
    const here = Math.floor((event.offset + lacking + 1e-9) / window);
    const short = event.notes.length > 0 && count(event) > 0;
    if (!short || here !== place) close();
    place = here;
    if (short) group.push(event);
  }
  close();
  return beams;
}

function levels(before: number, own: number, after: number): readonly Xml[] {
  return Array.from({ length: own }, (_, i) => {
    const number = i + 1;
    const [left, right] = [before >= number, after >= number];
    const alone = after === 0 ? "backward hook" : "forward hook";
    const said = left && right ? "continue" : right ? "begin" : left ? "end" : alone;
    return xml("beam", { number }, said);
  });
}
