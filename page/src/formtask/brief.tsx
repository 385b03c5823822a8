// Build to a brief: the form lab, what is asked, and what was found.
import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Finding } from "../core/finding.ts";
import { judgeForm } from "../core/formgoals.ts";
import { formGoalWords } from "../core/formgoaltable.ts";
import type { Choice, Tables } from "../core/layertables.ts";
import { words } from "../core/tables.ts";
import { type Bench, createBench } from "../form/bench.ts";
import { readChoice } from "../form/choice.ts";
import { Elements } from "../form/elements.tsx";
import { LayerRows } from "../form/layerrows.tsx";
import { FormMap } from "../form/map.tsx";
import { Button } from "../widgets/controls.tsx";
import type { OpenModel } from "../widgets/kinds.ts";
import { placeName, sentence } from "../widgets/places.ts";
import { say } from "../widgets/said.ts";
import { Begin, Frame, type Given } from "./parts.tsx";
import type { Brief } from "./task.ts";

interface Props {
  readonly given: Given;
  readonly task: Brief;
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly of: Choice;
}

interface At extends Props {
  readonly bench: Bench;
  readonly judged: Signal<Judged | null>;
}

export function Building({ given, task }: Props) {
  return (
    <Frame given={given} title="Build it" kind="Build" prompt={task.prompt}>
      <ul class="mk-brief">
        {task.asked.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Begin given={given} label="Open the form lab">
        {(tables) => <Lab given={given} task={task} tables={tables} />}
      </Begin>
    </Frame>
  );
}

/** A lab of its own, which tells nobody what is chosen. */
const alone = (choice: unknown): OpenModel => ({
  get: () => choice,
  set: () => {},
  on: () => {},
  off: () => {},
  save_changes: () => {},
});

function Lab({ given, task, tables }: Props & { readonly tables: Tables }) {
  const bench = useMemo(() => createBench(alone(task.start), tables, given.sound, requestAnimationFrame), []);
  useEffect(() => bench.dispose, []);
  const judged = useSignal<Judged | null>(null);
  const at: At = { given, task, bench, judged };
  return (
    <>
      <PlayBar {...at} />
      {bench.message.value !== null && (
        <p class="mk-message" role="alert">
          {bench.message.value}
        </p>
      )}
      <Elements bench={bench} />
      <LayerRows bench={bench} />
      <FormMap bench={bench} />
      <Checking {...at} />
    </>
  );
}

function PlayBar({ bench }: At) {
  const place = useComputed(() => placeName(bench.made.value.score, bench.beat.value));
  const playing = bench.playing.value;
  const where = bench.loading.value ? "Fetching the sound …" : sentence(place.value);
  return (
    <div class="mk-playbar">
      <Button icon={playing ? "pause" : "play"} kind="strong" onPress={bench.toggle}>
        {playing ? "Pause" : "Play"}
      </Button>
      <Button icon="stop" onPress={bench.stop}>
        Stop
      </Button>
      <p class="mk-place">{bench.coming.value ? "The change comes in at the next bar" : where}</p>
    </div>
  );
}

const summary = (findings: readonly Finding[]): string => {
  const met = findings.filter((finding) => finding.met).length;
  if (met === findings.length) return "All that was asked is there.";
  return `${met} of ${findings.length} ${met === 1 ? "is" : "are"} there.`;
};

function Checking({ given, task, bench, judged }: At) {
  const mine = useSignal<Choice | null>(null);
  const start = useMemo(() => readChoice(bench.tables, task.start), []);
  const judge = (choice: Choice): void => {
    const findings = judgeForm(task.goals, bench.tables, { choice, start }, { words, said: formGoalWords });
    judged.value = { findings, of: choice };
    const missed = findings.find(({ met }) => !met);
    if (!bench.playing.peek()) say(given.said, `${summary(findings)} ${missed?.said ?? ""}`);
  };
  const load = (choice: Choice): void => {
    bench.set(choice);
    judge(choice);
  };
  const swap = (): void => {
    const back = mine.peek();
    mine.value = back === null ? bench.choice.peek() : null;
    load(back ?? readChoice(bench.tables, task.worked));
  };
  return (
    <div class="mk-answer">
      <div class="mk-row">
        <Button kind="strong" onPress={() => judge(bench.choice.peek())}>
          Check what I built
        </Button>
        <Button onPress={swap}>{mine.value === null ? "Load a worked answer" : "Back to mine"}</Button>
      </div>
      <Found task={task} bench={bench} judged={judged} />
      {mine.value !== null && (
        <p class="mk-because">
          <strong>A worked answer.</strong> {task.because} Play it, then go back to yours.
        </p>
      )}
    </div>
  );
}

function Found({ task, bench, judged }: Pick<At, "task" | "bench" | "judged">) {
  if (judged.value === null) return null;
  const { findings, of } = judged.value;
  const stale = JSON.stringify(of) !== JSON.stringify(bench.choice.value);
  return (
    <div class={`mk-found${stale ? " is-stale" : ""}`}>
      <p class="mk-heading">{summary(findings)}</p>
      <ul>
        {findings.map(({ met, said }, i) => (
          <li key={task.asked[i]} class={met ? "is-met" : "is-missed"}>
            <span class="mk-verdict">{met ? "There:" : "Not yet:"}</span> <em>{task.asked[i]}.</em> {said}
          </li>
        ))}
      </ul>
      {stale && <p>You have changed it since. Check again.</p>}
    </div>
  );
}
