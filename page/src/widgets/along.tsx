// Singing and playing along: what is fetched when it is first opened, and what of it the page itself must say.
import type * as AlongCode from "../along/along.tsx";
import { along } from "./carry.ts";
import type { Desk } from "./desk.ts";
import { keyName, outOfRange } from "./keynames.ts";
import { Later } from "./later.tsx";

interface At {
  readonly desk: Desk;
}

/** A part of the code that is fetched: the controls under “More”, or the song sheet. */
export function Along({ desk, part }: At & { readonly part: keyof typeof AlongCode }) {
  return <Later load={() => along(desk.assets)}>{({ [part]: Part }) => <Part desk={desk} />}</Later>;
}

/** Says when the picture of the score is in another key than the sound. */
export function EngravedKey({ desk }: At) {
  const { store, engraving } = desk;
  const { score } = store.piece;
  const shown = engraving.value?.transpose;
  const by = store.transpose.value;
  if (shown === undefined || shown === by || !store.show.value.includes("notation")) return null;
  return (
    <p class="mk-hint">
      The score is engraved in {keyName(score, shown)}; it sounds in {keyName(score, by)}.
    </p>
  );
}

/** Says when a voice leaves the range of its instrument. */
export function RangeWarning({ desk }: At) {
  const { store } = desk;
  const silent = store.muted.value;
  const voices = store.sounding.value.voices.filter(({ id }) => !silent.includes(id));
  const warning = outOfRange({ voices }, store.instruments.value);
  return warning === null ? null : <p class="mk-hint">{warning}</p>;
}
