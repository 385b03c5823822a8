// Where a student checks and reflects: Recall, Reflect, Sort and Survey.
import { h, render } from "preact";
import type { Assets } from "../audio/types.ts";
import type { OpenModel } from "../widgets/kinds.ts";
import { wear } from "../widgets/wear.ts";
import { lineOf } from "./line.ts";
import { questionsOf } from "./questions.ts";
import { Recall } from "./recall.tsx";
import { Reflecting } from "./reflect.tsx";
import { Sort } from "./sort.tsx";
import styles from "./study.css";
import { Survey } from "./survey.tsx";
import type { Skill } from "./surveying.ts";

let count = 0;

function widgetOf(model: OpenModel, assets: Assets, name: string) {
  const text = (trait: string): string => String(model.get(trait) ?? "");
  const title = text("title");
  switch (model.get("widget")) {
    case "reflect":
      return h(Reflecting, { name, title, prompt: text("prompt"), note: text("name") });
    case "sort":
      return h(Sort, { name, assets, line: lineOf(model.get("line")) });
    case "survey":
      return h(Survey, {
        name,
        skills: model.get("skills") as readonly Skill[],
        words: model.get("answers") as readonly string[],
      });
    default:
      return h(Recall, { name, title, questions: questionsOf(model.get("questions")) });
  }
}

/** Show the widget in a place; answers how to take it away. */
export function show(place: HTMLElement, model: OpenModel, assets: Assets): () => void {
  wear(styles);
  count += 1;
  render(widgetOf(model, assets, `mk-study-${count}`), place);
  return () => render(null, place);
}
