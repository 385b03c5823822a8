// What a widget holds: its traits as signals, and what follows from them.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { AS_WRITTEN, isEmpty } from "../core/edit.ts";
import type { Mark } from "../core/marks.ts";
import { transposed } from "../core/transpose.ts";
import type { Interpretation, Score } from "../core/types.ts";
import { bind } from "./binding.ts";
import { createHistory, type History } from "./history.ts";
import { followMarks } from "./marks.ts";
import { type Model, type Part, type Piece, StaticModel, type TraitName, type Traits } from "./model.ts";
import { comparing, type Frame, type Interpreted, orchestrated, performing } from "./performing.ts";
import { instruments } from "./tables.ts";

const KERNEL_PAUSE_MS = 250;

type Held =
  | "view"
  | "versions"
  | "loop"
  | "speed"
  | "volume"
  | "instruments"
  | "balance_db"
  | "show"
  | "classroom"
  | "transpose"
  | "capo"
  | "count_in"
  | "click"
  | "muted";

export interface Store extends Readonly<{ [K in Held]: Signal<Traits[K]> }> {
  readonly model: Model;
  readonly widget: Traits["widget"];
  readonly piece: Piece;
  /** The score in the key that sounds. */
  readonly sounding: ReadonlySignal<Score>;
  readonly title: ReadonlySignal<string>;
  readonly interpretation: Signal<Interpretation>;
  readonly history: History;
  readonly written: ReadonlySignal<Interpreted>;
  readonly performed: ReadonlySignal<Interpreted>;
  /** The score with the reader's instruments and balance laid over it. */
  readonly orchestrated: ReadonlySignal<Score>;
  /** Each kept version as it sounds; null for one that does not fit the score. */
  readonly compared: ReadonlySignal<readonly (Interpreted | null)[]>;
  /** The kept version that is heard in place of the present one. */
  readonly heard: Signal<number | null>;
  /** The one of all these that sounds. */
  readonly current: ReadonlySignal<Interpreted>;
  readonly interpreted: ReadonlySignal<boolean>;
  /** What is performed, as marks in the score. */
  readonly marks: ReadonlySignal<readonly Mark[]>;
  /** What is wrong, in one sentence for the reader. */
  readonly message: Signal<string | null>;
  /** Counts edits that were refused: the controls then show again what holds. */
  readonly refused: Signal<number>;
  /** Names of components are hidden, for guessing. */
  readonly namesHidden: Signal<boolean>;
  toggle(part: Part): void;
  dispose(): void;
}

/** A trait that may be null, as an interpretation that is never null. */
function interpretationOf(model: Model) {
  const trait = bind(model, "interpretation", model instanceof StaticModel ? 0 : KERNEL_PAUSE_MS);
  const value = signal(trait.value.peek() ?? AS_WRITTEN);
  const inward = effect(() => {
    value.value = trait.value.value ?? AS_WRITTEN;
  });
  const outward = effect(() => {
    const next = value.value;
    const untouched = next === AS_WRITTEN && trait.value.peek() === null;
    if (!untouched) trait.value.value = next;
  });
  const dispose = (): void => {
    for (const stop of [inward, outward, trait.dispose]) stop();
  };
  return { value, dispose };
}

export function createStore(model: Model, frame: Frame): Store {
  const endings: (() => void)[] = [];
  const held = <K extends TraitName>(name: K): Signal<Traits[K]> => {
    const binding = bind(model, name);
    endings.push(binding.dispose);
    return binding.value;
  };
  const piece = model.get("piece");
  const traits = {
    view: held("view"),
    versions: held("versions"),
    loop: held("loop"),
    speed: held("speed"),
    volume: held("volume"),
    instruments: held("instruments"),
    balance_db: held("balance_db"),
    show: held("show"),
    classroom: held("classroom"),
    transpose: held("transpose"),
    capo: held("capo"),
    count_in: held("count_in"),
    click: held("click"),
    muted: held("muted"),
  };
  const title = held("title");
  const interpretation = interpretationOf(model);
  const message = signal<string | null>(null);
  const sounding = computed(() => transposed(piece.score, traits.transpose.value, instruments));
  const score = computed(() => {
    const { instruments, balance_db, muted } = traits;
    return orchestrated(sounding.value, instruments.value, balance_db.value, muted.value);
  });
  const report = (sentence: string | null): void => {
    message.value = sentence;
  };
  const shared = { score, speed: traits.speed };
  const written = performing({ ...shared, interpretation: signal(AS_WRITTEN) }, frame, () => {});
  const performed = performing({ ...shared, interpretation: interpretation.value }, frame, report);
  const heard = signal<number | null>(null);
  const compared = comparing({ ...shared, versions: traits.versions });
  const kept = computed(() => (heard.value === null ? null : (compared.value[heard.value] ?? null)));
  endings.push(interpretation.dispose, written.dispose, performed.dispose);
  return {
    ...traits,
    model,
    widget: model.get("widget"),
    piece,
    sounding,
    title: computed(() => title.value ?? piece.score.title),
    interpretation: interpretation.value,
    history: createHistory(interpretation.value),
    written: written.performed,
    performed: performed.performed,
    orchestrated: score,
    compared,
    heard,
    current: computed(
      () => kept.value ?? (traits.view.value === "written" ? written : performed).performed.value,
    ),
    interpreted: computed(() => !isEmpty(interpretation.value.value)),
    marks: followMarks(piece.score, performed.performed, traits.speed),
    message,
    refused: signal(0),
    namesHidden: signal(false),
    toggle: (part) => {
      const shown = traits.show.peek();
      traits.show.value = shown.includes(part) ? shown.filter((other) => other !== part) : [...shown, part];
    },
    dispose: () => {
      for (const end of endings) end();
    },
  };
}
