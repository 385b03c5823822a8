// MusicXML: its parts, however the file orders them, and the ticks that they have in common.
import { plainText } from "./limits.ts";
import type { Drums } from "./musicxml_notes.ts";
import { all, at, numberAt, textAt, type XmlElement } from "./xml.ts";

/** The finest grid of ticks in a quarter that is kept exactly; a file that needs a finer one is rounded to it. */
const MOST_TICKS = 10080 * 16;

export interface Part {
  readonly name: string;
  readonly program: number | null;
  readonly drums: Drums;
  readonly measures: readonly XmlElement[];
}

export function partsOf(root: XmlElement): readonly Part[] {
  const measures = new Map<string, XmlElement[]>();
  const outer = all(root, root.name === "score-timewise" ? "measure" : "part");
  for (const one of outer) {
    if (root.name !== "score-timewise") measures.set(one.attributes["id"] ?? "", [...all(one, "measure")]);
    else
      for (const part of all(one, "part")) {
        const id = part.attributes["id"] ?? "";
        part.attributes = { ...one.attributes };
        measures.set(id, [...(measures.get(id) ?? []), part]);
      }
  }
  const heads = new Map(
    all(at(root, "part-list") ?? root, "score-part").map((head) => [head.attributes["id"] ?? "", head]),
  );
  return [...measures].map(([id, bars]) => {
    const head = heads.get(id) ?? null;
    return {
      name: plainText(textAt(head, "part-name") || textAt(head, "score-instrument", "instrument-name"), 60),
      program: program(head),
      drums: drumsOf(head),
      measures: bars,
    };
  });
}

function program(head: XmlElement | null): number | null {
  const number = numberAt(head, "midi-instrument", "midi-program");
  return number === null ? null : number - 1;
}

function drumsOf(head: XmlElement | null): Drums {
  const drums = new Map<string, number>();
  for (const sound of head === null ? [] : all(head, "midi-instrument")) {
    const key = numberAt(sound, "midi-unpitched");
    if (key !== null && key >= 1 && key <= 128) drums.set(sound.attributes["id"] ?? "", Math.floor(key) - 1);
  }
  return drums;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Ticks in a quarter on which every part's divisions lie. */
export function commonTicks(parts: readonly Part[]): number {
  let ticks = 1;
  for (const { measures } of parts) {
    for (const measure of measures) {
      for (const attributes of all(measure, "attributes")) {
        const divisions = numberAt(attributes, "divisions");
        if (divisions === null || !Number.isInteger(divisions) || divisions < 1 || divisions > MOST_TICKS)
          continue;
        ticks = (ticks / gcd(ticks, divisions)) * divisions;
        if (ticks > MOST_TICKS) return MOST_TICKS;
      }
    }
  }
  return ticks;
}
