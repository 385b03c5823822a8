// What all questions of `Recall` share: how one is answered, and what is said to it.
import type { Signal } from "@preact/signals";
import { type ComponentChildren, Fragment } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../widgets/controls.tsx";
import { Verdict } from "../widgets/verdict.tsx";
import type { Reply } from "./questions.ts";

export interface Asked<T> {
  readonly question: T;
  /** Begins the ids and radio names of this question. */
  readonly name: string;
  readonly number: number;
}

/** A sentence that ends with a sign of its own needs no full stop. */
export const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

export function Replied({ right, taken, said }: Reply) {
  return <Verdict met={right} said={`${right ? "Yes:" : "Not this:"} ${closed(taken)} ${said}`} />;
}

/** What is said to the one thing that was answered. */
export const tellReply = (reply: Reply, isOpen: boolean): ComponentChildren => (
  <p>
    <Replied {...reply} /> {!reply.right && !isOpen && "Try again, or open the answer."}
  </p>
);

/** What is to be done before there is an answer, in a sentence. */
export interface Hint {
  readonly first: string;
}

/** How often a value has been replaced by another. */
function useChanges(value: unknown): number {
  const seen = useRef({ value, times: 0 });
  if (seen.current.value !== value) seen.current = { value, times: seen.current.times + 1 };
  return seen.current.times;
}

interface Props<T> {
  readonly number: number;
  /** Whether the answer stands open. */
  readonly open: Signal<boolean>;
  /** What is said to what was answered last: a new one each time, also of the same words. */
  readonly told: Signal<T | Hint | null>;
  tell(answered: T, isOpen: boolean): ComponentChildren;
  onAnswer(): void;
  /** The answer. */
  readonly children: ComponentChildren;
}

/** The two buttons under a question, what is said to an answer, and the answer. */
export function Answering<T extends object>({ number, open, told, tell, onAnswer, children }: Props<T>) {
  const times = useChanges(told.value);
  return (
    <>
      <div class="mk-row">
        <Button kind="strong" label={`Answer question ${number}`} onPress={onAnswer}>
          Answer
        </Button>
        <Button
          label={`Show the answer to question ${number}`}
          idle={open.value}
          onPress={() => {
            open.value = true;
            const said = told.peek();
            if (said !== null && "first" in said) told.value = null;
          }}
        >
          Show the answer
        </Button>
      </div>
      {/* There from the start, so that it is announced when it is filled; filled anew by each answer, also by the same. */}
      <div class="mk-found" role="status">
        <Fragment key={times}>
          {told.value && ("first" in told.value ? <p>{told.value.first}</p> : tell(told.value, open.value))}
          {open.value && children}
        </Fragment>
      </div>
    </>
  );
}
