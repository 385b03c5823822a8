// An exercise around a widget: what is asked above it, the answer and what came of it below.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Choosing } from "./choosing.tsx";
import { Button, Check } from "./controls.tsx";
import { announce, type Desk, edit } from "./desk.ts";
import { judgeNow } from "./judging.ts";
import { rangeName } from "./places.ts";
import type { Judged, Practice } from "./practice.ts";
import type { Make, Play } from "./task.ts";

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
      Play me in: <span class="mk-cue">{rangeName(store.piece.score, ...cue)}</span>
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
