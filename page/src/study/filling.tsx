// A question of `Recall` that is answered by a word in a gap.
import { useSignal } from "@preact/signals";
import { type Gap, type Reply, replyToWord } from "./questions.ts";
import { Acts, type Asked, Said, TRY, Verdict } from "./replying.tsx";

export function Filling({ question, number }: Asked<Gap>) {
  const { prompt, before, after, accept, because } = question;
  const typed = useSignal("");
  const reply = useSignal<Reply | null>(null);
  const none = useSignal(false);
  const open = useSignal(false);
  const answer = (): void => {
    none.value = typed.peek().trim() === "";
    if (!none.peek()) reply.value = replyToWord(question, typed.peek());
  };
  return (
    <>
      <p class="mk-heading">
        {number}. {prompt}
      </p>
      <p>
        {before}
        <input
          type="text"
          class="mk-gap"
          aria-label={`${before} … ${after}`}
          value={typed.value}
          size={14}
          maxLength={80}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") answer();
          }}
        />
        {after}
      </p>
      <Acts
        number={number}
        open={open.value}
        onAnswer={answer}
        onOpen={() => {
          open.value = true;
          none.value = false;
        }}
      />
      <Said>
        {none.value && <p>Write a word first.</p>}
        {reply.value && (
          <p>
            <Verdict {...reply.value} /> {!reply.value.right && !open.value && TRY}
          </p>
        )}
        {open.value && (
          <p>
            <strong>The answer: {accept[0]}.</strong> {because}
          </p>
        )}
      </Said>
    </>
  );
}
