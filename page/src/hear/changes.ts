// A change laid over a short phrase: which component, how large, where. The shapes are the book's own, by amount.
import { shapes } from "../core/tables.ts";
import type {
  AccentKind,
  Component,
  CurveKind,
  HoldKind,
  Interpretation,
  Note,
  Score,
} from "../core/types.ts";
import type { ComponentName } from "./topics.ts";

/** A component of the book at a share of its bold shape; a contrast goes up or down. */
export interface Named {
  readonly is: "component";
  readonly component: ComponentName;
  readonly amount: number;
  readonly up: boolean;
}

/** From a bar on, at once, another tempo (a factor) or another level (dB). */
export interface Step {
  readonly is: "step";
  readonly of: "tempo" | "level";
  readonly by: number;
  readonly bar: number;
}

/** Over the last bars, little by little, to another tempo (a factor) or another level (dB). */
export interface Ramp {
  readonly is: "ramp";
  readonly of: "tempo" | "level";
  readonly by: number;
}

export type Change = Named | Step | Ramp;

export const NOTHING: Interpretation = { version: 1 };

const BOLD_HOLD = (shapes["fermata"] as HoldKind).shapes["bold"]!;
const BOLD_ACCENT = (shapes["accentuation"] as AccentKind).shapes["bold"]!;

/** Where a component arrives at its full size: a factor of the beat period, or dB. */
export function boldEnd(component: ComponentName, shape = "bold"): number {
  const table = (shapes[component] as CurveKind).shapes[shape]!;
  return table.at(-1)![1];
}

/** Where a bar of the phrase begins; one past the last is its end. */
export function barStart({ bars, end_beat }: Score, number: number): number {
  return bars.find((bar) => bar.number === number)?.start_beat ?? end_beat;
}

export function interpretationOf(score: Score, change: Change | null): Interpretation {
  if (change === null) return NOTHING;
  switch (change.is) {
    case "component":
      return named(score, change);
    case "step": {
      const kind = change.of === "tempo" ? "tempo_contrast" : "dynamic_contrast";
      return laid(flat(kind, change.of, change.by, barStart(score, change.bar), score.end_beat));
    }
    case "ramp":
      return laid(ramp(score, change));
  }
}

const laid = (component: Component): Interpretation => ({ version: 1, components: [component] });

/** The table of a tempo holds factors of the beat period. */
const tableValue = (of: "tempo" | "level", by: number): number => (of === "tempo" ? 1 / by : by);

function flat(kind: string, of: "tempo" | "level", by: number, from: number, to: number): Component {
  const value = tableValue(of, by);
  return {
    kind,
    from_beat: from,
    to_beat: to,
    until_beat: to,
    shape: [
      [0, value],
      [1, value],
    ],
  };
}

function ramp(score: Score, { of, by }: Ramp): Component {
  const from_beat = barStart(score, Math.max(2, lastBar(score) - 1));
  const kind = of === "tempo" ? (by < 1 ? "ritardando" : "accelerando") : by < 0 ? "diminuendo" : "crescendo";
  const start = of === "tempo" ? 1 : 0;
  const shape = [
    [0, start],
    [1, tableValue(of, by)],
  ] as const;
  return { kind, from_beat, to_beat: score.end_beat, until_beat: null, shape };
}

const lastBar = ({ bars }: Score): number => bars.at(-1)?.number ?? 1;

function named(score: Score, { component, amount, up }: Named): Interpretation {
  const [half, last, end] = [barStart(score, 3), barStart(score, lastBar(score)), score.end_beat];
  const over = (from_beat: number, to_beat: number, until_beat: number | null, shape = "bold") =>
    laid({ kind: component, from_beat, to_beat, until_beat, amount, shape });
  switch (component) {
    case "ritardando":
      return over(half, end, end);
    case "accelerando":
    case "crescendo":
    case "diminuendo":
      return over(barStart(score, 2), last, null);
    case "tempo_contrast":
      return over(half, end, end, up ? "bold" : "slower_bold");
    case "dynamic_contrast":
      return over(half, end, end, up ? "louder_bold" : "bold");
    case "forte":
    case "piano":
      return over(barStart(score, 2), last, last);
    case "rubato":
      return {
        version: 1,
        components: [
          { kind: "rubato", from_beat: score.start_beat, to_beat: end, amount, shape: "bold", cycles: 2 },
        ],
      };
    case "fermata":
      // No breath after it: what is asked is whether the note waits.
      return {
        version: 1,
        holds: [{ ...BOLD_HOLD, note: heldNote(score, half).id, amount, breath_beats: 0 }],
      };
    case "accentuation":
      return { version: 1, accents: accented(score).map(({ id }) => ({ ...BOLD_ACCENT, note: id, amount })) };
  }
}

const melodyOf = (score: Score): readonly Note[] => score.voices[0]?.notes ?? [];

/** The last note of the melody that ends by the middle: a place where the music may wait. */
function heldNote(score: Score, half: number): Note {
  const notes = melodyOf(score).filter(({ tied }) => !tied);
  return notes.findLast(({ end_beat }) => end_beat <= half) ?? notes[0]!;
}

/** The melody's first note of each bar from the second on. */
function accented(score: Score): readonly Note[] {
  const found = score.bars
    .filter(({ number }) => number > 1)
    .map((bar) =>
      melodyOf(score).find(({ onset_beat }) => onset_beat >= bar.start_beat && onset_beat < bar.end_beat),
    );
  return found.filter((note) => note !== undefined);
}
