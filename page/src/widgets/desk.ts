// What every part of a widget works with.
import { batch, type Signal, signal } from "@preact/signals";
import type { Assets } from "../audio/types.ts";
import { check } from "../core/check.ts";
import { greatestStep, levelCurve } from "../core/level.ts";
import { partsOf } from "../core/parts.ts";
import { shapes } from "../core/tables.ts";
import type { Interpretation, Score } from "../core/types.ts";
import type { Layouts } from "../views/notation.tsx";
import { ACCENTS, componentKey, holdKey } from "./blocks.ts";
import type { Player } from "./player.ts";
import { type Practice, practiceOf } from "./practice.ts";
import { say } from "./said.ts";
import type { Stage } from "./stage.ts";
import type { Store } from "./store.ts";

export interface Carrying {
  /** What was done last, in one sentence. */
  readonly done: string;
  /** A link that the browser did not let be copied. */
  readonly link: string | null;
  /** The share of a sound file that is made; null when none is being made. */
  readonly share: number | null;
  cancel(): void;
}

export const CARRIED: Carrying = { done: "", link: null, share: null, cancel: () => {} };

export interface Desk {
  readonly store: Store;
  readonly player: Player;
  readonly layouts: Layouts | null;
  /** The picture of the score that is shown: whoever engraves it in another key puts that in. */
  readonly engraving: Signal<Engraving | null>;
  /** What a note touched in the score gets; null: the music goes there. */
  readonly armed: Signal<OnNote | null>;
  /** Whether the reader allows sudden steps of loudness that can startle. */
  readonly stepsAllowed: Signal<boolean>;
  /** The edit that waits for it to be allowed. */
  readonly asked: Signal<Asked | null>;
  /** The key of what is open to be changed, of all that is placed; null: nothing. */
  readonly selected: Signal<string | null>;
  readonly keysOn: Signal<boolean>;
  readonly announcement: Signal<string>;
  /** Where files of the build come from. */
  readonly assets: Assets;
  /** What is being carried out of the page or into it. */
  readonly carrying: Signal<Carrying>;
  /** The exercise that the widget is part of, if it is. */
  readonly practice: Practice | null;
  /** Where another music can be shown in this widget's place; null where it cannot. */
  readonly stage: Stage | null;
  /** A name for ids and radio groups, unique in the page. */
  readonly name: string;
}

export interface Engraving {
  readonly layouts: Layouts;
  /** The transposition that it shows, in semitones. */
  readonly transpose: number;
}

/** The kinds that sit on notes. */
export type OnNote = "fermata" | "accentuation";

interface Asked {
  readonly from: Interpretation;
  readonly next: Interpretation;
}

let count = 0;

export function createDesk(
  store: Store,
  player: Player,
  layouts: Layouts | null,
  assets: Assets,
  stage: Stage | null = null,
): Desk {
  count += 1;
  return {
    store,
    player,
    layouts,
    engraving: signal(layouts && { layouts, transpose: layouts.transpose ?? 0 }),
    armed: signal(null),
    stepsAllowed: signal(false),
    asked: signal(null),
    selected: signal(onlyOne(store.interpretation.peek())),
    keysOn: rememberedKeys(),
    announcement: signal(""),
    assets,
    carrying: signal(CARRIED),
    practice: practiceOf(store),
    stage,
    name: `mk${count}`,
  };
}

/** Where one thing is placed, it stands open. */
function onlyOne({ components = [], holds = [], accents = [] }: Interpretation): string | null {
  if (components.length + holds.length + (accents.length > 0 ? 1 : 0) !== 1) return null;
  return components.length > 0 ? componentKey(0) : holds.length > 0 ? holdKey(0) : ACCENTS;
}

const KEYS = "musicking.keys";

/** Whether letter keys act, as this device remembers it; private windows may have no memory. */
function rememberedKeys(): Signal<boolean> {
  let on = true;
  try {
    on = localStorage.getItem(KEYS) !== "off";
  } catch {
    // No memory here: the keys are on.
  }
  return signal(on);
}

export function setKeys(desk: Desk, on: boolean): void {
  desk.keysOn.value = on;
  try {
    localStorage.setItem(KEYS, on ? "on" : "off");
  } catch {
    // The choice holds until the page is left.
  }
}

/** Say something politely; while music sounds, nothing is said. */
export function announce(desk: Desk, sentence: string): void {
  if (!desk.player.playing.peek()) say(desk.announcement, sentence);
}

/** The card of what is chosen. */
export const cardId = (desk: Desk): string => `${desk.name}-card`;

/** The button that adds a kind of component. */
export const addId = (desk: Desk, kind: string): string => `${desk.name}-add-${kind}`;

/** Where the focus goes when the control that had it goes away. */
export function focusAdd(desk: Desk, kind: string): void {
  document.getElementById(addId(desk, kind))?.focus({ preventScroll: true });
}

/** Sudden steps above this are made only when they are asked for: some listeners are startled, or hurt. */
const FREE_STEP_DB = 12;

function stepOf(score: Score, interpretation: Interpretation): number {
  const level = levelCurve(partsOf(score), interpretation, shapes);
  return greatestStep(level, score.start_beat, score.end_beat);
}

/** Why an edit has to wait for the reader's consent, or null. */
function startling({ store, stepsAllowed }: Desk, next: Interpretation): string | null {
  if (stepsAllowed.peek()) return null;
  const { score } = store.piece;
  const step_db = stepOf(score, next);
  if (step_db <= FREE_STEP_DB || step_db <= stepOf(score, store.interpretation.peek())) return null;
  return `The loudness would change by ${Math.round(step_db)} dB at once. Steps of more than ${FREE_STEP_DB} dB can startle: tick “Allow sudden steps” to hear it.`;
}

/** Allow sudden steps, and make the one that was asked about; or allow no more of them. */
export function allowSteps(desk: Desk, allowed: boolean): void {
  const asked = desk.asked.peek();
  desk.stepsAllowed.value = allowed;
  desk.asked.value = null;
  if (allowed && asked !== null && asked.from === desk.store.interpretation.peek())
    edit(desk, asked.next, "The step is made.");
}

/**
 * Change what is laid over the score, or say in the message line why it does not fit.
 *
 * A change is heard in the performance, so that view is turned on.
 */
export function edit(desk: Desk, next: Interpretation, said: string | null, gesture?: string): void {
  const { store } = desk;
  try {
    check(store.piece.score, next, shapes);
  } catch (error) {
    batch(() => {
      store.message.value = error instanceof Error ? error.message : String(error);
      store.refused.value += 1;
    });
    return;
  }
  const warning = startling(desk, next);
  if (warning !== null) {
    batch(() => {
      desk.asked.value = { from: store.interpretation.peek(), next };
      store.message.value = warning;
      store.refused.value += 1;
    });
    return;
  }
  batch(() => {
    desk.asked.value = null;
    store.message.value = null;
    store.history.edit(next, gesture);
    store.view.value = "performed";
    store.heard.value = null;
  });
  if (said !== null) announce(desk, said);
}
