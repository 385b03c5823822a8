// A piece of form without its sound: what an eye, a finger or a screen reader needs to tell what it is.
import table from "../../../spec/hear.json" with { type: "json" };
import type { Note, Score } from "../core/types.ts";
import { tonesOf } from "./forms.ts";
import type { FormPlaying } from "./question.ts";
import type { TopicName } from "./topics.ts";

export interface Line {
  readonly label: string;
  readonly text: string;
}

/** A chord symbol, or a tone, as it is printed. */
const printed = (symbol: string): string =>
  symbol.replace(/^([A-G])([b#]+)/, (_, letter: string, signs: string) => {
    return letter + signs.replaceAll("b", "♭").replaceAll("#", "♯");
  });
/** A note by the name that it is written with, without its octave. */
const toneOf = ({ spelling = "" }: Note): string => printed(spelling.replace(/-?\d+$/, ""));
/** Drums by their General MIDI keys. */
const DRUMS: Readonly<Record<number, string>> = table.drums;
const MOST_BARS = 2;

export function readingOf(topic: TopicName, score: Score, { music }: FormPlaying): readonly Line[] {
  const { tonic } = music.frame;
  switch (topic) {
    case "mode":
      return [{ label: "Tones that sound, in semitones above home", text: tonesOf(score, tonic).join(", ") }];
    case "cadence":
      return [
        { label: "Home", text: printed(tonic) },
        { label: "Chords", text: score.chords.map(([, symbol]) => printed(symbol)).join(", ") },
      ];
    case "groove":
      return grooveLines(score);
    default:
      return melodyLines(score);
  }
}

/** Where something is struck, in beats of the bar: "1, 2.5". */
function places(onsets: readonly number[], from: number): string {
  const counted = onsets.map((onset) => Math.round((onset - from + 1) * 100) / 100);
  return [...new Set(counted)].sort((a, b) => a - b).join(", ");
}

function grooveLines(score: Score): readonly Line[] {
  const bars = score.bars.slice(0, MOST_BARS);
  const [metre] = score.metres;
  const head: Line[] = metre ? [{ label: "Metre", text: `${metre.numerator}/${metre.denominator}` }] : [];
  const rows = new Map<string, readonly Note[]>();
  for (const voice of score.voices)
    for (const note of voice.notes) {
      const row = voice.id === "drums" ? (DRUMS[note.pitch] ?? "Other drum") : voice.name;
      rows.set(row, [...(rows.get(row) ?? []), note]);
    }
  const told = [...rows].map(([label, notes]) => ({
    label,
    text: bars
      .map(({ start_beat, end_beat, number }) => {
        const inside = notes.map(({ onset_beat }) => onset_beat);
        const struck = inside.filter((onset) => onset >= start_beat && onset < end_beat);
        return `bar ${number} on ${struck.length > 0 ? places(struck, start_beat) : "nothing"}`;
      })
      .join("; "),
  }));
  return [
    ...head,
    { label: "Beats", text: "counted from 1 in each bar; 2.5 is halfway from 2 to 3" },
    ...told,
  ];
}

function melodyLines(score: Score): readonly Line[] {
  return score.bars.map(({ number, start_beat, end_beat }) => {
    const parts = score.voices
      .filter(({ id }) => id === "melody" || id === "answer")
      .map(({ id, notes }) => {
        const inside = notes.filter(({ onset_beat }) => onset_beat >= start_beat && onset_beat < end_beat);
        const tones = inside.map(toneOf).join(" ");
        return tones && (id === "answer" ? `(another instrument) ${tones}` : tones);
      })
      .filter((text) => text !== "");
    const chord = score.chords.findLast(([beat]) => beat <= start_beat)?.[1] ?? "";
    return { label: `Bar ${number}, over ${printed(chord)}`, text: parts.join(" ") || "rest" };
  });
}
