// A question of `Recall` that is answered by choosing.
import { useSignal } from "@preact/signals";
import { type Choose, type Reply, replyToChoice } from "./questions.ts";
import { Answering, type Asked, closed, type Hint, tellReply } from "./replying.tsx";

export function Choosing({ question, name, number }: Asked<Choose>) {
  const { prompt, options, answer, because } = question;
  const picked = useSignal<number | null>(null);
  const told = useSignal<Reply | Hint | null>(null);
  const open = useSignal(false);
  const others = options.flatMap((option, i) => (i === answer ? [] : [{ option, why: because[i] }]));
  return (
    <>
      <fieldset class="mk-options">
        <legend>
          {number}. {prompt}
        </legend>
        {options.map((option, i) => (
          <label key={option} class="mk-check">
            <input
              type="radio"
              name={name}
              checked={picked.value === i}
              onChange={() => {
                picked.value = i;
              }}
            />
            <span>{option}</span>
          </label>
        ))}
      </fieldset>
      <Answering
        number={number}
        open={open}
        told={told}
        tell={tellReply}
        onAnswer={() => {
          const choice = picked.peek();
          told.value =
            choice === null ? { first: "Choose an answer first." } : replyToChoice(question, choice);
        }}
      >
        <p>
          <strong>The answer: {closed(options[answer] ?? "")}</strong> {because[answer]}
        </p>
      </Answering>
      {open.value && (
        <div class="mk-found">
          <p>Why not the others:</p>
          <ul>
            {others.map(({ option, why }) => (
              <li key={option}>
                <em>{option}</em>: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
