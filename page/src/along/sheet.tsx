// The song sheet: words with chords above the syllables, the one that is sung now lit, and the chords on the guitar.
import { useComputed } from "@preact/signals";
import type { Desk } from "../widgets/desk.ts";
import { keyName, pretty } from "../widgets/keynames.ts";
import { Diagrams } from "./diagram.tsx";
import { distinct, fingered } from "./guitar.ts";
import { type Cell, currentOnset, type Line, sheetLines } from "./lines.ts";

/** Where a chord is wider than its syllable, a hyphen holds the word together. */
const hyphen = ({ chord, text, joined }: Cell): string =>
  joined && chord !== null && chord.length >= text.length ? "-" : "";

function SheetLine({ line, current }: { readonly line: Line; readonly current: number | null }) {
  return (
    <li class="mk-sung-line">
      <span class="mk-unseen">{pretty(line.said)}</span>
      {line.words.map((word, i) => (
        <span class="mk-word" key={i} aria-hidden="true">
          {word.map((cell) => (
            <span
              key={cell.onset_beat}
              class={`mk-cell${cell.onset_beat === current && cell.text !== "" ? " is-sung" : ""}`}
            >
              <span class="mk-chord">{cell.chord === null ? "" : pretty(cell.chord)}</span>
              <span class="mk-syllable">{cell.text + hyphen(cell)}</span>
            </span>
          ))}
        </span>
      ))}
    </li>
  );
}

export function Sheet({ desk }: { readonly desk: Desk }) {
  const { store, player } = desk;
  const { score } = store.piece;
  const chords = useComputed(() => fingered(score, store.transpose.value, store.capo.value));
  const lines = useComputed(() => sheetLines(score, chords.value));
  const current = useComputed(() => {
    const begun = player.playing.value || player.beat.value > score.start_beat;
    return begun && player.count.value === null ? currentOnset(lines.value, player.beat.value) : null;
  });
  const key = keyName(score, store.transpose.value);
  return (
    <div class="mk-sheet">
      <p class="mk-heading">Song sheet</p>
      {chords.value.length > 0 && (
        <p class="mk-hint">
          {store.capo.value === 0
            ? `In ${key}.`
            : `Capo at fret ${store.capo.value}: chords as you finger them; they sound in ${key}.`}
        </p>
      )}
      <ul class="mk-sung">
        {lines.value.map((line, i) => (
          <SheetLine key={i} line={line} current={current.value} />
        ))}
      </ul>
      {chords.value.length > 0 && <Diagrams symbols={distinct(chords.value)} />}
    </div>
  );
}
