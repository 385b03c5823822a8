// What all questions of `Recall` share: how one is answered, and what is said to it.
import type { ComponentChildren } from "preact";
import { Button } from "../widgets/controls.tsx";
import type { Reply } from "./questions.ts";

export interface Asked<T> {
  readonly question: T;
  /** Begins the ids and radio names of this question. */
  readonly name: string;
  readonly number: number;
}

export const TRY = "Try again, or open the answer.";

/** A sentence that ends with a sign of its own needs no full stop. */
export const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

export function Verdict({ right, taken, said }: Reply) {
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

export function Acts({ number, open, onAnswer, onOpen }: ActsProps) {
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
export function Said({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="mk-found" role="status">
      {children}
    </div>
  );
}
