// Where the page's bundle begins: every widget that stands in the page comes to life.
import type { Assets } from "../audio/types.ts";
import type { Layouts } from "../views/notation.tsx";
import { sanitise } from "../views/svg.ts";
import { followLinks } from "./links.ts";
import { StaticModel, type Traits } from "./model.ts";
import { parseTraits } from "./traits.ts";
import { complain, showWidget, soundOfPage } from "./widget.ts";

export { showModel } from "./widget.ts";

const SECOND_MS = 1000;

/** Files of the build lie around this bundle. */
const beside: Assets = {
  fetch: async (name) => {
    const response = await fetch(new URL(`../${name}`, import.meta.url));
    if (!response.ok) throw new Error(`The file ${name} is missing (${response.status}); reload the page.`);
    return response.arrayBuffer();
  },
};

/** The two pictures of the score that stand in the page: they are moved, not copied, into the widget. */
export function takeLayouts(paper: Element | null): Layouts | null {
  const take = (layout: string): SVGSVGElement | null =>
    paper?.querySelector<SVGSVGElement>(`.musicking-notation[data-layout="${layout}"] svg`) ?? null;
  const [wide, narrow] = [take("wide"), take("narrow")];
  const either = wide ?? narrow;
  return either ? { wide: sanitise(wide ?? either), narrow: sanitise(narrow ?? either) } : null;
}

function mount(home: HTMLElement): Traits | null {
  home.dataset["mounted"] = "";
  const data = home.querySelector(":scope > .musicking-traits");
  const paper = home.querySelector(":scope > .musicking-paper");
  const place = document.createElement("div");
  place.className = "musicking-live";
  try {
    const traits = parseTraits(data?.textContent ?? "", home.dataset["widget"]);
    home.prepend(place);
    showWidget(new StaticModel(traits), place, takeLayouts(paper), soundOfPage(beside));
    home.classList.add("is-live");
    return traits;
  } catch (error) {
    place.remove();
    complain(home, error);
    return null;
  }
}

/** When the reader reads and the page rests. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 3 * SECOND_MS });
  else setTimeout(work, SECOND_MS);
}

function mountAll(): void {
  const traits = [
    ...document.querySelectorAll<HTMLElement>(".musicking[data-widget]:not([data-mounted])"),
  ].map(mount);
  const needed = new Set<string>();
  for (const trait of traits) {
    for (const voice of trait?.piece.score.voices ?? [])
      needed.add(trait?.instruments[voice.id] ?? voice.instrument);
  }
  if (needed.size > 0) whenIdle(() => void soundOfPage(beside).prepare([...needed]));
}

mountAll();
followLinks();
