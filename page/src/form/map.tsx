// The form as a map: its sections, the chords of the present one, and where the music is.
import { useComputed } from "@preact/signals";
import type { Joined } from "../core/layertables.ts";
import { pretty } from "../widgets/keynames.ts";
import { barIndexAt } from "../widgets/places.ts";
import type { At } from "./elements.tsx";

function sectionAt({ sections }: Joined, beat: number): number {
  return Math.max(
    0,
    sections.findLastIndex(({ from_beat }) => from_beat <= beat),
  );
}

/** The chord that sounds when each bar of a section begins, and those that come within it. */
export function chordsOf(
  score: Joined,
  section: number,
): readonly { readonly bar: number; readonly names: string }[] {
  const { from_beat, to_beat } = score.sections[section]!;
  return score.bars
    .filter(({ start_beat }) => start_beat >= from_beat && start_beat < to_beat)
    .map(({ number, start_beat, end_beat }) => {
      const within = score.chords
        .filter(([beat]) => beat > start_beat && beat < end_beat)
        .map(([, name]) => name);
      const first = score.chords.findLast(([beat]) => beat <= start_beat)?.[1] ?? "";
      return { bar: number, names: pretty([first, ...within].join(" ")) };
    });
}

export function FormMap({ bench }: At) {
  const { made, beat } = bench;
  const here = useComputed(() => sectionAt(made.value.score, beat.value));
  const bar = useComputed(() => made.value.score.bars[barIndexAt(made.value.score, beat.value)]!.number);
  const { score } = made.value;
  return (
    <div class="mk-form-map">
      <p class="mk-heading">The form</p>
      <ol class="mk-form-sections">
        {score.sections.map((section, i) => (
          <li key={section.from_beat}>
            <button
              type="button"
              class="mk-form-section"
              data-letter={section.letter}
              aria-current={here.value === i ? "true" : undefined}
              onClick={() => bench.seek(section.from_beat)}
            >
              <span class="mk-form-letter">{section.letter}</span>{" "}
              <span>
                {section.name}
                {section.varied && `, ${section.varied}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <ol class="mk-form-chords" aria-label={`Chords of section ${here.value + 1}`}>
        {chordsOf(score, here.value).map(({ bar: number, names }) => (
          <li key={number} aria-current={bar.value === number ? "true" : undefined}>
            <span class="mk-unseen">Bar {number}: </span>
            {names}
          </li>
        ))}
      </ol>
    </div>
  );
}
