// An exercise on form: identify what sounds, build to a brief, play along.
import { signal } from "@preact/signals";
import { render } from "preact";
import type { Assets } from "../audio/types.ts";
import { tablesOf } from "../form/fetched.ts";
import type { OpenModel } from "../widgets/kinds.ts";
import { isSparing } from "../widgets/sparing.ts";
import { soundOfPage } from "../widgets/widget.ts";
import { PlayingAlong } from "./along.tsx";
import { Building } from "./brief.tsx";
import { Identifying } from "./identify.tsx";
import type { Given } from "./parts.tsx";
import { type FormTask, formTaskOf, needsTables } from "./task.ts";

const UNREADABLE = "This exercise cannot be read: reload the page, or build the book again.";

let widgets = 0;

function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 3000 });
  else setTimeout(work, 1000);
}

/** Fetch what the first press needs while the reader reads; nothing for a reader who saves data. */
function prepare({ assets }: Given, task: FormTask): void {
  if (isSparing() || (task.kind === "identify" && !needsTables(task.sounds))) return;
  whenIdle(() => void tablesOf(assets).catch(() => undefined));
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
  whenIdle(() => void sound.prepare(["piano", "drums"]));
  return () => render(null, place);
}
