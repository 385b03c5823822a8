// What a performance does, drawn beat by beat and told in numbers.
import { type Beat, beatsInWords } from "./beats.ts";

export interface Drawn {
  readonly label: string;
  readonly beats: readonly Beat[];
  /** Drawn behind, for comparison. */
  readonly faint?: boolean;
}

export interface BeatCurveProps {
  readonly of: "tempo" | "level";
  readonly lines: readonly Drawn[];
  /** The same scale for curves that are to be compared. */
  readonly beside?: readonly Drawn[];
  readonly caption?: string;
}

const WIDTH = 600;
const HEIGHT = 120;
const PAD = 12;
/** At least so much of a scale is shown, so that a small waver looks small. */
const LEAST = { tempo: 1.3, level: 8 } as const;
const NAMES = { tempo: "Tempo, beats a minute", level: "Loudness, decibels from mezzo-forte" } as const;

const heightOf = ({ tempo_bpm, level_db }: Beat, of: "tempo" | "level"): number =>
  of === "tempo" ? Math.log(tempo_bpm) : level_db;

function scaleOf(of: "tempo" | "level", lines: readonly Drawn[]): readonly [number, number] {
  const values = lines.flatMap(({ beats }) => beats.map((beat) => heightOf(beat, of)));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const least = of === "tempo" ? Math.log(LEAST.tempo) : LEAST.level;
  const room = Math.max(0, least - (high - low)) / 2;
  return [low - room, high + room];
}

const said = (beat: Beat, of: "tempo" | "level"): string =>
  of === "tempo" ? beat.tempo_bpm.toFixed(0) : beat.level_db.toFixed(1).replace("-", "−");

/** From the least to the most that is drawn: "64 to 91". */
function rangeOf(lines: readonly Drawn[], of: "tempo" | "level"): string {
  const beats = lines.flatMap((line) => line.beats).sort((a, b) => heightOf(a, of) - heightOf(b, of));
  const [low, high] = [beats[0], beats.at(-1)];
  if (low === undefined || high === undefined) return "";
  const [from, to] = [said(low, of), said(high, of)];
  return from === to ? from : `${from} to ${to}`;
}

/** What is drawn for comparison lies behind. */
const behind = (lines: readonly Drawn[]): readonly Drawn[] =>
  [...lines].sort((a, b) => Number(b.faint ?? false) - Number(a.faint ?? false));

/** The course in a few words: where it begins and where it ends. */
function courseOf({ label, beats }: Drawn, of: "tempo" | "level"): string {
  const [first, last] = [beats[0], beats.at(-1)];
  if (first === undefined || last === undefined) return label;
  return `${label}: from ${said(first, of)} to ${said(last, of)}`;
}

export function BeatCurve({ of, lines, beside = [], caption }: BeatCurveProps) {
  const [low, high] = scaleOf(of, [...lines, ...beside]);
  const count = Math.max(1, ...lines.map(({ beats }) => beats.length));
  const first = lines[0]?.beats[0]?.beat ?? 0;
  const across = (place: number): number => PAD + ((WIDTH - 2 * PAD) * (place + 0.5)) / count;
  const down = (beat: Beat): number =>
    HEIGHT - PAD - ((HEIGHT - 2 * PAD) * (heightOf(beat, of) - low)) / (high - low);
  const place = (beat: Beat): string => `${across(beat.beat - first)} ${down(beat)}`;
  const bars = lines[0]?.beats.filter(({ bar }, i, all) => i > 0 && all[i - 1]?.bar !== bar) ?? [];
  const barAt = (beat: Beat): number => across((lines[0]?.beats.indexOf(beat) ?? 0) - 0.5);
  return (
    <figure class="mk-hear-curve">
      <figcaption>
        {caption === undefined ? NAMES[of] : `${caption}. ${NAMES[of]}`}, {rangeOf(lines, of)}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${NAMES[of]}. ${lines.map((line) => courseOf(line, of)).join("; ")}.`}
      >
        {bars.map((beat) => (
          <path class="mk-hear-bar" key={beat.beat} d={`M${barAt(beat)} 0V${HEIGHT}`} />
        ))}
        {behind(lines).map(({ label, beats, faint = false }) => (
          <g key={label} class={`mk-hear-line mk-${of}${faint ? " is-faint" : ""}`}>
            <path d={`M${beats.map(place).join("L")}`} />
            {!faint && <path class="mk-hear-dots" d={beats.map((beat) => `M${place(beat)}h0`).join("")} />}
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** The same in numbers, folded: a table would be long, a sentence a bar is read in one go. */
export function InNumbers({ of, lines }: Pick<BeatCurveProps, "of" | "lines">) {
  return (
    <details class="mk-hear-numbers">
      <summary>{NAMES[of]}, in numbers</summary>
      {lines.map(({ label, beats }) => (
        <p key={label}>
          <strong>{label}.</strong> {beatsInWords(beats, of)}
        </p>
      ))}
    </details>
  );
}
