// A question of `Recall` that is answered by giving each meaning its term.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Verdict } from "../widgets/verdict.tsx";
import { type Match, type Reply, repliesToTerms } from "./questions.ts";
import { Answering, type Asked, type Hint, Replied } from "./replying.tsx";

/** What is said to each meaning; null: it has no term yet. */
type Rows = readonly (Reply | null)[];

const letter = (row: number): string => String.fromCharCode(97 + row);

const named = new Intl.ListFormat("en");

/** Which have their term is named, in a line; of those that have not, each is answered. */
function tellRows(replies: Rows): ComponentChildren {
  const right = replies.flatMap((reply, row) => (reply?.right ? [`${letter(row)})`] : []));
  const missed = replies.flatMap((reply, row) => (reply?.right ? [] : [{ reply, row }]));
  if (missed.length === 0)
    return (
      <p>
        <Verdict met said="Yes: each term has its meaning." />
      </p>
    );
  return (
    <>
      {right.length > 0 && (
        <p>
          <Verdict
            met
            said={`Yes: ${named.format(right)} ${right.length === 1 ? "has its term" : "have their terms"}.`}
          />
        </p>
      )}
      <ul>
        {missed.map(({ reply, row }) => (
          <li key={row}>
            {letter(row)}) {reply === null ? "No term is chosen yet." : <Replied {...reply} />}
          </li>
        ))}
      </ul>
    </>
  );
}

export function Matching({ question, name, number }: Asked<Match>) {
  const { prompt, terms, meanings, answers, because } = question;
  const taken = useSignal<readonly (number | null)[]>(meanings.map(() => null));
  const told = useSignal<Rows | Hint | null>(null);
  const open = useSignal(false);
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
      <Answering
        number={number}
        open={open}
        told={told}
        tell={tellRows}
        onAnswer={() => {
          told.value = repliesToTerms(question, taken.peek());
        }}
      >
        <ul>
          {answers.map((term, row) => (
            <li key={term}>
              {letter(row)}) <strong>{terms[term]}.</strong> {because[term]}
            </li>
          ))}
        </ul>
      </Answering>
    </>
  );
}
