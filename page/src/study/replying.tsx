// What all questions of `Recall` share: how one is answered, and what is said to it.
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
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

interface Props<T> {
  readonly number: number;
  /** Whether the answer stands open. */
  readonly open: Signal<boolean>;
  /** What was answered last, or what is to be done first, in a sentence. */
  readonly told: Signal<T | string | null>;
  tell(answered: T, isOpen: boolean): ComponentChildren;
  onAnswer(): void;
  /** The answer. */
  readonly children: ComponentChildren;
}

/** The two buttons under a question, what is said to an answer, and the answer. */
export function Answering<T extends object>({ number, open, told, tell, onAnswer, children }: Props<T>) {
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
            if (typeof told.peek() === "string") told.value = null;
          }}
        >
          Show the answer
        </Button>
      </div>
      {/* There from the start, so that it is announced when it is filled. */}
      <div class="mk-found" role="status">
        {typeof told.value === "string" ? <p>{told.value}</p> : told.value && tell(told.value, open.value)}
        {open.value && children}
      </div>
    </>
  );
}
