// Recall: questions on what was read. Whatever is taken is answered with its reason; nothing is counted.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Button } from "../widgets/controls.tsx";
import {
  type Choose,
  type Gap,
  type Match,
  type Question,
  type Reply,
  repliesToTerms,
  replyToChoice,
  replyToWord,
} from "./questions.ts";

interface Asked<T> {
  readonly question: T;
  /** Begins the ids and radio names of this question. */
  readonly name: string;
  readonly number: number;
}

const TRY = "Try again, or open the answer.";

/** A sentence that ends with a sign of its own needs no full stop. */
const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

function Verdict({ right, taken, said }: Reply) {
  return (
    <>
      <span class={`mk-verdict${right ? " is-met" : ""}`}>{right ? "Yes:" : "Not this:"}</span>{" "}
      {closed(taken)} {said}
    </>
  );
}

interface ActsProps {
  readonly number: number;
  readonly open: boolean;
  onAnswer(): void;
  onOpen(): void;
}

function Acts({ number, open, onAnswer, onOpen }: ActsProps) {
  return (
    <div class="mk-row">
      <Button kind="strong" label={`Answer question ${number}`} onPress={onAnswer}>
        Answer
      </Button>
      <Button label={`Show the answer to question ${number}`} idle={open} onPress={onOpen}>
        Show the answer
      </Button>
    </div>
  );
}

/** What is said to an answer: there from the start, so that it is announced when it is filled. */
function Said({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="mk-found" role="status">
      {children}
    </div>
  );
}

function Choosing({ question, name, number }: Asked<Choose>) {
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

function Filling({ question, number }: Asked<Gap>) {
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

const letter = (row: number): string => String.fromCharCode(97 + row);

function Matching({ question, name, number }: Asked<Match>) {
  const { prompt, terms, meanings, answers, because } = question;
  const taken = useSignal<readonly (number | null)[]>(meanings.map(() => null));
  const replies = useSignal<readonly (Reply | null)[] | null>(null);
  const open = useSignal(false);
  const missed = (replies.value ?? []).flatMap((reply, row) => (reply?.right ? [] : [{ reply, row }]));
  return (
    <>
      <p class="mk-heading" id={`${name}-prompt`}>
        {number}. {prompt}
      </p>
      <ol class="mk-match" aria-labelledby={`${name}-prompt`}>
        {meanings.map((meaning, row) => (
          <li key={meaning}>
            <label>
              <span>
                {letter(row)}) {meaning}
              </span>
              <select
                value={taken.value[row] ?? ""}
                onChange={({ currentTarget: { value } }) => {
                  const term = value === "" ? null : Number(value);
                  taken.value = taken.peek().map((other, i) => (i === row ? term : other));
                }}
              >
                <option value="">choose a term</option>
                {terms.map((term, i) => (
                  <option key={term} value={i} selected={taken.value[row] === i}>
                    {term}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ol>
      <Acts
        number={number}
        open={open.value}
        onAnswer={() => {
          replies.value = repliesToTerms(question, taken.peek());
        }}
        onOpen={() => {
          open.value = true;
        }}
      />
      <Said>
        {replies.value !== null && missed.length === 0 && (
          <p>
            <span class="mk-verdict is-met">Yes:</span> each term has its meaning.
          </p>
        )}
        {missed.length > 0 && (
          <ul>
            {missed.map(({ reply, row }) => (
              <li key={row}>
                {letter(row)}) {reply === null ? "No term is chosen yet." : <Verdict {...reply} />}
              </li>
            ))}
          </ul>
        )}
        {open.value && (
          <ul>
            {answers.map((term, row) => (
              <li key={term}>
                {letter(row)}) <strong>{terms[term]}.</strong> {because[term]}
              </li>
            ))}
          </ul>
        )}
      </Said>
    </>
  );
}

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
