// Words with the chords above them, a line for each phrase.
import type { Note, Score } from "../core/types.ts";

export interface Cell {
  readonly onset_beat: number;
  readonly chord: string | null;
  readonly text: string;
  /** It goes on in the next syllable of the word. */
  readonly joined: boolean;
}

export interface Line {
  readonly words: readonly (readonly Cell[])[];
  /** The line for those who hear it. */
  readonly said: string;
}

const BARS_WITHOUT_PHRASES = 4;

/** Where lines begin: with the phrases, or every few bars. */
function starts({ phrases, bars }: Score): readonly number[] {
  if (phrases.length > 0) return phrases.map(([from]) => from);
  return bars.filter((_, i) => i % BARS_WITHOUT_PHRASES === 0).map((bar) => bar.start_beat);
}

const cell = (onset_beat: number, chord: string | null, lyric: string): Cell => ({
  onset_beat,
  chord,
  text: lyric.replace(/-$/, ""),
  joined: lyric.endsWith("-"),
});

/** Syllables and chords in order; a chord that changes within a syllable has a cell of its own. */
function cellsOf(syllables: readonly Note[], chords: Score["chords"]): readonly Cell[] {
  const sung = new Map(syllables.map((note) => [note.onset_beat, note.lyric!]));
  const played = new Map(chords);
  const beats = [...new Set([...sung.keys(), ...played.keys()])].sort((a, b) => a - b);
  return beats.map((beat) => cell(beat, played.get(beat) ?? null, sung.get(beat) ?? ""));
}

/** Without words: the chords between the barlines. */
function barCells({ bars }: Score, from: number, to: number, chords: Score["chords"]): readonly Cell[] {
  return bars
    .filter(({ start_beat }) => from <= start_beat && start_beat < to)
    .flatMap(({ start_beat, end_beat }) => [
      cell(start_beat, null, "|"),
      ...chords
        .filter(([beat]) => start_beat <= beat && beat < end_beat)
        .map(([beat, symbol]) => cell(beat, symbol, "")),
    ]);
}

function inWords(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const words: Cell[][] = [];
  let open = false;
  for (const each of cells) {
    const within: boolean = open && words.length > 0;
    if (within) words.at(-1)!.push(each);
    else words.push([each]);
    open = each.joined || (within && each.text === "");
  }
  return words;
}

function said(words: Line["words"]): string {
  const text = words.map((word) => word.map((each) => each.text).join("")).join(" ");
  const chords = words.flat().flatMap(({ chord }) => (chord === null ? [] : [chord]));
  const sung = text.replace(/[|\s]+/g, " ").trim();
  const played = chords.length > 0 ? `Chords: ${chords.join(", ")}.` : "";
  return [sung, played].filter((part) => part !== "").join(" — ");
}

/** The lines of a song: the first voice's words, with these chords. */
export function sheetLines(score: Score, chords: Score["chords"]): readonly Line[] {
  const syllables = (score.voices[0]?.notes ?? []).filter((note) => (note.lyric ?? "") !== "");
  const from = starts(score);
  return from.flatMap((start, i) => {
    const low = i === 0 ? score.start_beat : start;
    const high = from[i + 1] ?? score.end_beat;
    const within = (beat: number): boolean => low <= beat && beat < high;
    const here = chords.filter(([beat]) => within(beat));
    const cells =
      syllables.length > 0
        ? cellsOf(
            syllables.filter((note) => within(note.onset_beat)),
            here,
          )
        : barCells(score, low, high, here);
    const words = inWords(cells);
    return words.length === 0 ? [] : [{ words, said: said(words) }];
  });
}

/** The onset of the cell that sounds at a beat; null before the first. */
export function currentOnset(lines: readonly Line[], beat: number): number | null {
  const cells = lines.flatMap(({ words }) => words.flat());
  return cells.findLast(({ onset_beat, text }) => text !== "" && onset_beat <= beat)?.onset_beat ?? null;
}
