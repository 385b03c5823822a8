// A path: the opening, and what was chosen after it. All phrases are composed beforehand; here they are joined.
import type { Bar, Breakpoint, Metre, Note, Score, Voice } from "../core/types.ts";

export const CHOICES = ["predictable", "contrast", "surprise"] as const;
export type Choice = (typeof CHOICES)[number] | "home";

export interface Phrase {
  readonly says: string;
  readonly score: Score;
}

/** What Python composed; a way is written with the first letters of its choices ("pch"). */
export interface Table {
  readonly depth: number;
  readonly phrases: Readonly<Record<string, Phrase>>;
  readonly after: Readonly<Record<string, string>>;
  readonly bits: Readonly<Record<string, number>>;
}

export const letterOf = (choice: Choice): string => choice[0]!;

const NAMES: Readonly<Record<string, string>> = {
  p: "predictable",
  c: "contrast",
  s: "surprise",
  h: "home",
};
export const nameOf = (letter: string): string => NAMES[letter]!;

/** The phrases of a way, the opening first. */
export function phrasesOf(table: Table, way: string): readonly Phrase[] {
  const ways = Array.from({ length: way.length + 1 }, (_, length) => way.slice(0, length));
  return ways.map((part) => table.phrases[table.after[part]!]!);
}

/** What may follow a way, in order: nothing where it has come home, only home where it is as long as it can be. */
export function choicesAfter(table: Table, way: string): readonly Choice[] {
  const open = [...CHOICES, "home"] as const;
  return open.filter((choice) => table.after[way + letterOf(choice)] !== undefined);
}

/** Where each phrase of a way begins, in beats, and where the last ends. */
export function startsOf(phrases: readonly Phrase[]): readonly number[] {
  const starts = [0];
  for (const { score } of phrases) starts.push(starts.at(-1)! + score.end_beat);
  return starts;
}

/** One score of phrases in a row, as Python's `joined` makes it: voices keep the instrument that they begin with. */
export function joined(phrases: readonly Phrase[], title: string): Score {
  const scores = phrases.map(({ score }) => score);
  const starts = startsOf(phrases);
  const [first] = scores;
  if (first === undefined) throw new Error("There is nothing to join.");
  const each = <T>(of: (score: Score, start: number) => readonly T[]): readonly T[] =>
    scores.flatMap((score, place) => of(score, starts[place]!));
  const bars: readonly Bar[] = each((score, start) =>
    score.bars.map((bar) => ({
      ...bar,
      start_beat: bar.start_beat + start,
      end_beat: bar.end_beat + start,
    })),
  ).map((bar, place) => ({ ...bar, number: place + 1 }));
  return {
    ...first,
    title,
    end_beat: starts.at(-1)!,
    bars,
    metres: changes(each((score, start) => score.metres.slice(0, 1).map((m) => ({ ...m, beat: start })))),
    voices: voicesOf(scores, starts),
    tempo: tempoOf(scores, starts),
    chords: each((score, start) => score.chords.map(([beat, symbol]) => [beat + start, symbol] as const)),
    phrases: each((score, start) => score.phrases.map(([from, to]) => [from + start, to + start] as const)),
  };
}

function voicesOf(scores: readonly Score[], starts: readonly number[]): readonly Voice[] {
  const voices = new Map<string, { voice: Voice; notes: Note[] }>();
  for (const [place, { voices: own }] of scores.entries()) {
    for (const voice of own) {
      const kept = voices.get(voice.id) ?? { voice, notes: [] };
      voices.set(voice.id, kept);
      const start = starts[place]!;
      for (const note of voice.notes) {
        const { onset_beat, end_beat } = note;
        const id = `${place + 1}.${note.id}`;
        kept.notes.push({ ...note, id, onset_beat: onset_beat + start, end_beat: end_beat + start });
      }
    }
  }
  return [...voices.values()].map(({ voice, notes }) => ({
    ...voice,
    notes: notes.sort((a, b) => a.onset_beat - b.onset_beat),
  }));
}

const changes = (metres: readonly Metre[]): readonly Metre[] =>
  metres.filter(({ numerator, denominator }, place) => {
    const before = metres[place - 1];
    return before?.numerator !== numerator || before.denominator !== denominator;
  });

/** The tempo of each phrase; where it changes at a boundary, a step. */
function tempoOf(scores: readonly Score[], starts: readonly number[]): readonly Breakpoint[] {
  const points: Breakpoint[] = [];
  for (const [place, { tempo }] of scores.entries()) {
    const start = starts[place]!;
    const last = points.at(-1)?.[1];
    const step = last !== undefined && last !== tempo[0]![1];
    if (step) points.push([start, last]);
    if (last === undefined || step || tempo.length > 1) {
      points.push(...tempo.map(([beat, period]): Breakpoint => [beat + start, period]));
    }
  }
  return points;
}
