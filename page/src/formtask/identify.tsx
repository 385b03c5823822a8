// Say what sounds. Nothing tells it before the answer: no title, no score, no name of a voice.
import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Tables } from "../core/layertables.ts";
import { Roll } from "../views/roll.tsx";
import { Button, Check } from "../widgets/controls.tsx";
import { say } from "../widgets/said.ts";
import { Verdict } from "../widgets/verdict.tsx";
import { Frame, type Given, layersFor, Where } from "./parts.tsx";
import { createStand, type Stand } from "./stand.ts";
import { type Identify, needsTables, type Sounding, scoreOf } from "./task.ts";

interface Props {
  readonly given: Given;
  readonly task: Identify;
}

interface At extends Props {
  readonly stand: Stand;
  /** What lies on the stand; null until something does. */
  readonly laid: Signal<number | null>;
  hear(which: number): void;
  /** Lay it on the stand without a sound. */
  see(which: number): void;
}

interface Tried {
  readonly picked: Signal<number | null>;
  readonly answered: Signal<number | null>;
  readonly revealed: Signal<boolean>;
}

/** The place of what is heard first, before all options. */
const FIRST = -1;

const soundOf = (task: Identify, which: number): Sounding =>
  which === FIRST ? task.before! : task.sounds[which]!;

export function Identifying({ given, task }: Props) {
  const stand = useMemo(() => createStand(given.sound, requestAnimationFrame), []);
  useEffect(() => stand.dispose, []);
  const tables = useMemo(() => ({ now: null as Tables | null }), []);
  const laid = useSignal<number | null>(null);
  const lay = async (which: number): Promise<boolean> => {
    const sounding = soundOf(task, which);
    if (needsTables([sounding])) tables.now ??= await layersFor(given);
    if (needsTables([sounding]) && tables.now === null) return false;
    stand.stop();
    stand.put({ score: scoreOf(tables.now, sounding) });
    laid.value = which;
    return true;
  };
  const hear = async (which: number): Promise<void> => {
    if (await lay(which)) stand.play();
  };
  const tried: Tried = { picked: useSignal(null), answered: useSignal(null), revealed: useSignal(false) };
  const at: At = {
    given,
    task,
    stand,
    laid,
    hear: (which) => void hear(which),
    see: (which) => void lay(which),
  };
  return (
    <Frame given={given} title="What do you hear?" kind="Identify" prompt={task.prompt}>
      <PlayBar {...at} />
      <InWords {...at} />
      <div class="mk-answer">
        <Options given={given} task={task} picked={tried.picked} />
        <Giving {...at} {...tried} />
        <Replied {...at} {...tried} />
      </div>
    </Frame>
  );
}

function PlayBar({ task, stand, hear }: At) {
  return (
    <div class="mk-playbar">
      {task.before === null ? (
        <Button icon="play" kind="strong" onPress={() => hear(task.answer)}>
          Play
        </Button>
      ) : (
        <>
          <Button icon="play" kind="strong" onPress={() => hear(FIRST)}>
            Play the first
          </Button>
          <Button icon="play" kind="strong" onPress={() => hear(task.answer)}>
            Play the second
          </Button>
        </>
      )}
      <Button icon="stop" onPress={stand.stop}>
        Stop
      </Button>
      <Where stand={stand} />
    </div>
  );
}

function Options({ given, task, picked }: Props & Pick<Tried, "picked">) {
  return (
    <fieldset class="mk-options">
      <legend>Your answer</legend>
      {task.options.map((text, i) => (
        <label key={text} class="mk-check">
          <input
            type="radio"
            name={`${given.name}-answer`}
            value={i}
            checked={picked.value === i}
            onChange={() => {
              picked.value = i;
            }}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

function replyTo({ options, answer, replies }: Identify, choice: number): string {
  const is = choice === answer ? "Yes" : "Not this";
  return `${is}: ${options[choice]}. ${replies[choice]}`;
}

function Giving({ given, task, stand, picked, answered, revealed }: At & Tried) {
  const announce = (text: string): void => {
    if (!stand.playing.peek()) say(given.said, text);
  };
  const answer = (): void => {
    const choice = picked.peek();
    if (choice === null) {
      say(given.message, "Choose an answer first.");
      return;
    }
    given.message.value = null;
    answered.value = choice;
    if (choice === task.answer) revealed.value = true;
    announce(replyTo(task, choice));
  };
  const give = (): void => {
    revealed.value = true;
    announce(`The answer: ${task.options[task.answer]}.`);
  };
  return (
    <div class="mk-row">
      <Button kind="strong" onPress={answer}>
        Answer
      </Button>
      <Button idle={revealed.value} onPress={give}>
        Show the answer
      </Button>
    </div>
  );
}

/** Nobody who works from words has to press Play first: the picture comes with them. */
function InWords(at: At) {
  const { given, task, stand, laid, see } = at;
  const shown = useSignal(false);
  if (task.clues.length === 0) return null;
  return (
    <>
      <Check
        id={`${given.name}-words`}
        checked={shown.value}
        onToggle={(on) => {
          shown.value = on;
          if (on && laid.peek() === null) see(task.before === null ? task.answer : FIRST);
        }}
      >
        Work from words and a picture in place of the sound
      </Check>
      {shown.value && (
        <ul>
          {task.clues.map((clue) => (
            <li key={clue}>{clue}</li>
          ))}
        </ul>
      )}
      {shown.value && task.before !== null && <WhichPicture {...at} />}
      {shown.value && stand.music.value !== null && <Picture stand={stand} />}
    </>
  );
}

/** Two are compared: either can be seen without its sound. */
function WhichPicture({ task, laid, see }: At) {
  return (
    <div class="mk-row">
      <Button kind="small" pressed={laid.value === FIRST} onPress={() => see(FIRST)}>
        See the first
      </Button>
      <Button kind="small" pressed={laid.value === task.answer} onPress={() => see(task.answer)}>
        See the second
      </Button>
    </div>
  );
}

function Picture({ stand }: { readonly stand: Stand }) {
  const performed = useComputed(() => stand.music.value!.performed);
  const { score } = stand.music.value!;
  return (
    <Roll
      key={score.end_beat + score.bars.length}
      performed={performed}
      bars={score.bars}
      sec={stand.sec}
      beat={stand.beat}
      label="Piano roll of what sounds. Time runs to the right, higher notes lie higher, louder notes are thicker."
      onSeek={stand.seek}
    />
  );
}

function Replied({ task, answered, revealed, hear }: At & Tried) {
  const choice = answered.value;
  const found = choice === task.answer;
  return (
    <div class="mk-found">
      {choice !== null && (
        <p>
          <Verdict met={found} said={replyTo(task, choice)} />
        </p>
      )}
      {revealed.value && !found && (
        <p>
          <strong>The answer: {task.options[task.answer]}.</strong> {task.replies[task.answer]}
        </p>
      )}
      {revealed.value && (
        <>
          <p>Now hear them side by side, and listen for what has just been named.</p>
          <div class="mk-row">
            {task.options.map((text, i) => (
              <Button key={text} icon="play" kind="small" onPress={() => hear(i)}>
                {i === task.answer ? `${text} (it was this)` : text}
              </Button>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
