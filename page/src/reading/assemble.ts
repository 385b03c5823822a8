// From bars as they are written to a score in played order (spec/performance.md §2).
import type { Bar, Breakpoint, Metre, Note, Score, Voice } from "../core/types.ts";
import { MOST_NOTES, MOST_QUARTERS, plainText, refuse, tooLong } from "./limits.ts";
import { playedOrder } from "./playorder.ts";
import { namesMelody } from "./programs.ts";
import type { WrittenBar, WrittenSong, WrittenVoice } from "./written.ts";

/** Where a file says nothing: 100 beats a minute. */
const USUAL_PERIOD = 0.6;
const COMPOUND = new Set([6, 9, 12, 15, 18]);
const LONGEST_WORD = 40;

/** Quarter notes in a beat of a metre, as a fraction; compound metres beat in dotted notes. */
function beatOf([numerator, denominator]: readonly [number, number]): readonly [number, number] {
  return [COMPOUND.has(numerator) && denominator >= 4 ? 12 : 4, denominator];
}

/** A bar at its place in the music, in ticks. */
interface Played {
  readonly bar: WrittenBar;
  /** Which of the written bars it is. */
  readonly place: number;
  readonly start: number;
  readonly pass: number;
  readonly number: number;
}

/** Ticks → beats: one division of whole numbers, so that the same fraction is the same double everywhere. */
type ToBeat = (tick: number) => number;

function layOut(song: WrittenSong): readonly Played[] {
  const order = playedOrder(song.bars);
  const numbers = numbersOf(song);
  const passes = new Map<number, number>();
  let start = numbers[0] === 0 ? -(song.bars[0]?.length ?? 0) : 0;
  const most = MOST_QUARTERS * song.ticksPerQuarter;
  return order.map((place) => {
    const bar = song.bars[place]!;
    const pass = (passes.get(place) ?? 0) + 1;
    passes.set(place, pass);
    const played = { bar, place, start, pass, number: numbers[place]! };
    start += bar.length;
    if (start > most) tooLong();
    return played;
  });
}

/** As printed, where that counts upwards; else from 1, an upbeat being 0. */
function numbersOf({ bars, ticksPerQuarter }: WrittenSong): readonly number[] {
  const [first] = bars;
  const [numerator, denominator] = first?.metre ?? [4, 4];
  const upbeat = bars.length > 1 && first!.length * denominator < 4 * numerator * ticksPerQuarter;
  const printed = bars.map((bar) => bar.printed);
  const rising = printed.every((number, i) => number !== null && (i === 0 || number > printed[i - 1]!));
  if (rising && printed[0] === (upbeat ? 0 : 1)) return printed as number[];
  return bars.map((_, i) => (upbeat ? i : i + 1));
}

function metresOf(played: readonly Played[], toBeat: ToBeat): Metre[] {
  const metres: Metre[] = [];
  let holds: readonly [number, number] = [4, 4];
  for (const { bar, start } of played) {
    holds = bar.metre ?? holds;
    const last = metres[metres.length - 1];
    if (last && last.numerator === holds[0] && last.denominator === holds[1]) continue;
    metres.push({ beat: toBeat(start), numerator: holds[0], denominator: holds[1] });
  }
  return metres;
}

function tempoOf(played: readonly Played[], toBeat: ToBeat, beatQuarters: number): Breakpoint[] {
  const points: Breakpoint[] = [];
  const marks = played.flatMap(({ bar, start }) =>
    [...bar.tempos]
      .sort(([a], [b]) => a - b)
      .map(([tick, speed]) => [toBeat(start + tick), (60 * beatQuarters) / speed] as const),
  );
  const begins = toBeat(played[0]!.start);
  const first = marks.find(([beat]) => beat <= begins)?.[1] ?? marks[0]?.[1];
  points.push([begins, first ?? USUAL_PERIOD]);
  for (const [beat, period] of marks) {
    const [, holds] = points[points.length - 1]!;
    if (period === holds) continue;
    if (beat > begins) points.push([beat, holds], [beat, period]);
    else points[points.length - 1] = [beat, period];
  }
  return points;
}

/** How much a hairpin without a level at its end changes. */
const HAIRPIN_DB = 4;
const LEVEL_DB = [-16, 10] as const;

/** The written dynamics: a level holds from its sign on, a hairpin runs to the level after it. */
function levelOf(played: readonly Played[], voice: WrittenVoice | undefined, toBeat: ToBeat): Breakpoint[] {
  const points: Breakpoint[] = [];
  let [holds, opened] = [0, null as { beat: number; sign: number } | null];
  const go = (beat: number, level_db: number): void => {
    const [lowest, highest] = LEVEL_DB;
    const level = Math.min(highest, Math.max(lowest, level_db));
    if (opened !== null && beat > opened.beat) points.push([opened.beat, holds], [beat, level]);
    else if (level !== holds) points.push([beat, holds], [beat, level]);
    [holds, opened] = [level, null];
  };
  for (const { place, start } of played) {
    for (const sign of [...(voice?.dynamics[place] ?? [])].sort((a, b) => a.tick - b.tick)) {
      const beat = toBeat(start + sign.tick);
      if (sign.kind === "level") go(beat, sign.level_db);
      else if (sign.kind === "stop") {
        if (opened !== null) go(beat, holds + opened.sign * HAIRPIN_DB);
      } else opened = { beat, sign: sign.kind === "crescendo" ? 1 : -1 };
    }
  }
  return points;
}

function chordsOf(played: readonly Played[], toBeat: ToBeat): Score["chords"] {
  return played
    .flatMap(({ bar, start }) => bar.chords.map(([tick, symbol]) => [toBeat(start + tick), symbol] as const))
    .sort(([a], [b]) => a - b);
}

function notesOf(voice: WrittenVoice, name: string, played: readonly Played[], toBeat: ToBeat): Note[] {
  const placed = played.flatMap(({ place, start, pass }) =>
    (voice.bars[place] ?? []).map((note) => ({ ...note, start: start + note.start, pass })),
  );
  if (placed.length > MOST_NOTES) tooLong();
  placed.sort((a, b) => a.start - b.start);
  return placed.map(({ start, length, pitch, spelling, tied, verses, level_db, pass }, i) => {
    const lyric = plainText(verses[pass - 1] ?? verses[0] ?? "", LONGEST_WORD);
    return {
      id: `${name}n${i + 1}`,
      onset_beat: toBeat(start),
      end_beat: toBeat(start + length),
      pitch,
      ...(spelling === "" ? {} : { spelling }),
      ...(tied ? { tied } : {}),
      ...(level_db === 0 ? {} : { level_db }),
      ...(lyric === "" ? {} : { lyric }),
    };
  });
}

/** The voice that sings: one with words, one named so, else the first that is no drum. */
function melodyOf(voices: readonly WrittenVoice[]): number {
  const words = voices.map(({ bars }) => bars.flat().filter(({ verses }) => verses.length > 0).length);
  const most = Math.max(...words, 0);
  // Of a choir all sing: the uppermost of those with about as many words is the tune.
  if (most > 0) return words.findIndex((count) => 2 * count >= most);
  const tuned = voices.map(({ drums, name }) => ({ drums, named: namesMelody(name) }));
  const named = tuned.findIndex(({ drums, named }) => named && !drums);
  return named >= 0
    ? named
    : Math.max(
        0,
        tuned.findIndex(({ drums }) => !drums),
      );
}

function phrasesOf(played: readonly Played[], toBeat: ToBeat, end: number): Score["phrases"] {
  const starts = played.flatMap(({ bar, start }) =>
    bar.phrase === null ? [] : [toBeat(start + bar.phrase)],
  );
  return starts.length < 2 ? [] : starts.map((from, i) => [from, starts[i + 1] ?? end] as const);
}

/** A score of all voices with notes, the melody first. Raises MusicError where nothing can be played. */
export function assemble(song: WrittenSong): Score {
  const voices = song.voices.filter(({ bars }) => bars.some((bar) => bar.length > 0));
  if (voices.length === 0) refuse("The file holds no notes that can be played: bring one with music in it.");
  const played = layOut(song);
  const [numerator, denominator] = beatOf(song.bars.find(({ metre }) => metre !== null)?.metre ?? [4, 4]);
  const toBeat: ToBeat = (tick) => (tick * denominator) / (numerator * song.ticksPerQuarter);
  const last = played[played.length - 1]!;
  const end = toBeat(last.start + last.bar.length);
  const melody = melodyOf(voices);
  const named = voices.map(
    (voice, i): Voice => ({
      id: `v${i + 1}`,
      name: voice.name || `Voice ${i + 1}`,
      instrument: voice.instrument,
      balance_db: i === melody ? 0 : BEHIND_DB,
      notes: notesOf(voice, `v${i + 1}`, played, toBeat),
    }),
  );
  if (named.reduce((sum, { notes }) => sum + notes.length, 0) > MOST_NOTES) tooLong();
  return {
    title: song.title,
    key: song.key,
    origin: {
      ...(song.composer === "" ? {} : { composer: song.composer }),
      ...(song.free ? { notation: "none" } : {}),
      ...(song.said.length === 0 ? {} : { reading: song.said.join(" ") }),
    },
    beat_quarters: numerator / denominator,
    start_beat: toBeat(played[0]!.start),
    end_beat: end,
    bars: played.map(
      ({ number, start, bar, pass }): Bar => ({
        number,
        start_beat: toBeat(start),
        end_beat: toBeat(start + bar.length),
        pass,
      }),
    ),
    metres: metresOf(played, toBeat),
    voices: [named[melody]!, ...named.filter((_, i) => i !== melody)],
    tempo: tempoOf(played, toBeat, numerator / denominator),
    level: levelOf(played, voices[melody], toBeat),
    chords: chordsOf(played, toBeat),
    phrases: phrasesOf(played, toBeat, end),
  };
}

/** What accompanies stands a little behind the melody. */
const BEHIND_DB = -3;
