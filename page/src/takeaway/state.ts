// What a reader has made of a music, as plain data: for links and saved files.
import { isEmpty } from "../core/edit.ts";
import type { Interpretation } from "../core/types.ts";
import type { BeatRange, Part, Version, View } from "../widgets/model.ts";
import type { Store } from "../widgets/store.ts";

export const VERSION = 1;
/** The exact state of a widget but for volume, place and classroom view. */
export interface State {
  readonly interpretation: Interpretation;
  readonly versions: readonly Version[];
  readonly view: View;
  readonly speed: number;
  readonly loop: BeatRange | null;
  readonly instruments: Readonly<Record<string, string>>;
  readonly balance_db: Readonly<Record<string, number>>;
  readonly show: readonly Part[];
  readonly transpose: number;
  readonly capo: number;
  readonly count_in: number;
  readonly click: boolean;
  readonly muted: readonly string[];
}

export type Raw = Readonly<Record<string, unknown>>;

export function stateOf(store: Store): State {
  return {
    interpretation: store.interpretation.peek(),
    versions: store.versions.peek(),
    view: store.view.peek(),
    speed: store.speed.peek(),
    loop: store.loop.peek(),
    instruments: store.instruments.peek(),
    balance_db: store.balance_db.peek(),
    show: store.show.peek(),
    transpose: store.transpose.peek(),
    capo: store.capo.peek(),
    count_in: store.count_in.peek(),
    click: store.click.peek(),
    muted: store.muted.peek(),
  };
}

/** As plain data, without what is as it is anyway. */
export function writeState(state: State, song: string): Raw {
  const { interpretation, versions, view, speed, loop, instruments, balance_db, show } = state;
  const { transpose, capo, count_in, click, muted } = state;
  return {
    version: VERSION,
    song,
    ...(isEmpty(interpretation) ? {} : { interpretation }),
    ...(versions.length === 0 ? {} : { versions }),
    ...(view === "written" ? { view } : {}),
    ...(speed === 1 ? {} : { speed }),
    ...(loop === null ? {} : { loop }),
    ...(Object.keys(instruments).length === 0 ? {} : { instruments }),
    ...(Object.keys(balance_db).length === 0 ? {} : { balance_db }),
    ...(transpose === 0 ? {} : { transpose }),
    ...(capo === 0 ? {} : { capo }),
    ...(count_in === 0 ? {} : { count_in }),
    ...(click ? { click } : {}),
    ...(muted.length === 0 ? {} : { muted }),
    show,
  };
}

/** Lay a state over a widget; undo leads back from its interpretation. */
export function takeState(store: Store, state: State): void {
  store.history.edit(state.interpretation);
  store.heard.value = null;
  store.versions.value = state.versions;
  store.view.value = state.view;
  store.speed.value = state.speed;
  store.loop.value = state.loop;
  store.instruments.value = state.instruments;
  store.balance_db.value = state.balance_db;
  store.show.value = state.show;
  store.transpose.value = state.transpose;
  store.capo.value = state.capo;
  store.count_in.value = state.count_in;
  store.click.value = state.click;
  store.muted.value = state.muted;
}
