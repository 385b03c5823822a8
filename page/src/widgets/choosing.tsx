// The answer to an exercise that gives its answers to choose from: what is heard, or where it begins.
import { useSignal } from "@preact/signals";
import { shapes, words } from "../core/tables.ts";
import { describe } from "../core/words.ts";
import { Button, Check, Choose } from "./controls.tsx";
import { announce, type Desk } from "./desk.ts";
import { showPictures } from "./judging.ts";
import type { Practice } from "./practice.ts";
import type { Choice } from "./task.ts";
import { Verdict } from "./verdict.tsx";

interface Props {
  readonly desk: Desk;
  readonly practice: Practice;
  readonly task: Choice;
}

export function Choosing({ desk, practice, task }: Props) {
  const { store } = desk;
  const picked = useSignal<number | null>(null);
  const none = useSignal(false);
  const reveal = (): void => {
    practice.revealed.value = true;
    store.namesHidden.value = false;
    showPictures(store, true);
  };
  const answer = (): void => {
    const choice = picked.peek();
    none.value = choice === null;
    if (choice === null) {
      announce(desk, "Choose an answer first.");
      return;
    }
    practice.answered.value = choice;
    if (choice === task.answer) reveal();
    announce(desk, replyTo(task, choice));
  };
  const give = (): void => {
    reveal();
    announce(desk, `The answer: ${task.options[task.answer]}.`);
  };
  return (
    <div class="mk-answer">
      <Options desk={desk} task={task} picked={picked} />
      <div class="mk-row">
        <Button kind="strong" onPress={answer}>
          Answer
        </Button>
        <Button idle={practice.revealed.value} onPress={give}>
          Show the answer
        </Button>
      </div>
      {practice.secret.value && (
        <Check
          checked={practice.pictured.value}
          onToggle={(on) => {
            practice.pictured.value = on;
            showPictures(store, on);
          }}
        >
          Work from pictures in place of the sound
        </Check>
      )}
      {none.value && <p>Choose an answer first.</p>}
      <Replied desk={desk} practice={practice} task={task} />
    </div>
  );
}

function Options({
  desk,
  task,
  picked,
}: Pick<Props, "desk" | "task"> & { readonly picked: { value: number | null } }) {
  const pick = (value: string): void => {
    picked.value = value === "" ? null : Number(value);
  };
  if (task.kind === "find") {
    const options = task.options.map((text, i) => ({ value: String(i), text }));
    const none = { value: "", text: "choose a bar" };
    const value = picked.value === null ? "" : String(picked.value);
    return <Choose label="It begins in" value={value} options={[none, ...options]} onChoose={pick} />;
  }
  return (
    <fieldset class="mk-options">
      <legend>Your answer</legend>
      {task.options.map((text, i) => (
        <label key={text} class="mk-check">
          <input
            type="radio"
            name={`${desk.name}-answer`}
            value={i}
            checked={picked.value === i}
            onChange={() => pick(String(i))}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What is said of a choice: for places how far it lies from the right one. */
function replyTo(task: Choice, choice: number): string {
  const said = task.replies[choice] ?? "";
  if (choice === task.answer) return `Yes: ${task.options[choice]}. ${said}`.trim();
  if (task.kind === "hear") return `Not this: ${task.options[choice]}. ${said}`.trim();
  const off = Math.abs(choice - task.answer);
  const bars = off === 1 ? "one bar" : `${off} bars`;
  return `Not this: in ${task.options[choice]} it ${choice < task.answer ? "has not begun yet" : "is already under way, or over"}; your answer is ${bars} too ${choice < task.answer ? "early" : "late"}.`;
}

function Replied({ desk, practice, task }: Props) {
  const { store } = desk;
  const choice = practice.answered.value;
  const revealed = practice.revealed.value;
  const found = choice === task.answer;
  const told = revealed ? describe(store.piece.score, store.interpretation.value, { shapes, words }) : [];
  return (
    <div class="mk-found">
      {choice !== null && (
        <p>
          <Verdict met={found} said={replyTo(task, choice)} />
          {!found && !revealed && " Switch between as written and as performed, and answer again."}
        </p>
      )}
      {revealed && !found && (
        <p>
          <strong>The answer: {task.options[task.answer]}.</strong> {task.replies[task.answer]}
        </p>
      )}
      {revealed && (
        <>
          <p>Hear both again with the curves before you: as written, as performed.</p>
          <ul>
            {told.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
