// The expressive lab: what is placed on the music, added, moved, sized and taken away.
import { addComponent } from "../core/edit.ts";
import { shapes, words } from "../core/tables.ts";
import { describe } from "../core/words.ts";
import { isAccented } from "./accents.ts";
import { ACCENTS, componentKey, holdKey } from "./blocks.ts";
import { ComponentCard } from "./cards.tsx";
import { Conduct } from "./conduct.tsx";
import { Button, Check, Choose, type Option } from "./controls.tsx";
import { addId, allowSteps, announce, type Desk, edit, focusAdd } from "./desk.ts";
import { AccentCard, HoldCard } from "./notecards.tsx";
import { componentTitle, DYNAMICS, kindName, noteName, PAIR, placeArch, placeNew, TEMPO } from "./placing.ts";
import { Timeline } from "./timeline.tsx";
import { arm, touchNote } from "./touching.ts";
import { Versions } from "./versions.tsx";

interface At {
  readonly desk: Desk;
}

function add(desk: Desk, kind: string): void {
  if (kind === "fermata" || kind === "accentuation") {
    arm(desk, kind);
    return;
  }
  const { store } = desk;
  const interpretation = store.interpretation.peek();
  if (kind === "phrase_arch") {
    const arch = placeArch(store.piece.score, interpretation);
    const arched = arch.reduce(addComponent, interpretation);
    edit(desk, arched, `${componentTitle(store.piece.score, arch.at(-1)!)}: added.`);
    if (store.interpretation.peek() === arched)
      desk.selected.value = componentKey(arched.components!.length - 1);
    return;
  }
  const component = placeNew(store.piece.score, interpretation, kind);
  const next = addComponent(interpretation, component);
  edit(desk, next, `${componentTitle(store.piece.score, component)}: added.`);
  if (store.interpretation.peek() === next) desk.selected.value = componentKey(next.components!.length - 1);
}

/** What the buttons say of the kinds that wait for a note. */
const ON_NOTES: Readonly<Record<string, string>> = {
  fermata: "Fermata: hold a note",
  accentuation: "Accentuation: touch notes",
};

function AddRow({ desk, of, list }: At & { readonly of: string; readonly list: readonly string[] }) {
  return (
    <fieldset class="mk-add">
      <legend>Add a change of {of}</legend>
      {list.map((kind) => (
        <Button
          key={kind}
          id={addId(desk, kind)}
          icon={kind === "fermata" ? "fermata" : kind === "accentuation" ? "accent" : "plus"}
          {...(kind in ON_NOTES ? { pressed: desk.armed.value === kind } : {})}
          onPress={() => add(desk, kind)}
        >
          {ON_NOTES[kind] ?? kindName(kind)}
        </Button>
      ))}
    </fieldset>
  );
}

/** Steps that can startle are made only with the reader's consent. */
function AllowSteps({ desk }: At) {
  if (desk.asked.value === null && !desk.stepsAllowed.value) return null;
  return (
    <Check checked={desk.stepsAllowed.value} onToggle={(allowed) => allowSteps(desk, allowed)}>
      Allow sudden steps of more than 12 dB
    </Check>
  );
}

function noteOptions(desk: Desk): readonly Option[] {
  const { score } = desk.store.piece;
  const tune = score.voices[0];
  const interpretation = desk.store.interpretation.value;
  const accents = desk.armed.value === "accentuation";
  const notes = (tune?.notes ?? []).map((note) => ({
    value: note.id,
    text: `${noteName(score, note)}${accents && isAccented(score, interpretation, note.id) ? " (accented)" : ""}`,
  }));
  return [{ value: "", text: "choose a note" }, ...notes];
}

function ChooseNote({ desk }: At) {
  const kind = desk.armed.value;
  if (kind === null) return null;
  const accents = kind === "accentuation";
  return (
    <div class="mk-armed">
      <p>
        {accents
          ? "Touch notes in the score, or choose them here; a note chosen again loses its accent."
          : "Touch a note in the score, or choose it here."}
      </p>
      <Choose
        label={accents ? "Note to accent" : "Note to hold"}
        value=""
        options={noteOptions(desk)}
        onChoose={(id) => touchNote(desk, id)}
      />
      {accents && (
        <Button
          kind="small"
          onPress={() => {
            focusAdd(desk, kind);
            arm(desk, kind);
          }}
        >
          Done
        </Button>
      )}
    </div>
  );
}

/** All about the one thing that is chosen: the others wait on the timeline. */
function Chosen({ desk }: At) {
  const { components = [], holds = [], accents = [] } = desk.store.interpretation.value;
  const key = desk.selected.value;
  const at = components.findIndex((_, index) => componentKey(index) === key);
  if (at >= 0) return <ComponentCard key={key} desk={desk} component={components[at]!} index={at} />;
  const held = holds.findIndex((_, index) => holdKey(index) === key);
  if (held >= 0) return <HoldCard key={key} desk={desk} hold={holds[held]!} index={held} />;
  return key === ACCENTS && accents.length > 0 ? <AccentCard desk={desk} /> : null;
}

function UndoRedo({ desk }: At) {
  const { history } = desk.store;
  const travel = (way: "undo" | "redo"): void => {
    desk.asked.value = null;
    desk.store.message.value = null;
    history[way]();
    announce(desk, way === "undo" ? "The last change is taken back." : "The change is made again.");
  };
  return (
    <div class="mk-row">
      <Button icon="undo" idle={!history.canUndo.value} onPress={() => travel("undo")}>
        Undo
      </Button>
      <Button icon="redo" idle={!history.canRedo.value} onPress={() => travel("redo")}>
        Redo
      </Button>
    </div>
  );
}

export function WhatChanged({ desk }: At) {
  const { store } = desk;
  const sentences = describe(store.piece.score, store.performed.value.interpretation, { shapes, words });
  return (
    <div class="mk-changed">
      <p class="mk-heading">What changed</p>
      {store.namesHidden.value ? (
        <p>The names are hidden: what do you hear?</p>
      ) : (
        <ul>
          {sentences.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function Lab({ desk }: At) {
  return (
    <div class="mk-lab">
      <AddRow desk={desk} of="tempo" list={TEMPO} />
      <AddRow desk={desk} of="dynamics" list={DYNAMICS} />
      <AddRow desk={desk} of="both together" list={PAIR} />
      <AllowSteps desk={desk} />
      <Conduct desk={desk} />
      <ChooseNote desk={desk} />
      {!desk.store.namesHidden.value && (
        <>
          <Timeline desk={desk} />
          <Chosen desk={desk} />
        </>
      )}
      <UndoRedo desk={desk} />
      {!desk.store.namesHidden.value && <Versions desk={desk} />}
    </div>
  );
}
