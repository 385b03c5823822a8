// The expressive lab: what is placed on the music, added, moved, sized and taken away.
import { addComponent, setHold } from "../core/edit.ts";
import { shapes, words } from "../core/tables.ts";
import { describe } from "../core/words.ts";
import { ComponentCard, HoldCard } from "./cards.tsx";
import { Button, Choose, type Option } from "./controls.tsx";
import { addId, announce, type Desk, edit, focusAdd } from "./desk.ts";
import { componentTitle, kindName, newHold, noteById, noteName, PLACED, placeNew } from "./placing.ts";

interface At {
  readonly desk: Desk;
}

export function hold(desk: Desk, id: string): void {
  const { score } = desk.store.piece;
  const note = noteById(score, id);
  if (note === undefined) return;
  if (document.activeElement?.closest(".mk-armed")) focusAdd(desk, "fermata");
  desk.armed.value = false;
  edit(
    desk,
    setHold(desk.store.interpretation.peek(), newHold(id)),
    `Fermata added, ${noteName(score, note)}.`,
  );
}

function add(desk: Desk, kind: string): void {
  const { store } = desk;
  if (kind === "fermata") {
    desk.armed.value = !desk.armed.peek();
    announce(
      desk,
      desk.armed.peek() ? "Choose the note to hold, in the score or in the list." : "No note is held.",
    );
    return;
  }
  const interpretation = store.interpretation.peek();
  const component = placeNew(store.piece.score, interpretation, kind);
  edit(
    desk,
    addComponent(interpretation, component),
    `${componentTitle(store.piece.score, component)}: added.`,
  );
}

function AddRow({ desk }: At) {
  return (
    <fieldset class="mk-add">
      <legend>Add</legend>
      {PLACED.map((kind) => (
        <Button
          key={kind}
          id={addId(desk, kind)}
          icon={kind === "fermata" ? "fermata" : "plus"}
          {...(kind === "fermata" ? { pressed: desk.armed.value } : {})}
          onPress={() => add(desk, kind)}
        >
          {kind === "fermata" ? "Fermata: hold a note" : kindName(kind)}
        </Button>
      ))}
    </fieldset>
  );
}

function noteOptions(desk: Desk): readonly Option[] {
  const { score } = desk.store.piece;
  const tune = score.voices[0];
  const notes = (tune?.notes ?? []).map((note) => ({ value: note.id, text: noteName(score, note) }));
  return [{ value: "", text: "choose a note" }, ...notes];
}

function ChooseNote({ desk }: At) {
  if (!desk.armed.value) return null;
  return (
    <div class="mk-armed">
      <p>Touch a note in the score, or choose it here.</p>
      <Choose label="Note to hold" value="" options={noteOptions(desk)} onChoose={(id) => hold(desk, id)} />
    </div>
  );
}

function Placed({ desk }: At) {
  const { components = [], holds = [] } = desk.store.interpretation.value;
  if (components.length + holds.length === 0) return null;
  return (
    <ul class="mk-placed" aria-label="What is placed">
      {components.map((component, index) => (
        // Components have no name of their own: their place in the list is what they are known by.
        <ComponentCard key={`c${index}`} desk={desk} component={component} index={index} />
      ))}
      {holds.map((item, index) => (
        <HoldCard key={item.note} desk={desk} hold={item} index={index} />
      ))}
    </ul>
  );
}

function UndoRedo({ desk }: At) {
  const { history } = desk.store;
  const travel = (way: "undo" | "redo"): void => {
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
      <AddRow desk={desk} />
      <ChooseNote desk={desk} />
      {!desk.store.namesHidden.value && <Placed desk={desk} />}
      <UndoRedo desk={desk} />
    </div>
  );
}
