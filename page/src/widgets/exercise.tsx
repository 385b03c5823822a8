// An exercise around a widget: what is asked above it, the answer and what came of it below.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { shapes, words } from "../core/tables.ts";
import { describe } from "../core/words.ts";
import { Button, Check, Choose } from "./controls.tsx";
import { announce, type Desk, edit } from "./desk.ts";
import { judgeNow, showPictures } from "./judging.ts";
import { rangeName } from "./places.ts";
import type { Judged, Practice } from "./practice.ts";
import type { Choice, Make, Play } from "./task.ts";
import { Verdict } from "./verdict.tsx";

interface At {
  readonly desk: Desk;
}

interface Under<T> extends At {
  readonly practice: Practice;
  readonly task: T;
}

const KINDS = { make: "Make", hear: "Hear", find: "Find", play: "Play" } as const;

/** What is asked, before the music. */
export function Asked({ desk }: At) {
  const { practice } = desk;
  if (practice === null) return null;
  const { task } = practice;
  return (
    <div class="mk-asked">
      <p>
        <strong class="mk-asked-kind">{KINDS[task.kind]}</strong> {task.prompt}
      </p>
      {task.kind === "play" && task.cue !== null && <PlayMeIn desk={desk} practice={practice} task={task} />}
    </div>
  );
}

/** Where the answer is given, after the music. */
export function Answer({ desk }: At) {
  const { practice } = desk;
  if (practice === null) return null;
  const { task } = practice;
  switch (task.kind) {
    case "make":
      return <Making desk={desk} practice={practice} task={task} />;
    case "play":
      return <Playing desk={desk} practice={practice} task={task} />;
    default:
      return <Choosing desk={desk} practice={practice} task={task} />;
  }
}

function summary({ findings }: Judged): string {
  const met = findings.filter((finding) => finding.met).length;
  if (met === findings.length) return "All that was asked is there.";
  return `${met} of ${findings.length} ${findings.length === 1 ? "is" : "are"} there.`;
}

function Making({ desk, practice, task }: Under<Make>) {
  const { store } = desk;
  const check = (): void => {
    const judged = judgeNow(store, practice, task);
    const missed = judged?.findings.find((finding) => !finding.met);
    if (judged !== null) announce(desk, `${summary(judged)} ${missed?.said ?? ""}`);
  };
  const load = (): void => {
    practice.worked.value = true;
    edit(desk, task.worked, "A worked answer is loaded. Undo brings yours back.");
    judgeNow(store, practice, task);
  };
  return (
    <div class="mk-answer">
      <div class="mk-row">
        <Button kind="strong" onPress={check}>
          Check what I made
        </Button>
        <Button onPress={load}>Load a worked answer</Button>
      </div>
      <Found desk={desk} practice={practice} />
      {practice.worked.value && (
        <p class="mk-because">
          <strong>A worked answer.</strong> {task.because} Play it, then press Undo to have yours back.
        </p>
      )}
    </div>
  );
}

function Found({ desk, practice }: At & { readonly practice: Practice }) {
  const judged = practice.judged.value;
  if (judged === null) return null;
  const stale = judged.of !== desk.store.interpretation.value;
  return (
    <div class={`mk-found${stale ? " is-stale" : ""}`}>
      <p class="mk-heading">{summary(judged)}</p>
      <ul>
        {judged.findings.map(({ met, said }) => (
          <li key={said} class={met ? "is-met" : "is-missed"}>
            <span class="mk-verdict">{met ? "There:" : "Not yet:"}</span> {said}
          </li>
        ))}
      </ul>
      {stale && <p>You have changed it since. Check again.</p>}
    </div>
  );
}

function Choosing({ desk, practice, task }: Under<Choice>) {
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
}: At & { readonly task: Choice; readonly picked: { value: number | null } }) {
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

function Replied({ desk, practice, task }: Under<Choice>) {
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

/** The lead-in sounds, and stops where the reader comes in. */
function PlayMeIn({ desk, task }: Under<Play>) {
  const { player, store } = desk;
  const leading = useSignal(false);
  const cue = task.cue!;
  const begun = useRef(false);
  useSignalEffect(() => {
    if (!leading.value) return;
    if (player.beat.value >= cue[1]) player.stop();
    // Over, too, when the reader has paused it.
    if (begun.current && !player.playing.value) leading.value = false;
    begun.current = player.playing.value;
  });
  return (
    <Button
      icon="play"
      onPress={() => {
        player.seek(cue[0]);
        leading.value = true;
        player.play();
      }}
    >
      Play me in: {rangeName(store.piece.score, ...cue)}
    </Button>
  );
}

function Playing({ desk, task }: Under<Play>) {
  const done = useSignal<readonly number[]>([]);
  return (
    <fieldset class="mk-group mk-answer" id={`${desk.name}-checks`}>
      <legend>Ask yourself</legend>
      {task.checks.map((text, i) => (
        <Check
          key={text}
          checked={done.value.includes(i)}
          onToggle={(on) => {
            done.value = on ? [...done.peek(), i] : done.peek().filter((other) => other !== i);
          }}
        >
          {text}
        </Check>
      ))}
    </fieldset>
  );
}
