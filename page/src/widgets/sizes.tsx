// Subtle, clear, bold at one press: for a lab that holds one thing.
import { replaceComponent, setHold } from "../core/edit.ts";
import type { Interpretation } from "../core/types.ts";
import { accentSizes, changeAccents, sizeOfAccents } from "./accents.ts";
import { Radios } from "./controls.tsx";
import { type Desk, edit } from "./desk.ts";
import { formOf, holdSizes, SIZES, type Size, sizeOf, sizeOfHold } from "./placing.ts";

interface Sized {
  readonly size: Size | null;
  with(size: Size): Interpretation;
}

/** The one thing that is laid over the music, if it is one and has a size. */
export function sizedIn(interpretation: Interpretation): Sized | null {
  const { components = [], holds = [], accents = [], hand_tempo = [], hand_level = [] } = interpretation;
  const things = components.length + holds.length + (accents.length > 0 ? 1 : 0);
  if (things !== 1 || hand_tempo.length + hand_level.length > 0) return null;
  const [component] = components;
  const [hold] = holds;
  if (component !== undefined) {
    if (typeof component.shape !== "string") return null;
    const shaped = (size: Size) => ({ ...component, shape: `${formOf(component) ?? ""}${size}` });
    return { size: sizeOf(component), with: (size) => replaceComponent(interpretation, 0, shaped(size)) };
  }
  if (hold !== undefined) {
    const held = (size: Size) => setHold(interpretation, { ...hold, ...holdSizes()[size] });
    return { size: sizeOfHold(hold), with: held };
  }
  return {
    size: sizeOfAccents(accents),
    with: (size) => changeAccents(interpretation, accentSizes()[size]),
  };
}

const OPTIONS = SIZES.map((size) => ({ value: size, text: size }));

export function Sizes({ desk }: { readonly desk: Desk }) {
  const { store, name } = desk;
  const sized = store.widget === "shape" ? sizedIn(store.interpretation.value) : null;
  // Drawn again after a refusal, so that no control shows what was refused.
  store.refused.value;
  if (sized === null) return null;
  return (
    <Radios
      legend="How much of it"
      name={`${name}-size`}
      value={sized.size}
      options={OPTIONS}
      onChoose={(size) => edit(desk, sized.with(size as Size), null)}
    />
  );
}
