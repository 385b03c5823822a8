// The elements of form as controls, and what each does in words.
import { insteadOf } from "../core/layerchoice.ts";
import type { Tables } from "../core/layertables.ts";
import { Button, Choose, type Option, Slider } from "../widgets/controls.tsx";
import { pretty } from "../widgets/keynames.ts";
import type { Bench } from "./bench.ts";
import { asUsual, OPEN, TEMPO, TONICS, usualOf } from "./choice.ts";

/** What a control of the layers says while something else than they sounds. */
const OWN = "own";

export interface At {
  readonly bench: Bench;
}

const optionsOf = (entries: Readonly<Record<string, { readonly name: string }>>): readonly Option[] =>
  Object.entries(entries).map(([value, { name }]) => ({ value, text: name }));

/** Progressions that belong to the mode first; of the others one knows beforehand that something stands in. */
function rowsIn(tables: Tables, tonality: string): readonly Option[] {
  const { instead } = tables.tonalities[tonality]!;
  const named = tables.rows.map((value) => ({ value, text: tables.progressions[value]!.name }));
  const isAtHome = ({ value }: Option): boolean => !Object.hasOwn(instead, value);
  return [
    ...named.filter(isAtHome),
    ...named
      .filter((option) => !isAtHome(option))
      .map(({ value, text }) => ({ value, text: `${text} (not of this mode)` })),
  ];
}

const openText = (every: number): string =>
  every === 0 ? "none" : `every ${{ 2: "second", 4: "fourth", 8: "eighth" }[every]} bar`;

function Tempo({ bench }: At) {
  const { style, tempo_bpm } = bench.choice.value;
  const entry = bench.tables.styles[style]!;
  const bpm = Math.round(tempo_bpm ?? entry.tempo_bpm);
  const [low, high] = [Math.min(entry.bpm[0], TEMPO.low * 2), Math.max(entry.bpm[1], 120)];
  return (
    <Slider
      label="Tempo"
      value={bpm}
      low={Math.min(low, bpm)}
      high={Math.max(high, bpm)}
      step={1}
      text={`${bpm} beats a minute`}
      onInput={(value) => bench.set({ tempo_bpm: value })}
    />
  );
}

/** Options with the reader's own before them, where that is what sounds. */
const withOwn = (own: string | null | undefined, options: readonly Option[]): readonly Option[] =>
  own ? [{ value: OWN, text: `Your own: ${own.replace(/_/g, " ")}` }, ...options] : options;

export function Elements({ bench }: At) {
  const { tables } = bench;
  const choice = bench.choice.value;
  return (
    <fieldset class="mk-group">
      <legend>Elements of form</legend>
      <div class="mk-form-elements">
        <Choose
          label="Style and groove"
          value={choice.style}
          options={optionsOf(tables.styles)}
          onChoose={(style) => bench.set({ style, tempo_bpm: null })}
        />
        <Choose
          label="Mode"
          value={choice.own?.mode ? OWN : choice.tonality}
          options={withOwn(choice.own?.mode, optionsOf(tables.tonalities))}
          onChoose={(tonality) => tonality !== OWN && bench.set({ tonality })}
        />
        <Choose
          label="Tonic"
          value={choice.tonic}
          options={TONICS.map((name) => ({ value: name, text: pretty(name) }))}
          onChoose={(tonic) => bench.set({ tonic })}
        />
        <Choose
          label="Harmony"
          value={choice.own?.progression ? OWN : choice.progression}
          options={withOwn(choice.own?.progression, rowsIn(tables, choice.tonality))}
          onChoose={(progression) => progression !== OWN && bench.set({ progression })}
        />
        <Choose
          label="Phrase"
          value={choice.phrase}
          options={optionsOf(tables.phrases)}
          onChoose={(phrase) => bench.set({ phrase })}
        />
        <Choose
          label="Repetition"
          value={choice.plan}
          options={optionsOf(tables.plans)}
          onChoose={(plan) => bench.set({ plan })}
        />
        <Choose
          label="Bars left open"
          value={`${choice.open_every}`}
          options={OPEN.map((every) => ({ value: `${every}`, text: openText(every) }))}
          onChoose={(every) => bench.set({ open_every: Number(every) })}
        />
        <Tempo bench={bench} />
      </div>
      <Instead bench={bench} />
      <Usual bench={bench} />
    </fieldset>
  );
}

/** Which elements are not what the style usually brings: each can be the reader's own. */
function Usual({ bench }: At) {
  const { tables } = bench;
  const choice = bench.choice.value;
  const usual = usualOf(tables, choice.style);
  const own = [
    ...(choice.own?.groove ? ["groove"] : []),
    ...(usual.modes.includes(choice.own?.mode ?? choice.tonality) ? [] : ["mode"]),
    ...(tables.styles[choice.style]!.progressions.includes(choice.own?.progression ?? choice.progression)
      ? []
      : ["harmony"]),
    ...(choice.phrase === usual.phrase ? [] : ["phrase"]),
    ...(choice.plan === usual.plan ? [] : ["repetition"]),
  ];
  const name = tables.styles[choice.style]!.name;
  const said = own.length === 0 ? "All as it usually is." : `Your own choice: ${own.join(", ")}.`;
  return (
    <div class="mk-row">
      <p class="mk-hint">
        {name} brings its groove, instruments and tempo. {said}
      </p>
      <Button
        kind="small"
        idle={own.length === 0}
        onPress={() => bench.set(asUsual(tables, bench.choice.peek()))}
      >
        Take what is usual in it
      </Button>
    </div>
  );
}

/** What stands in for a progression that does not belong, and why. */
function Instead({ bench }: At) {
  const choice = bench.choice.value;
  const [, stood] = insteadOf(bench.tables, choice);
  const sentence = choice.own === null ? stood : (bench.made.value.score.origin["instead"] ?? "");
  return (
    // Nothing is announced while music sounds.
    <p class="mk-form-instead" {...(bench.playing.value ? {} : { role: "status" })}>
      {pretty(sentence)}
    </p>
  );
}
