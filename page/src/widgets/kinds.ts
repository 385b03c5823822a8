// Widgets that are more, or other, than a player of one piece: each a part of the code, fetched where it stands.
import type { Assets } from "../audio/types.ts";
import { part } from "./carry.ts";

/** A model whose traits belong to a kind of its own. */
export interface OpenModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
  save_changes(): void;
}

/** Make a widget in a place; answers how to take it away. */
export type Show = (place: HTMLElement, model: OpenModel, assets: Assets) => () => void;

/** What a student checks and reflects with: one part of the code. */
const study = (assets: Assets) => part(assets, "study", () => import("../study/study.tsx"));

const KINDS: Readonly<Record<string, (assets: Assets) => Promise<{ readonly show: Show }>>> = {
  path: (assets) => part(assets, "path", () => import("../path/path.tsx")),
  build: (assets) => part(assets, "build", () => import("../form/build.tsx")),
  formtask: (assets) => part(assets, "formtask", () => import("../formtask/formtask.tsx")),
  hear: (assets) => part(assets, "hear", () => import("../hear/hear.tsx")),
  recall: study,
  reflect: study,
  sort: study,
  survey: study,
  plan: (assets) => part(assets, "plan", () => import("../plan/plan.tsx")),
};

export const isKind = (widget: string | undefined): widget is string =>
  widget !== undefined && Object.hasOwn(KINDS, widget);

/** Fetch what a widget is made of, and make it. Raises an Error with one sentence where it cannot be had. */
export async function showKind(
  widget: string,
  place: HTMLElement,
  model: OpenModel,
  assets: Assets,
): Promise<() => void> {
  return (await KINDS[widget]!(assets)).show(place, model, assets);
}
