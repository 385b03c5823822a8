// Recall: questions on what was read. Whatever is taken is answered with its reason; nothing is counted.
import { Choosing } from "./choosing.tsx";
import { Filling } from "./filling.tsx";
import { Matching } from "./matching.tsx";
import type { Question } from "./questions.ts";
import type { Asked } from "./replying.tsx";

function One(props: Asked<Question>) {
  switch (props.question.kind) {
    case "choose":
      return <Choosing {...props} question={props.question} />;
    case "gap":
      return <Filling {...props} question={props.question} />;
    case "match":
      return <Matching {...props} question={props.question} />;
  }
}

interface RecallProps {
  readonly title: string;
  readonly questions: readonly Question[];
  readonly name: string;
}

export function Recall({ title, questions, name }: RecallProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class="musicking-app mk-recall"
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <p class="mk-title" id={`${name}-title`}>
        {title}
      </p>
      <ol class="mk-questions">
        {questions.map((question, i) => (
          <li key={question.prompt + String(i)}>
            <One question={question} name={`${name}-${i}`} number={i + 1} />
          </li>
        ))}
      </ol>
    </div>
  );
}
