// The expressive lab: what is placed on the music, added, moved, sized and taken away.
import { addComponent } from "../core/edit.ts";
import { shapes, words } from "../core/tables.ts";
import { describe } from "../core/words.ts";
import { isAccented } from "./accents.ts";
import { ComponentCard } from "./cards.tsx";
import { Button, Check, Choose, type Option } from "./controls.tsx";
import { addId, allowSteps, announce, type Desk, edit, focusAdd } from "./desk.ts";
import { AccentCard, HoldCard } from "./notecards.tsx";
import { componentTitle, DYNAMICS, kindName, noteName, PAIR, placeArch, placeNew, TEMPO } from "./placing.ts";
import { arm, touchNote } from "./touching.ts";

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
    edit(
      desk,
      arch.reduce(addComponent, interpretation),
      `${componentTitle(store.piece.score, arch.at(-1)!)}: added.`,
    );
    return;
  }
  const component = placeNew(store.piece.score, interpretation, kind);
  edit(
    desk,
    addComponent(interpretation, component),
    `${componentTitle(store.piece.score, component)}: added.`,
  );
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

function Placed({ desk }: At) {
  const { components = [], holds = [], accents = [] } = desk.store.interpretation.value;
  if (components.length + holds.length + accents.length === 0) return null;
  return (
    <ul class="mk-placed" aria-label="What is placed">
      {components.map((component, index) => (
        // Components have no name of their own: their place in the list is what they are known by.
        <ComponentCard key={`c${index}`} desk={desk} component={component} index={index} />
      ))}
      {holds.map((item, index) => (
        <HoldCard key={item.note} desk={desk} hold={item} index={index} />
      ))}
      {accents.length > 0 && <AccentCard desk={desk} />}
    </ul>
  );
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
      <ChooseNote desk={desk} />
      {!desk.store.namesHidden.value && <Placed desk={desk} />}
      <UndoRedo desk={desk} />
    </div>
  );
}
