// Choosing bars: from the start of one to the end of another.
import type { Score } from "../core/types.ts";
import { Choose, type Option } from "./controls.tsx";
import type { BeatRange } from "./model.ts";
import { barIndexAt, barName, placeName } from "./places.ts";

function withCurrent(options: readonly Option[], beat: number, name: string): readonly Option[] {
  const value = String(beat);
  if (options.some((option) => option.value === value)) return options;
  return [...options, { value, text: name }].sort((a, b) => Number(a.value) - Number(b.value));
}

/** The starts of bars; a start inside a bar is offered while it is the one chosen. */
export function startOptions(score: Score, chosen: number): readonly Option[] {
  const bars = score.bars.map((bar) => ({ value: String(bar.start_beat), text: barName(bar) }));
  return withCurrent(bars, chosen, placeName(score, chosen));
}

export function endOptions(score: Score, chosen: number): readonly Option[] {
  const bars = score.bars.map((bar) => ({ value: String(bar.end_beat), text: barName(bar) }));
  return withCurrent(bars, chosen, lastBeatName(score, chosen));
}

/** What an end inside a bar is the end of. */
function lastBeatName(score: Score, end_beat: number): string {
  const beats = end_beat - (score.bars[barIndexAt(score, end_beat)]?.start_beat ?? end_beat);
  const whole = Number.isInteger(beats) && beats >= 1;
  return whole ? placeName(score, end_beat - 1) : `${placeName(score, end_beat)} (in part)`;
}

export interface BarsProps {
  readonly score: Score;
  readonly range: BeatRange;
  /** What the bars are for, so that each field has a name of its own. */
  readonly of: string;
  onChoose(range: BeatRange): void;
}

/** The smallest change that keeps the start before the end: the other end moves along. */
export function ordered(score: Score, from_beat: number, to_beat: number, moved: "from" | "to"): BeatRange {
  if (from_beat < to_beat) return [from_beat, to_beat];
  if (moved === "from") {
    const bar = score.bars.find((other) => other.end_beat > from_beat);
    return [from_beat, bar?.end_beat ?? score.end_beat];
  }
  const bar = score.bars.findLast((other) => other.start_beat < to_beat);
  return [bar?.start_beat ?? score.start_beat, to_beat];
}

export function Bars({ score, range, of, onChoose }: BarsProps) {
  const [from_beat, to_beat] = range;
  return (
    <div class="mk-bars">
      <Choose
        label="From"
        name={`${of}: from`}
        value={String(from_beat)}
        options={startOptions(score, from_beat)}
        onChoose={(value) => onChoose(ordered(score, Number(value), to_beat, "from"))}
      />
      <Choose
        label="to the end of"
        name={`${of}: to the end of`}
        value={String(to_beat)}
        options={endOptions(score, to_beat)}
        onChoose={(value) => onChoose(ordered(score, from_beat, Number(value), "to"))}
      />
    </div>
  );
}
