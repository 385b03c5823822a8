// An exercise on form: identify what sounds, build to a brief, play along.
import { signal } from "@preact/signals";
import { render } from "preact";
import type { Assets } from "../audio/types.ts";
import { tablesOf } from "../form/fetched.ts";
import { prepareAhead, whenIdle } from "../widgets/ahead.ts";
import type { OpenModel } from "../widgets/kinds.ts";
import { isSparing } from "../widgets/sparing.ts";
import { soundOfPage } from "../widgets/widget.ts";
import { PlayingAlong } from "./along.tsx";
import { Building } from "./brief.tsx";
import { Identifying } from "./identify.tsx";
import type { Given } from "./parts.tsx";
import { type FormTask, formTaskOf, needsTables } from "./task.ts";

/** What sounds is made at the press. */
const EVERY_PITCH: ReadonlySet<number> = new Set(Array(128).keys());

const UNREADABLE = "This exercise cannot be read: reload the page, or build the book again.";

let widgets = 0;

/** One of what sounds first: all instruments of a page would be too much to fetch unasked. */
function likelyIn(task: FormTask): string {
  const [first] = task.kind === "identify" ? task.sounds : [];
  const choice = first !== undefined && "choice" in first ? first.choice : null;
  const layers = (choice as { layers?: unknown } | null)?.layers;
  return Array.isArray(layers) && layers.length === 1 && layers[0] === "drums" ? "drums" : "piano";
}

/** Fetch what the first press needs while the reader reads; nothing for a reader who saves data. */
function prepare({ assets, sound }: Given, task: FormTask): void {
  if (isSparing()) return;
  if (task.kind !== "identify" || needsTables(task.sounds))
    whenIdle(() => void tablesOf(assets).catch(() => undefined));
  if (widgets === 1) prepareAhead(sound, new Map([[likelyIn(task), EVERY_PITCH]]));
}

function Exercise({ given, task }: { readonly given: Given; readonly task: FormTask }) {
  switch (task.kind) {
    case "identify":
      return <Identifying given={given} task={task} />;
    case "brief":
      return <Building given={given} task={task} />;
    default:
      return <PlayingAlong given={given} task={task} />;
  }
}

/** Show an exercise in a place; answers how to take it away. */
export function show(place: HTMLElement, model: OpenModel, assets: Assets): () => void {
  const task = formTaskOf(model.get("task"));
  if (task === null) throw new Error(UNREADABLE);
  widgets += 1;
  const sound = soundOfPage(assets);
  const given: Given = {
    assets,
    sound,
    name: `mk-formtask-${widgets}`,
    message: signal(null),
    said: signal(""),
  };
  render(<Exercise given={given} task={task} />, place);
  prepare(given, task);
  return () => render(null, place);
}
