// Where the page's bundle begins: every widget that stands in the page comes to life.
import type { Assets, Pitches } from "../audio/types.ts";
import type { Layouts } from "../views/notation.tsx";
import { parseSvg, sanitise } from "../views/svg.ts";
import { pitchesOf, prepareAhead } from "./ahead.ts";
import { mountOnArrival } from "./arriving.ts";
import { isKind, type OpenModel, showKind } from "./kinds.ts";
import { followLinks, meet } from "./links.ts";
import { StaticModel, type Traits } from "./model.ts";
import { parseTraits } from "./traits.ts";
import { complain, showWidget, soundOfPage } from "./widget.ts";

export { showModel } from "./widget.ts";

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

/** The score that stands in the page: it is moved, not copied, into the widget. For a narrow place another is fetched. */
export function takeLayouts(home: Element): Layouts | null {
  const place = (layout: string): HTMLElement | null =>
    home.querySelector(`:scope > .musicking-paper .musicking-notation[data-layout="${layout}"]`);
  const svg = place("wide")?.querySelector("svg");
  if (!svg) return null;
  const wide = sanitise(whole(svg));
  const address = place("narrow")?.dataset["picture"];
  const transpose = Number(place("wide")?.dataset["transpose"] ?? 0);
  return { wide, narrow: address ? fetched(address) : wide, transpose };
}

let pictures = 0;

/** A picture that lies beside the page, fetched once when it is first wanted. */
function fetched(address: string): () => SVGSVGElement | Promise<SVGSVGElement> {
  let picture: SVGSVGElement | Promise<SVGSVGElement> | null = null;
  const get = async (): Promise<SVGSVGElement> => {
    const response = await fetch(address);
    pictures += 1; // two files may give their signs the same names
    const svg = parseSvg((await response.text()).replaceAll("mk0-", `mk-narrow${pictures}-`));
    if (!svg) throw new Error(`The picture ${address} cannot be read.`);
    picture = svg;
    return svg;
  };
  return () => {
    picture ??= get();
    if (picture instanceof Promise) picture.catch(() => (picture = null)); // tried again when the place changes
    return picture;
  };
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

/** What the pieces of the page need, as they are before anybody changes them. */
function neededBy(all: readonly Found[]): Pitches {
  return pitchesOf(
    all.flatMap(({ traits }) =>
      traits instanceof Error
        ? []
        : traits.piece.score.voices.map(({ id, instrument, notes }) => ({
            instrument: traits.instruments[id] ?? instrument,
            notes,
          })),
    ),
  );
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
  } catch (error) {
    place.remove();
    home.classList.add("is-lost");
    complain(home, error);
  }
}

/** What the reader sees first comes to life first. */
function mountAll(): void {
  const homes = [...document.querySelectorAll<HTMLElement>(".musicking[data-widget]:not([data-mounted])")];
  const kinds = homes.filter((home) => isKind(home.dataset["widget"]));
  for (const home of kinds) meet(home, null);
  mountOnArrival(kinds, (home) => void mountKind(home, home.dataset["widget"]!));
  const all = homes.filter((home) => !kinds.includes(home)).map(find); // the pictures of all, before the first is moved
  const seen = all.filter(isInView);
  for (const widget of seen) mount(widget);
  mountInTurn(
    all.filter((widget) => !seen.includes(widget)),
    () => {
      const needed = neededBy(all);
      if (needed.size > 0) prepareAhead(soundOfPage(beside), needed);
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
