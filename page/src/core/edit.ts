// Pure edits of an interpretation: each answers a new one and leaves the old as it was. perform() checks the result.
import { MusicError } from "./error.ts";
import { curveKind } from "./shapes.ts";
import type { Accent, Component, Hold, Interpretation, Shapes } from "./types.ts";

export const AS_WRITTEN: Interpretation = { version: 1 };

/** Whether nothing is laid over the score. */
export function isEmpty(interpretation: Interpretation): boolean {
  const { components, holds, accents, hand_tempo, hand_level } = interpretation;
  return ![components, holds, accents, hand_tempo, hand_level].some((list) => (list?.length ?? 0) > 0);
}

/** A component as its kind is usually placed: going back at its end, or staying. */
export function newComponent(shapes: Shapes, placed: Omit<Component, "until_beat">): Component {
  const entry = curveKind(shapes, placed.kind);
  if (!entry)
    throw new MusicError(`There is no expressive component "${placed.kind}" that is placed on beats.`);
  return entry.until === "end" ? { ...placed, until_beat: placed.to_beat } : placed;
}

export function addComponent(interpretation: Interpretation, component: Component): Interpretation {
  return { ...interpretation, components: [...(interpretation.components ?? []), component] };
}

export function removeComponent(interpretation: Interpretation, index: number): Interpretation {
  return { ...interpretation, components: spliced(interpretation, index) };
}

export function replaceComponent(
  interpretation: Interpretation,
  index: number,
  component: Component,
): Interpretation {
  return { ...interpretation, components: spliced(interpretation, index, component) };
}

/** Put a fermata on a note, in place of the one that is there. */
export function setHold(interpretation: Interpretation, hold: Hold): Interpretation {
  return { ...interpretation, holds: withItem(interpretation.holds, hold) };
}

export function removeHold(interpretation: Interpretation, note: string): Interpretation {
  return { ...interpretation, holds: without(interpretation.holds, note) };
}

/** Put an accent on a note, in place of the one that is there. */
export function setAccent(interpretation: Interpretation, accent: Accent): Interpretation {
  return { ...interpretation, accents: withItem(interpretation.accents, accent) };
}

export function removeAccent(interpretation: Interpretation, note: string): Interpretation {
  return { ...interpretation, accents: without(interpretation.accents, note) };
}

function spliced(
  { components = [] }: Interpretation,
  index: number,
  ...put: Component[]
): readonly Component[] {
  if (!(index in components))
    throw new MusicError(`There is no component ${index + 1} any more: choose one that is there.`);
  return components.toSpliced(index, 1, ...put);
}

interface OfNote {
  readonly note: string;
}

/** The first item of the note is replaced where it stands; any further ones go. */
function withItem<T extends OfNote>(items: readonly T[] = [], put: T): readonly T[] {
  const at = items.findIndex(({ note }) => note === put.note);
  if (at < 0) return [...items, put];
  return items.flatMap((item, i) => (i === at ? [put] : item.note === put.note ? [] : [item]));
}

function without<T extends OfNote>(items: readonly T[] = [], note: string): readonly T[] {
  return items.filter((item) => item.note !== note);
}
