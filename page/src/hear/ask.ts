// Makes a question by chance from what the reader can tell so far.
import { askForm } from "./askform.ts";
import { askComponent, askHowMuch, askNext, askTap, askWhat, askWhere } from "./asksong.ts";
import type { Asked, Question } from "./question.ts";

export function makeQuestion(asked: Asked): Question {
  switch (asked.topic) {
    case "what":
      return askWhat(asked);
    case "component":
      return askComponent(asked);
    case "where":
      return askWhere(asked);
    case "tempo":
    case "level":
      return askHowMuch(asked, asked.topic);
    case "tap":
      return asked.sense === "ear" ? askTap(asked) : askNext(asked);
    default:
      return askForm(asked);
  }
}
