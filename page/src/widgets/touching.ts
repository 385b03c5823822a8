// What touching a note does: the music goes there, or the note is held or accented.
import { setHold } from "../core/edit.ts";
import { isAccented, withAccent } from "./accents.ts";
import { ACCENTS, holdKey } from "./blocks.ts";
import { announce, type Desk, edit, focusAdd, type OnNote } from "./desk.ts";
import { newHold, noteById, noteName } from "./placing.ts";

const INVITATIONS: Readonly<Record<OnNote, string>> = {
  fermata: "Choose the note to hold, in the score or in the list.",
  accentuation:
    "Choose the notes to accent, in the score or in the list. A note chosen again loses its accent.",
};
const FAREWELLS: Readonly<Record<OnNote, string>> = {
  fermata: "No note is held.",
  accentuation: "Accents are set.",
};

/** Let the notes touched next be held or accented; once more lets them be. */
export function arm(desk: Desk, kind: OnNote): void {
  const on = desk.armed.peek() !== kind;
  desk.armed.value = on ? kind : null;
  announce(desk, (on ? INVITATIONS : FAREWELLS)[kind]);
}

export function touchNote(desk: Desk, id: string): void {
  const { score } = desk.store.piece;
  const note = noteById(score, id);
  if (note === undefined) return;
  const kind = desk.armed.peek();
  if (kind === "fermata") hold(desk, id, noteName(score, note));
  else if (kind === "accentuation") accent(desk, id, noteName(score, note));
  else desk.player.seek(note.onset_beat);
}

function hold(desk: Desk, id: string, name: string): void {
  if (document.activeElement?.closest(".mk-armed")) focusAdd(desk, "fermata");
  desk.armed.value = null;
  const next = setHold(desk.store.interpretation.peek(), newHold(id));
  edit(desk, next, `Fermata added, ${name}.`);
  const index = next.holds!.findIndex(({ note }) => note === id);
  if (desk.store.interpretation.peek() === next) desk.selected.value = holdKey(index);
}

/** Accents come in numbers: the next note touched is accented too. */
function accent(desk: Desk, id: string, name: string): void {
  const { store } = desk;
  const interpretation = store.interpretation.peek();
  const { score } = store.piece;
  const done = isAccented(score, interpretation, id) ? "removed" : "added";
  edit(desk, withAccent(score, interpretation, id), `Accent ${done}, ${name}.`);
  desk.selected.value = ACCENTS;
}
