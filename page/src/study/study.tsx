// Where a student checks and reflects: Recall and Reflect.
import { h, render } from "preact";
import type { OpenModel } from "../widgets/kinds.ts";
import { questionsOf } from "./questions.ts";
import { Recall } from "./recall.tsx";
import { Reflecting } from "./reflect.tsx";

let count = 0;

function widgetOf(model: OpenModel, name: string) {
  const text = (trait: string): string => String(model.get(trait) ?? "");
  const title = text("title");
  switch (model.get("widget")) {
    case "reflect":
      return h(Reflecting, { name, title, prompt: text("prompt"), note: text("name") });
    default:
      return h(Recall, { name, title, questions: questionsOf(model.get("questions")) });
  }
}

/** Show the widget in a place; answers how to take it away. */
export function show(place: HTMLElement, model: OpenModel): () => void {
  count += 1;
  render(widgetOf(model, `mk-study-${count}`), place);
  return () => render(null, place);
}
