// A question of `Recall` that is answered by choosing.
import { useSignal } from "@preact/signals";
import { type Choose, type Reply, replyToChoice } from "./questions.ts";
import { Acts, type Asked, closed, Said, TRY, Verdict } from "./replying.tsx";

export function Choosing({ question, name, number }: Asked<Choose>) {
  const { prompt, options, answer, because } = question;
  const picked = useSignal<number | null>(null);
  const reply = useSignal<Reply | null>(null);
  const none = useSignal(false);
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
      <Acts
        number={number}
        open={open.value}
        onAnswer={() => {
          none.value = picked.peek() === null;
          if (picked.peek() !== null) reply.value = replyToChoice(question, picked.peek()!);
        }}
        onOpen={() => {
          open.value = true;
          none.value = false;
        }}
      />
      <Said>
        {none.value && <p>Choose an answer first.</p>}
        {reply.value && (
          <p>
            <Verdict {...reply.value} /> {!reply.value.right && !open.value && TRY}
          </p>
        )}
        {open.value && (
          <p>
            <strong>The answer: {closed(options[answer] ?? "")}</strong> {because[answer]}
          </p>
        )}
      </Said>
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
