// The tables of spec/shapes.json, and the curves that tempo and level components make of them.
import { curve } from "./curve.ts";
import type { Breakpoint, Breakpoints, Component, Curve, CurveKind, Shapes, Table } from "./types.ts";

export type Family = CurveKind["family"];

export function amountOf(item: { readonly amount?: number }): number {
  return item.amount ?? 1;
}

/** The kind's entry if a component may be of it; fermata and accentuation belong to notes. */
export function curveKind(shapes: Shapes, kind: string): CurveKind | undefined {
  const entry = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
  return entry?.family === "hold" || entry?.family === "accent" ? undefined : entry;
}

/** The component's own table, or the named one; undefined if there is none of that name. */
export function tableOf(component: Component, kind: CurveKind): Table | undefined {
  if (typeof component.shape !== "string") return component.shape;
  return Object.hasOwn(kind.shapes, component.shape) ? kind.shapes[component.shape] : undefined;
}

/** Whether a table changes the music at once and then keeps it so (spec §10). */
export function isStep(table: Table): boolean {
  return table.every(([, value]) => value === table[0]![1]);
}

/** Where a table peaks, if it is an arch: higher inside than at both its ends (spec §10). */
export function archTop(table: Table): Breakpoint | undefined {
  const highest = Math.max(...table.map(([, value]) => value));
  return highest > Math.max(table[0]![1], table.at(-1)![1])
    ? table.find(([, value]) => value === highest)
    : undefined;
}

/** The checked components of one family, each with its table, in the order of the list. */
export function ofFamily(
  components: readonly Component[],
  shapes: Shapes,
  family: Family,
): readonly (readonly [Component, Table])[] {
  const found: [Component, Table][] = [];
  for (const component of components) {
    const kind = curveKind(shapes, component.kind);
    if (kind?.family === family) found.push([component, tableOf(component, kind)!]);
  }
  return found;
}

/**
 * The table laid over the component's beats (spec §5, §8): neutral before, its last value after, neutral again
 * from `until_beat` on. `by_amount` makes a table's value what it is at the component's amount.
 */
export function componentCurve(
  component: Component,
  table: Table,
  neutral: number,
  by_amount: (value: number) => number,
): Curve {
  const { from_beat, to_beat, until_beat } = component;
  const last = by_amount(table.at(-1)![1]);
  const laid: Breakpoint[] = [[from_beat, neutral]];
  for (const [x, value] of table)
    laid.push([x === 1 ? to_beat : from_beat + x * (to_beat - from_beat), by_amount(value)]);
  if (until_beat != null) laid.push([until_beat, last], [until_beat, neutral]);
  return curve(laid);
}

/** The hand-drawn layer: neutral before its first handle and after its last. No handles: no layer. */
export function handCurves(handles: Breakpoints, neutral: number): readonly Curve[] {
  if (handles.length === 0) return [];
  return [curve([[handles[0]![0], neutral], ...handles, [handles.at(-1)![0], neutral]])];
}
