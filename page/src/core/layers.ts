// Layers that Python composed beforehand become a score: selected and joined, never composed (spec/layers.md).
import { check, insteadOf, shortName } from "./layerchoice.ts";
import { isRich, lineOf } from "./layerlines.ts";
import type { Choice, Joined, Section, Tables } from "./layertables.ts";
import { type Ground, voicesOf } from "./layervoices.ts";
import { moved } from "./naming.ts";

/** What stands over the notation of a groove whose written eighths are played otherwise. */
const FEELS = { jazz: "Swing", shuffle: "Shuffle" } as const;

/** The score of a choice. Raises MusicError where an element is not in the tables. */
export function assemble(tables: Tables, choice: Choice): Joined {
  check(tables, choice);
  const [row, instead] = insteadOf(tables, choice);
  const ground = groundOf(tables, choice, row);
  const { style, mode, plan, end } = ground;
  const { beats_per_bar, beat_quarters, metre } = style;
  const sections = sectionsOf(ground);
  const letters = plan.parts.map(([letter]) => letter).join("");
  const key = `${choice.tonic} ${shortName(mode.name)}`;
  return {
    title: `${letters} in ${key}, ${style.name}`,
    beat_quarters,
    start_beat: 0,
    end_beat: end,
    bars: Array.from({ length: end / beats_per_bar }, (_, i) => ({
      number: i + 1,
      start_beat: i * beats_per_bar,
      end_beat: (i + 1) * beats_per_bar,
      pass: 1,
    })),
    metres: [{ beat: 0, numerator: metre[0], denominator: metre[1] }],
    voices: voicesOf(ground),
    tempo: [[0, 60 / ground.bpm]],
    level: [],
    chords: chordsOf(ground),
    phrases: sections.map(({ from_beat, to_beat }) => [from_beat, to_beat] as const),
    key,
    sections,
    origin: {
      style: style.name,
      progression: tables.progressions[row]!.name,
      phrase: tables.phrases[choice.phrase]!.name,
      form: plan.name,
      instead,
      ...(style.swing === "" ? {} : { feel: FEELS[style.swing] }),
    },
  };
}

function groundOf(tables: Tables, choice: Choice, row: string): Ground {
  const style = tables.styles[choice.style]!;
  const plan = tables.plans[choice.plan]!;
  const pair = tables.pairs[`${choice.tonality} ${row}`]!;
  const width = style.beats_per_bar % 3 === 0 ? 3 : 4;
  const section = pair.bars * width;
  return {
    tables,
    choice,
    style,
    mode: tables.tonalities[choice.tonality]!,
    plan,
    pair,
    bpm: choice.tempo_bpm ?? style.tempo_bpm,
    width,
    metre: width === 3 ? "3/4" : style.beat_quarters % 1 ? "12/8" : "4/4",
    section,
    end: section * plan.parts.length,
  };
}

function sectionsOf({ plan, section }: Ground): Section[] {
  return plan.parts.map(([letter, ends, variation], i) => ({
    letter,
    from_beat: i * section,
    to_beat: (i + 1) * section,
    name: plan.names[letter] ?? "",
    varied: isRich(letter, ends, variation) ? "ornamented" : "",
  }));
}

function chordsOf({ choice, plan, pair, section, width }: Ground): [number, string][] {
  const found: [number, string][] = [];
  plan.parts.forEach(([letter, ends], place) => {
    for (const [bar, symbol] of pair.chords[lineOf(letter, ends)]!) {
      const name = moved(symbol, choice.tonic);
      if (name !== found.at(-1)?.[1]) found.push([place * section + bar * width, name]);
    }
  });
  return found;
}
