// Where the page's bundle begins: every widget that stands in the page comes to life.
import type { Assets } from "../audio/types.ts";
import type { Layouts } from "../views/notation.tsx";
import { sanitise } from "../views/svg.ts";
import { isKind, type OpenModel, showKind } from "./kinds.ts";
import { followLinks, meet } from "./links.ts";
import { StaticModel, type Traits } from "./model.ts";
import { parseTraits } from "./traits.ts";
import { complain, showWidget, soundOfPage } from "./widget.ts";

export { showModel } from "./widget.ts";

const SECOND_MS = 1000;

/** Files of the build lie around this bundle. */
const beside: Assets = {
  apart: true,
  fetch: async (name) => {
    const response = await fetch(new URL(`../${name}`, import.meta.url));
    if (!response.ok) throw new Error(`The file ${name} is missing (${response.status}); reload the page.`);
    return response.arrayBuffer();
  },
};

/** Put in the place of a reference to an equal picture before it a clone of that one, without its identifier. */
function whole(svg: SVGSVGElement): SVGSVGElement {
  const name = svg.querySelector(":scope > use:only-child")?.getAttribute("href");
  const first = name ? document.getElementById(name.slice(1))?.closest("svg") : null;
  if (!first) return svg;
  const copy = first.cloneNode(true) as SVGSVGElement;
  copy.querySelector("[id]")?.removeAttribute("id");
  svg.replaceWith(copy);
  return copy;
}

/** The two pictures of the score that stand in the page: they are moved, not copied, into the widget. */
export function takeLayouts(home: Element): Layouts | null {
  const take = (layout: string): SVGSVGElement | null => {
    const place = `:scope > .musicking-paper .musicking-notation[data-layout="${layout}"] svg`;
    const svg = home.querySelector<SVGSVGElement>(place);
    return svg && whole(svg);
  };
  const [wide, narrow] = [take("wide"), take("narrow")];
  const either = wide ?? narrow;
  if (!either) return null;
  const transpose = Number(either.closest<HTMLElement>(".musicking-notation")?.dataset["transpose"] ?? 0);
  return { wide: sanitise(wide ?? either), narrow: sanitise(narrow ?? either), transpose };
}

const textOf = (id: string): string | null | undefined => document.getElementById(id)?.textContent;

/** What a widget of the page is made of, or the reason why it cannot be. */
function readTraits(home: HTMLElement): Traits | Error {
  const data = home.querySelector(":scope > .musicking-traits");
  try {
    return parseTraits(data?.textContent ?? "", home.dataset["widget"], textOf);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

interface Found {
  readonly home: HTMLElement;
  readonly traits: Traits | Error;
  readonly layouts: Layouts | null;
}

function find(home: HTMLElement): Found {
  home.dataset["mounted"] = "";
  return { home, traits: readTraits(home), layouts: takeLayouts(home) };
}

function mount({ home, traits, layouts }: Found): void {
  const place = document.createElement("div");
  place.className = "musicking-live";
  try {
    if (traits instanceof Error) throw traits;
    home.prepend(place);
    showWidget(new StaticModel(traits), place, layouts, soundOfPage(beside));
    home.classList.add("is-live");
  } catch (error) {
    place.remove();
    home.classList.add("is-lost");
    complain(home, error);
  }
}

/** Mount one after another, so that the page answers in between. */
function mountInTurn([first, ...others]: readonly Found[], then: () => void): void {
  if (!first) {
    then();
    return;
  }
  mount(first);
  setTimeout(() => mountInTurn(others, then));
}

function isInView({ home }: Found): boolean {
  const { top, bottom } = home.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** When the reader reads and the page rests. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 3 * SECOND_MS });
  else setTimeout(work, SECOND_MS);
}

function instrumentsOf(all: readonly Found[]): readonly string[] {
  const needed = new Set<string>();
  for (const { traits } of all) {
    if (traits instanceof Error) continue;
    for (const voice of traits.piece.score.voices)
      needed.add(traits.instruments[voice.id] ?? voice.instrument);
  }
  return [...needed];
}

/** A widget of a kind that is fetched where it stands. */
async function mountKind(home: HTMLElement, widget: string): Promise<void> {
  const place = document.createElement("div");
  place.className = "musicking-live";
  home.dataset["mounted"] = "";
  try {
    const text = home.querySelector(":scope > .musicking-traits")?.textContent ?? "{}";
    const model = new StaticModel(JSON.parse(text) as Traits) as unknown as OpenModel;
    home.prepend(place);
    await showKind(widget, place, model, beside);
    home.classList.add("is-live");
    meet(home, null);
  } catch (error) {
    place.remove();
    home.classList.add("is-lost");
    complain(home, error);
  }
}

/** What the reader sees first comes to life first. */
function mountAll(): void {
  const homes = [...document.querySelectorAll<HTMLElement>(".musicking[data-widget]:not([data-mounted])")];
  for (const home of homes) {
    const widget = home.dataset["widget"];
    if (isKind(widget)) void mountKind(home, widget);
  }
  const all = homes.filter((home) => !isKind(home.dataset["widget"])).map(find); // the pictures of all, before the first is moved
  const seen = all.filter(isInView);
  for (const widget of seen) mount(widget);
  mountInTurn(
    all.filter((widget) => !seen.includes(widget)),
    () => {
      const needed = instrumentsOf(all);
      if (needed.length > 0) whenIdle(() => void soundOfPage(beside).prepare(needed));
    },
  );
}

/** After the next frame: the scores stand in the page, and are seen before scripts are busy with them. */
function onceSeen(work: () => void): void {
  if (document.hidden) work();
  else requestAnimationFrame(() => setTimeout(work));
}

onceSeen(() => {
  mountAll();
  followLinks();
});
