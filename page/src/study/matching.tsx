// A question of `Recall` that is answered by giving each meaning its term.
import { useSignal } from "@preact/signals";
import { type Match, type Reply, repliesToTerms } from "./questions.ts";
import { Acts, type Asked, Said, Verdict } from "./replying.tsx";

const letter = (row: number): string => String.fromCharCode(97 + row);

export function Matching({ question, name, number }: Asked<Match>) {
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
