// Play along: a lead sheet on which the present bar is marked, and what accompanies, without its melody.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { assemble } from "../core/layers.ts";
import type { Choice, Tables } from "../core/layertables.ts";
import { degreesInWords, moved } from "../core/naming.ts";
import { readChoice, TONICS } from "../form/choice.ts";
import { chordsOf } from "../form/map.tsx";
import { Button, Check, Choose, Slider } from "../widgets/controls.tsx";
import { pretty } from "../widgets/keynames.ts";
import { orchestrated } from "../widgets/performing.ts";
import { barIndexAt } from "../widgets/places.ts";
import { Begin, Checks, Frame, type Given, Where } from "./parts.tsx";
import { createStand, type Stand } from "./stand.ts";
import type { Along } from "./task.ts";

interface Props {
  readonly given: Given;
  readonly task: Along;
}

/** For whom the sheet is written: the name that a sounding C has there. */
const WRITTEN = [
  ["C", "concert pitch"],
  ["D", "B flat instruments"],
  ["A", "E flat instruments"],
  ["G", "F instruments"],
] as const;
const LAYERS = [
  ["melody", "Melody"],
  ["harmony", "Chords"],
  ["bass", "Bass"],
  ["drums", "Drums"],
] as const;

export function PlayingAlong({ given, task }: Props) {
  return (
    <Frame given={given} title="Play along" kind="Play" prompt={task.prompt}>
      <Begin given={given} label="Open the lead sheet">
        {(tables) => <Music given={given} task={task} tables={tables} />}
      </Begin>
      <Checks checks={task.checks} />
    </Frame>
  );
}

function Music({ given, task, tables }: Props & { readonly tables: Tables }) {
  const first = useMemo(() => readChoice(tables, task.choice), []);
  const style = tables.styles[first.style]!;
  const own_bpm = first.tempo_bpm ?? style.tempo_bpm;
  const stand = useMemo(() => createStand(given.sound, requestAnimationFrame), []);
  useEffect(() => stand.dispose, []);
  const [tonic, written] = [useSignal(first.tonic), useSignal<string>("C")];
  const [bpm, counts, rounds] = [useSignal(own_bpm), useSignal(true), useSignal(true)];
  const muted = useSignal<readonly string[]>(["melody"]);
  const score = useComputed(() => assemble(tables, { ...first, tonic: tonic.value }));
  const count_bars = style.beats_per_bar > 2 ? 1 : 2;
  useEffect(() => {
    const silent = muted.value.includes("melody") ? [...muted.value, "answer"] : muted.value;
    stand.put({
      score: orchestrated(score.value, {}, {}, silent),
      speed: bpm.value / own_bpm,
      count_bars: counts.value ? count_bars : 0,
      isLooped: rounds.value,
    });
  }, [score.value, muted.value, bpm.value, counts.value, rounds.value]);
  const toggle = (layer: string): void => {
    const now = muted.peek();
    muted.value = now.includes(layer) ? now.filter((other) => other !== layer) : [...now, layer];
  };
  return (
    <>
      <PlayBar stand={stand} />
      <Sheet
        stand={stand}
        tables={tables}
        choice={first}
        tonic={moved(written.value, tonic.value)}
        task={task}
      />
      <fieldset class="mk-group">
        <legend>How it is played with you</legend>
        <div class="mk-row">
          {LAYERS.map(([layer, text]) => (
            <Button key={layer} pressed={!muted.value.includes(layer)} onPress={() => toggle(layer)}>
              {text}
            </Button>
          ))}
        </div>
        <div class="mk-form-elements">
          <Choose
            label="Tonic"
            value={tonic.value}
            options={TONICS.map((value) => ({ value, text: pretty(value) }))}
            onChoose={(value) => {
              tonic.value = value;
            }}
          />
          <Choose
            label="Sheet written for"
            value={written.value}
            options={WRITTEN.map(([value, text]) => ({ value, text }))}
            onChoose={(value) => {
              written.value = value;
            }}
          />
          <Slider
            label="Tempo"
            value={Math.round(bpm.value)}
            low={Math.round(own_bpm * 0.6)}
            high={Math.round(own_bpm * 1.3)}
            step={1}
            text={`${Math.round(bpm.value)} beats a minute`}
            onInput={(value) => {
              bpm.value = value;
            }}
          />
        </div>
        <Check
          checked={counts.value}
          onToggle={(on) => {
            counts.value = on;
          }}
        >
          Count me in
        </Check>
        <Check
          checked={rounds.value}
          onToggle={(on) => {
            rounds.value = on;
          }}
        >
          Round and round
        </Check>
      </fieldset>
    </>
  );
}

function PlayBar({ stand }: { readonly stand: Stand }) {
  const playing = stand.playing.value;
  return (
    <div class="mk-playbar">
      <Button
        icon={playing ? "pause" : "play"}
        kind="strong"
        onPress={() => (playing ? stand.pause() : stand.play())}
      >
        {playing ? "Pause" : "Play"}
      </Button>
      <Button icon="stop" onPress={stand.stop}>
        Stop
      </Button>
      <Where stand={stand} />
    </div>
  );
}

interface SheetProps {
  readonly stand: Stand;
  readonly tables: Tables;
  readonly choice: Choice;
  readonly tonic: string;
  readonly task: Along;
}

function Sheet({ stand, tables, choice, tonic, task }: SheetProps) {
  const score = useMemo(() => assemble(tables, { ...choice, tonic }), [tonic]);
  const here = useComputed(() => score.bars[barIndexAt(score, stand.beat.value)]!.number);
  const mode = tables.tonalities[choice.tonality]!;
  const tones = task.tones.map((tone) => moved(tone, tonic)).join(", ");
  return (
    <div class="mk-form-map mk-leadsheet">
      <p>
        {pretty(score.key ?? "")}: {pretty(tones)}. Listen for its {degreesInWords(mode.signature)}.
      </p>
      {score.sections.map((section, i) => (
        <div key={section.from_beat}>
          <p class="mk-heading">
            {section.letter} <span>{section.name}</span>
          </p>
          <ol class="mk-form-chords" aria-label={`Chords of ${section.letter}, ${section.name}`}>
            {chordsOf(score, i).map(({ bar, names }) => (
              <li key={bar} aria-current={here.value === bar ? "true" : undefined}>
                <span class="mk-unseen">Bar {bar}: </span>
                {names}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}
