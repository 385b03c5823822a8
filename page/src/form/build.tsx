// Build: the form lab. A small piece grows from one element; what is changed comes in at the next bar.
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { render } from "preact";
import { useRef } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import { Roll } from "../views/roll.tsx";
import { pitchesOf, prepareAhead } from "../widgets/ahead.ts";
import { enterClassroom, toggleFullScreen } from "../widgets/classroom.ts";
import { Button, Slider } from "../widgets/controls.tsx";
import { Icon } from "../widgets/icons.tsx";
import { pretty } from "../widgets/keynames.ts";
import type { OpenModel } from "../widgets/kinds.ts";
import { placeName, sentence } from "../widgets/places.ts";
import { soundOfPage } from "../widgets/widget.ts";
import { type Bench, createBench } from "./bench.ts";
import { readChoice, surprise } from "./choice.ts";
import { type At, Elements } from "./elements.tsx";
import { MISSING, tablesOf } from "./fetched.ts";
import { LayerRows } from "./layerrows.tsx";
import { followBuildLinks } from "./links.ts";
import { FormMap } from "./map.tsx";
import { composeOf, OwnPiece } from "./own.tsx";
import { ScoreView } from "./score.tsx";
import { type Carried, TakeOn } from "./take.tsx";
import { WhatEachDoes } from "./words.tsx";

/** Pieces to listen to: a title, and what it is made of. */
type Examples = readonly (readonly [title: string, choice: unknown])[];

interface BuildProps extends Carried {
  readonly name: string;
  readonly examples: Examples;
  readonly classroom: boolean;
}

function Head({ bench, name, toggle, inside }: At & { name: string; inside: boolean; toggle(): void }) {
  return (
    <div class="mk-head">
      <p class="mk-title" id={`${name}-title`}>
        Build a piece
      </p>
      <div class="mk-row">
        <Button onPress={() => bench.set(surprise(bench.tables, bench.choice.peek(), Math.random))}>
          Surprise me
        </Button>
        {inside && document.fullscreenEnabled && (
          <Button kind="small" onPress={() => toggleFullScreen(document.getElementById(name)!)}>
            Full screen
          </Button>
        )}
        <Button icon="screen" kind="small" onPress={toggle}>
          {inside ? "Leave classroom view" : "Classroom view"}
        </Button>
      </div>
    </div>
  );
}

function PlayBar({ bench }: At) {
  const place = useComputed(() => placeName(bench.made.value.score, bench.beat.value));
  const playing = bench.playing.value;
  const where = bench.loading.value ? "Fetching the sound …" : sentence(place.value);
  const volume = Math.round(bench.volume.value * 100);
  return (
    <div class="mk-playbar">
      <button type="button" class="mk-button mk-play is-strong" onClick={bench.toggle}>
        <Icon name={playing ? "pause" : "play"} />
        <span>{playing ? "Pause" : "Play"}</span>
      </button>
      <Button icon="stop" onPress={bench.stop}>
        Stop
      </Button>
      <Slider
        label="Volume"
        value={volume}
        low={0}
        high={100}
        step={5}
        text={`${volume} %`}
        onInput={(value) => {
          bench.volume.value = value / 100;
        }}
      />
      <p class="mk-place">{placeOf(bench, where)}</p>
    </div>
  );
}

function placeOf(bench: Bench, where: string): string {
  if (bench.composing.value) return "Python composes …";
  return bench.coming.value ? "The change comes in at the next bar" : where;
}

function Picture({ bench }: At) {
  const { score } = bench.made.value;
  const performed = useComputed(() => bench.made.value.performed);
  const count = score.voices.reduce((sum, { notes }) => sum + notes.length, 0);
  const names = score.voices.filter(({ notes }) => notes.length > 0).map(({ name }) => name);
  return (
    <Roll
      key={score.title + score.end_beat}
      performed={performed}
      bars={score.bars}
      sec={bench.sec}
      beat={bench.beat}
      label={`Piano roll of ${pretty(score.title)}: ${count} notes in ${names.join(", ")}. Time runs to the right, higher notes lie higher, louder notes are thicker.`}
      onSeek={bench.seek}
    />
  );
}

function Pieces({ bench, examples }: At & { readonly examples: Examples }) {
  const now = JSON.stringify(bench.choice.value);
  return (
    <fieldset class="mk-group">
      <legend>Pieces to listen to, and to change</legend>
      <div class="mk-row">
        {examples.map(([title, data]) => {
          const choice = readChoice(bench.tables, data);
          return (
            <Button
              key={title}
              kind="small"
              pressed={JSON.stringify(choice) === now}
              onPress={() => {
                bench.set(choice);
                bench.play();
              }}
            >
              {title}
            </Button>
          );
        })}
      </div>
    </fieldset>
  );
}

function BuildWidget({ bench, assets, name, classroom, examples }: BuildProps) {
  const inside = useSignal(classroom);
  const app = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    if (!inside.value || app.current === null) return undefined;
    return enterClassroom(bench, app.current.parentElement!, "Classroom view: Build a piece", () => {
      inside.value = false;
    });
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class={`musicking-app mk-form${inside.value ? " is-classroom" : ""}`}
      id={name}
      ref={app}
      tabIndex={-1}
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <Head
        bench={bench}
        name={name}
        inside={inside.value}
        toggle={() => {
          inside.value = !inside.peek();
        }}
      />
      <PlayBar bench={bench} />
      <div class="mk-message" role="alert">
        {bench.message.value !== null && <p>{bench.message.value}</p>}
      </div>
      {examples.length > 0 && <Pieces bench={bench} examples={examples} />}
      <p class="mk-form-piece">{pretty(bench.made.value.score.title)}</p>
      <Elements bench={bench} />
      <OwnPiece bench={bench} assets={assets} name={name} />
      <LayerRows bench={bench} />
      <FormMap bench={bench} />
      <ScoreView bench={bench} assets={assets} name={name} follow={inside.value} />
      <Picture bench={bench} />
      <WhatEachDoes bench={bench} />
      <TakeOn bench={bench} assets={assets} />
    </div>
  );
}

let widgets = 0;

/** Show the form lab in a place; answers how to take it away. */
export function show(place: HTMLElement, model: OpenModel, assets: Assets): () => void {
  let gone = false;
  let remove = (): void => {};
  const start = async (): Promise<void> => {
    const tables = await tablesOf(assets);
    if (gone) return;
    const sound = soundOfPage(assets);
    const bench = createBench(model, tables, sound, requestAnimationFrame, composeOf(assets));
    widgets += 1;
    const classroom = model.get("classroom") === true;
    const given = model.get("examples");
    const examples = Array.isArray(given) ? (given as Examples) : [];
    render(
      <BuildWidget
        bench={bench}
        assets={assets}
        name={`mk-build-${widgets}`}
        classroom={classroom}
        examples={examples}
      />,
      place,
    );
    const unfollow = followBuildLinks(bench, assets);
    prepareAhead(sound, pitchesOf(bench.made.peek().score.voices));
    remove = () => {
      unfollow();
      render(null, place);
      bench.dispose();
    };
  };
  start().catch((error: unknown) => {
    const line = document.createElement("p");
    line.className = "mk-message";
    line.setAttribute("role", "alert");
    line.textContent = error instanceof Error ? error.message : MISSING;
    place.append(line);
  });
  return () => {
    gone = true;
    remove();
  };
}
