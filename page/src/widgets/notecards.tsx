// What is placed on notes: a card for each fermata, one for all accents.
import { removeHold, setHold } from "../core/edit.ts";
import type { Hold, Interpretation, Score } from "../core/types.ts";
import { accentedNotes, accentSizes, changeAccents, sizeOfAccents, withAccent } from "./accents.ts";
import { Amount, Card, CardHead, percent, SIZE_OPTIONS } from "./cards.tsx";
import { Button, Radios, Slider } from "./controls.tsx";
import { type Desk, edit, focusAdd } from "./desk.ts";
import { holdSizes, noteById, noteName, type Size, sizeOfHold } from "./placing.ts";

/** What the lab offers: beyond, an accent is heard as a fermata. */
const MOST_LONGER = 0.2;

function holdTitle(score: Score, hold: Hold): string {
  const note = noteById(score, hold.note);
  return `Fermata, ${note === undefined ? hold.note : noteName(score, note)}`;
}

export function HoldCard({
  desk,
  hold,
  index,
}: {
  readonly desk: Desk;
  readonly hold: Hold;
  readonly index: number;
}) {
  const { store, name } = desk;
  const title = holdTitle(store.piece.score, hold);
  const change = (part: Partial<Hold>, gesture?: string): void =>
    edit(desk, setHold(store.interpretation.peek(), { ...hold, ...part }), null, gesture);
  return (
    <Card desk={desk} title={title}>
      <CardHead
        title={title}
        remove={() => {
          focusAdd(desk, "fermata");
          desk.selected.value = null;
          edit(desk, removeHold(store.interpretation.peek(), hold.note), `${title}: removed.`);
        }}
      />
      <Radios
        legend={`${title}: how much`}
        name={`${name}-hold-${index}`}
        value={sizeOfHold(hold)}
        options={SIZE_OPTIONS}
        onChoose={(size) => change(holdSizes()[size as Size])}
      />
      <Amount
        value={hold.amount ?? 1}
        name={title}
        onInput={(amount) => change({ amount }, `hold ${index}`)}
        onSettle={store.history.settle}
      />
    </Card>
  );
}

/** All accents: of one size, each to be taken away by its note. */
export function AccentCard({ desk }: { readonly desk: Desk }) {
  const { store, name } = desk;
  const { score } = store.piece;
  const interpretation = store.interpretation.value;
  const { accents = [] } = interpretation;
  const notes = accentedNotes(score, interpretation);
  const title = `Accentuation, ${notes.length === 1 ? "1 note" : `${notes.length} notes`}`;
  const remove = (next: Interpretation, said: string): void => {
    focusAdd(desk, "accentuation");
    edit(desk, next, said);
  };
  // Drawn again after a refusal, so that no control shows what was refused.
  store.refused.value;
  return (
    <Card desk={desk} title={title}>
      <CardHead
        title={title}
        remove={() => remove({ ...interpretation, accents: [] }, "All accents are removed.")}
      />
      <Radios
        legend={`${title}: how much`}
        name={`${name}-accents`}
        value={sizeOfAccents(accents)}
        options={SIZE_OPTIONS}
        onChoose={(size) => edit(desk, changeAccents(interpretation, accentSizes()[size as Size]), null)}
      />
      <Amount
        value={accents[0]?.amount ?? 1}
        name={title}
        onInput={(amount) => edit(desk, changeAccents(interpretation, { amount }), null, "accents")}
        onSettle={store.history.settle}
      />
      <Slider
        label="Longer"
        name={`${title}: how much longer`}
        value={(accents[0]?.lengthen ?? 1) - 1}
        low={0}
        high={MOST_LONGER}
        step={0.01}
        text={percent((accents[0]?.lengthen ?? 1) - 1)}
        onInput={(longer) =>
          edit(desk, changeAccents(interpretation, { lengthen: 1 + longer }), null, "accents longer")
        }
        onSettle={store.history.settle}
      />
      <ul class="mk-accents" aria-label="Accented notes">
        {notes.map((note) => (
          <li key={note.id}>
            <Button
              icon="close"
              kind="small"
              label={`Remove the accent, ${noteName(score, note)}`}
              onPress={() =>
                remove(
                  withAccent(score, interpretation, note.id),
                  `Accent removed, ${noteName(score, note)}.`,
                )
              }
            >
              {noteName(score, note)}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
