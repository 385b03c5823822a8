// A question of `Recall` that is answered by a word in a gap.
import { useSignal } from "@preact/signals";
import { type Gap, type Reply, replyToWord } from "./questions.ts";
import { Answering, type Asked, type Hint, tellReply } from "./replying.tsx";

export function Filling({ question, number }: Asked<Gap>) {
  const { prompt, before, after, accept, because } = question;
  const typed = useSignal("");
  const told = useSignal<Reply | Hint | null>(null);
  const open = useSignal(false);
  const answer = (): void => {
    const word = typed.peek();
    told.value = word.trim() === "" ? { first: "Write a word first." } : replyToWord(question, word);
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
      <Answering number={number} open={open} told={told} tell={tellReply} onAnswer={answer}>
        <p>
          <strong>The answer: {accept[0]}.</strong> {because}
        </p>
      </Answering>
    </>
  );
}
