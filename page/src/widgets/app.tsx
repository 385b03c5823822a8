// A whole widget: Listen, or Shape, which is Listen with the lab open.
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { saidInKey } from "../core/spokenkey.ts";
import { Notation } from "../views/notation.tsx";
import { Roll } from "../views/roll.tsx";
import { Along, EngravedKey, RangeWarning } from "./along.tsx";
import { exercise, more } from "./carry.ts";
import { enterClassroom, toggleFullScreen } from "./classroom.ts";
import { Button } from "./controls.tsx";
import { Curves } from "./curves.tsx";
import type { Desk } from "./desk.ts";
import { pressed } from "./keys.ts";
import { Lab, WhatChanged } from "./lab.tsx";
import { Later } from "./later.tsx";
import { marksShown, spokenMarks } from "./marks.ts";
import { dropping, OwnParts } from "./own.tsx";
import { barIndexAt } from "./places.ts";
import { LiveRegion, Message, PlayBar } from "./playbar.tsx";
import { touchNote } from "./touching.ts";

interface At {
  readonly desk: Desk;
}

function Score({ desk }: At) {
  const { store, player, engraving } = desk;
  const { score } = store.piece;
  const performance = useComputed(() => store.current.value.performance);
  const sec = useComputed(() =>
    player.playing.value || player.beat.value > score.start_beat ? player.sec.value : null,
  );
  const barIndex = useComputed(() => barIndexAt(score, player.beat.value));
  const marks = useComputed(() => marksShown(store));
  if (engraving.value === null || !store.show.value.includes("notation")) return null;
  return (
    <Notation
      layouts={engraving.value.layouts}
      performance={performance}
      sec={sec}
      barIndex={barIndex}
      score={score}
      marks={marks}
      follow={store.classroom.value}
      label={`Score. ${score.summary ?? score.title}${spokenMarks(score, marks.value)}`}
      armed={desk.armed.value !== null}
      onNote={(id) => touchNote(desk, id)}
      onBar={(index) => player.seek(score.bars[index]?.start_beat ?? score.start_beat)}
    />
  );
}

function PianoRoll({ desk }: At) {
  const { store, player } = desk;
  if (!store.show.value.includes("roll")) return null;
  const { score } = store.piece;
  const count = score.voices.reduce((sum, voice) => sum + voice.notes.length, 0);
  return (
    <Roll
      performed={store.current}
      bars={score.bars}
      sec={player.sec}
      beat={player.beat}
      label={`Piano roll of ${score.title}: ${count} notes in ${score.voices.map((voice) => voice.name).join(", ")}. Time runs to the right, higher notes lie higher, louder notes are thicker.`}
      onSeek={player.seek}
    />
  );
}

function Words({ desk }: At) {
  const { store } = desk;
  if (!store.show.value.includes("words")) return null;
  const { spoken, summary } = saidInKey(store.piece.score, store.transpose.value);
  return (
    <div class="mk-words">
      <p class="mk-heading">The score in words</p>
      {summary && <p>{summary}</p>}
      <ul>
        {spoken.map((line, i) => (
          <li key={i}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Head({ desk, open, toggle }: At & { readonly open: boolean; toggle(): void }) {
  const { store, name } = desk;
  const classroom = store.classroom.value;
  return (
    <div class="mk-head">
      <p class="mk-title" id={`${name}-title`}>
        {store.namesHidden.value ? "What do you hear?" : store.title.value}
      </p>
      <div class="mk-row">
        {classroom && <ClassroomButtons desk={desk} />}
        <button
          type="button"
          class="mk-button is-small mk-more-button"
          aria-expanded={open}
          aria-controls={`${name}-more`}
          onClick={toggle}
        >
          More
        </button>
        <Button
          icon="screen"
          kind="small"
          onPress={() => {
            store.classroom.value = !classroom;
          }}
        >
          {classroom ? "Leave classroom view" : "Classroom view"}
        </Button>
      </div>
    </div>
  );
}

function ClassroomButtons({ desk }: At) {
  const { namesHidden } = desk.store;
  return (
    <>
      {!desk.practice?.secret.value && (
        <Button
          kind="small"
          pressed={namesHidden.value}
          onPress={() => {
            namesHidden.value = !namesHidden.peek();
          }}
        >
          Hide names
        </Button>
      )}
      {document.fullscreenEnabled && (
        <Button kind="small" onPress={() => toggleFullScreen(document.getElementById(desk.name)!)}>
          Full screen
        </Button>
      )}
    </>
  );
}

/** Keep the page's dialog in step with the trait. */
function useClassroom(desk: Desk, app: { readonly current: HTMLElement | null }): void {
  const { store } = desk;
  useSignalEffect(() => {
    if (!store.classroom.value || app.current === null) return undefined;
    return enterClassroom(store, app.current.parentElement!, `Classroom view: ${store.title.peek()}`, () => {
      store.classroom.value = false;
    });
  });
  useSignalEffect(() => {
    const secret = desk.practice?.secret.value ?? false;
    if (secret || !store.classroom.value) store.namesHidden.value = secret;
  });
}

export function App({ desk }: At) {
  const { store, name } = desk;
  const app = useRef<HTMLDivElement>(null);
  const open = useSignal(false);
  useClassroom(desk, app);
  const shape = store.widget === "shape";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class={`musicking-app${store.classroom.value ? " is-classroom" : ""}`}
      id={name}
      ref={app}
      tabIndex={-1}
      aria-labelledby={`${name}-title`}
      data-widget={store.widget}
      data-lm-suppress-shortcuts="true"
      {...(desk.stage === null ? {} : dropping(desk))}
      onKeyDown={(event) => {
        if (pressed(desk, event)) event.preventDefault();
      }}
    >
      <Head
        desk={desk}
        open={open.value}
        toggle={() => {
          open.value = !open.value;
        }}
      />
      {desk.practice && (
        <Later load={() => exercise(desk.assets)}>{({ Asked }) => <Asked desk={desk} />}</Later>
      )}
      <PlayBar desk={desk} />
      <Message desk={desk} />
      <OwnParts desk={desk} />
      <RangeWarning desk={desk} />
      {open.value && (
        <div class="mk-more" id={`${name}-more`}>
          <Later load={() => more(desk.assets)}>{({ More }) => <More desk={desk} />}</Later>
        </div>
      )}
      <Score desk={desk} />
      <EngravedKey desk={desk} />
      {store.show.value.includes("sheet") && <Along desk={desk} part="Sheet" />}
      <PianoRoll desk={desk} />
      {shape && (open.value || !store.classroom.value) && <Lab desk={desk} />}
      <Curves desk={desk} />
      {shape && <WhatChanged desk={desk} />}
      <Words desk={desk} />
      {desk.practice && (
        <Later load={() => exercise(desk.assets)}>{({ Answer }) => <Answer desk={desk} />}</Later>
      )}
      <LiveRegion desk={desk} />
    </div>
  );
}
