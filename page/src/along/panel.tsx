// The controls for singing and playing along: key, range, count-in, click, who plays, guitar.

import { MOST_SEMITONES } from "../core/transpose.ts";
import { Button, Check, Choose, Radios } from "../widgets/controls.tsx";
import { announce, type Desk } from "../widgets/desk.ts";
import { distance, keyName } from "../widgets/keynames.ts";
import { sentence } from "../widgets/places.ts";
import { HIGHEST_CAPO, MOST_COUNT_IN } from "../widgets/traits.ts";
import { Diagrams } from "./diagram.tsx";
import { distinct, easiestCapo, fingered } from "./guitar.ts";
import { MyRange } from "./range.tsx";

interface At {
  readonly desk: Desk;
}

/** Let everything sound in another key, and say which. */
export function transposeTo(desk: Desk, semitones: number): void {
  desk.store.transpose.value = semitones;
  announce(desk, `Sounds in ${keyName(desk.store.piece.score, semitones)}.`);
}

function Key({ desk }: At) {
  const { store } = desk;
  const { score } = store.piece;
  const options = Array.from({ length: 2 * MOST_SEMITONES + 1 }, (_, i) => {
    const semitones = MOST_SEMITONES - i;
    const far = semitones === 0 ? "as written" : distance(semitones);
    return { value: String(semitones), text: score.key ? `${keyName(score, semitones)}, ${far}` : far };
  });
  return (
    <fieldset class="mk-group">
      <legend>Key</legend>
      <Choose
        label="Sounds in"
        value={String(store.transpose.value)}
        options={options}
        onChoose={(value) => transposeTo(desk, Number(value))}
      />
      <MyRange desk={desk} onChoose={(semitones) => transposeTo(desk, semitones)} />
    </fieldset>
  );
}

const COUNTS = ["none", "one bar", "two bars"].slice(0, MOST_COUNT_IN + 1);

function Beat({ desk }: At) {
  const { count_in, click } = desk.store;
  return (
    <fieldset class="mk-group">
      <legend>Beat</legend>
      <Choose
        label="Count-in"
        value={String(count_in.value)}
        options={COUNTS.map((text, bars) => ({ value: String(bars), text }))}
        onChoose={(value) => {
          count_in.value = Number(value);
        }}
      />
      <Check
        checked={click.value}
        onToggle={() => {
          click.value = !click.peek();
        }}
      >
        Click on the beats
      </Check>
    </fieldset>
  );
}

const WHO = [
  { value: "all", text: "everyone" },
  { value: "melody", text: "melody alone" },
  { value: "rest", text: "accompaniment alone" },
];

function Who({ desk }: At) {
  const { muted, piece } = desk.store;
  const voices = piece.score.voices;
  const [melody, ...others] = voices.map(({ id }) => id);
  if (melody === undefined || others.length === 0) return null;
  const silent: Readonly<Record<string, readonly string[]>> = { all: [], melody: others, rest: [melody] };
  const now = voices.filter(({ id }) => muted.value.includes(id)).map(({ id }) => id);
  const chosen = WHO.find(({ value }) => String(silent[value]) === String(now))?.value ?? null;
  return (
    <fieldset class="mk-group">
      <legend>Who plays</legend>
      <Radios
        legend="Who plays"
        name={`${desk.name}-who`}
        value={chosen}
        options={WHO}
        onChoose={(value) => {
          muted.value = silent[value] ?? [];
        }}
      />
      {voices.length > 2 &&
        voices.map(({ id, name }) => (
          <Check
            key={id}
            checked={!muted.value.includes(id)}
            onToggle={() => {
              muted.value = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
            }}
          >
            {name}
          </Check>
        ))}
    </fieldset>
  );
}

const fret = (capo: number): string => (capo === 0 ? "none" : `fret ${capo}`);

function Guitar({ desk }: At) {
  const { store } = desk;
  const { score } = store.piece;
  if (score.chords.length === 0) return null;
  const transpose = store.transpose.value;
  const capo = store.capo.value;
  const easiest = easiestCapo(score, transpose);
  const symbols = distinct(fingered(score, transpose, capo));
  const use = (next: number): void => {
    store.capo.value = next;
    announce(desk, next === 0 ? "Without a capo." : `Capo at fret ${next}.`);
  };
  return (
    <fieldset class="mk-group mk-guitar">
      <legend>Guitar</legend>
      <div class="mk-row">
        <Choose
          label="Capo"
          value={String(capo)}
          options={Array.from({ length: HIGHEST_CAPO + 1 }, (_, at) => ({
            value: String(at),
            text: fret(at),
          }))}
          onChoose={(value) => use(Number(value))}
        />
        <Button kind="small" idle={capo === easiest} onPress={() => use(easiest)}>
          {capo === easiest ? "The easiest chords" : `Easiest chords: capo ${fret(easiest)}`}
        </Button>
      </div>
      {store.show.value.includes("sheet") ? (
        <p class="mk-hint">The chords stand under the song sheet.</p>
      ) : (
        <Diagrams symbols={symbols} />
      )}
    </fieldset>
  );
}

export function Panel({ desk }: At) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of groups; a fieldset around fieldsets would be read twice
    <div class="mk-along" role="group" aria-label="Singing and playing along">
      <p class="mk-heading">{sentence("singing and playing along")}</p>
      <div class="mk-columns">
        <Key desk={desk} />
        <Beat desk={desk} />
        <Who desk={desk} />
      </div>
      <Guitar desk={desk} />
    </div>
  );
}
