// Survey: what could I do tomorrow, with somebody beside me? Kept on the device, and never a score.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { download } from "../takeaway/download.ts";
import { Button, Check, Radios } from "../widgets/controls.tsx";
import { printAlone } from "../widgets/printing.ts";
import { openShelf } from "./shelf.ts";
import { type Answers, answerTo, type Skill, SURVEYS, surveyText, type Taken } from "./surveying.ts";

const NAME = "musical-craft";
const EMPTY: Omit<Taken, "changed_ms"> = { name: NAME, answers: {}, chosen: [], before: null };
/** What each answer is good for: by its number. */
const USES = [
  "You could do this tomorrow: it deserves to be enjoyed.",
  "A few minutes away: it is near.",
  "Not yet: it is time.",
];

interface AskedProps {
  readonly skill: Skill;
  readonly words: readonly string[];
  readonly now: number | null;
  readonly then: number | null;
  readonly name: string;
  onAnswer(answer: number): void;
}

function Asked({ skill, words, now, then, name, onAnswer }: AskedProps) {
  return (
    <li>
      <p>
        <strong>{skill.ability}.</strong> Done when {skill.done}.
      </p>
      <Radios
        legend={skill.ability}
        name={name}
        value={now === null ? null : String(now)}
        options={words.map((text, i) => ({ value: String(i), text }))}
        onChoose={(value) => onAnswer(Number(value))}
      />
      <p class="mk-answered">Answered: {now === null ? "—" : words[now]}</p>
      {now !== null && then !== null && <p class="mk-hint">Before, you said: {words[then]}.</p>}
    </li>
  );
}

/** In a notebook there is no page to go to: the place is named alone. */
function Where({ links }: Pick<Skill, "links">) {
  return (
    <ul>
      {links.map(([text, address]) => (
        <li key={address}>{address.startsWith("musicking-root:") ? text : <a href={address}>{text}</a>}</li>
      ))}
    </ul>
  );
}

interface NextProps {
  readonly skills: readonly Skill[];
  readonly answers: Answers;
  readonly chosen: readonly string[];
  onChoose(chosen: readonly string[]): void;
}

function Next({ skills, answers, chosen, onChoose }: NextProps) {
  const groups = USES.map((use, answer) => ({
    use,
    these: skills.filter(({ name }) => answerTo(answers, name) === answer),
  })).reverse();
  return (
    <div class="mk-group">
      <p class="mk-heading">What will you practise in the next two weeks?</p>
      <p>Choose about three: one because it is time, one because it is near, one to be enjoyed.</p>
      {groups
        .filter(({ these }) => these.length > 0)
        .map(({ use, these }) => (
          <fieldset key={use} class="mk-group">
            <legend>{use}</legend>
            {these.map(({ name, ability, practice, links }) => (
              <div key={name} class="mk-practice">
                <Check
                  checked={chosen.includes(name)}
                  onToggle={(on) =>
                    onChoose(on ? [...chosen, name] : chosen.filter((other) => other !== name))
                  }
                >
                  {ability}
                </Check>
                {chosen.includes(name) && (
                  <div class="mk-how">
                    <p>{practice}</p>
                    <Where links={links} />
                  </div>
                )}
              </div>
            ))}
          </fieldset>
        ))}
    </div>
  );
}

interface SurveyProps {
  readonly skills: readonly Skill[];
  readonly words: readonly string[];
  /** Begins the ids and radio names of this widget. */
  readonly name: string;
}

export function Survey({ skills, words, name }: SurveyProps) {
  const shelf = useMemo(
    () =>
      openShelf(SURVEYS, {
        storage: () => localStorage,
        now_ms: Date.now,
        tabs: globalThis as unknown as EventTarget,
      }),
    [],
  );
  useEffect(() => shelf.dispose, [shelf]);
  const said = useSignal("");
  const back = useSignal<(() => void) | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const taken = shelf.all.value.find((item) => item.name === NAME) ?? { ...EMPTY, changed_ms: 0 };
  const change = (part: Partial<Taken>): void => {
    said.value = "";
    shelf.put([{ ...taken, ...part }]);
  };
  const none = Object.keys(taken.answers).length === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      ref={root}
      class="musicking-app mk-survey"
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <p class="mk-title" id={`${name}-title`}>
        Could I do this tomorrow, with somebody beside me?
      </p>
      <p class="mk-hint">
        Take the first answer that comes. What you answer stays on this device, and nothing is added up.
      </p>
      {shelf.message.value !== null && (
        <p class="mk-message" role="alert">
          {shelf.message.value.text}
        </p>
      )}
      <ol class="mk-asked-skills">
        {skills.map((skill) => (
          <Asked
            key={skill.name}
            skill={skill}
            words={words}
            now={answerTo(taken.answers, skill.name)}
            then={answerTo(taken.before, skill.name)}
            name={`${name}-${skill.name}`}
            onAnswer={(answer) => change({ answers: { ...taken.answers, [skill.name]: answer } })}
          />
        ))}
      </ol>
      {!none && (
        <Next
          skills={skills}
          answers={taken.answers}
          chosen={taken.chosen}
          onChoose={(chosen) => change({ chosen })}
        />
      )}
      <div class="mk-row">
        <Button idle={none} onPress={() => root.current !== null && printAlone(root.current)}>
          Print
        </Button>
        <Button
          idle={none}
          onPress={() => {
            said.value = download(
              "My musical craft",
              "md",
              "text/markdown",
              surveyText(skills, words, taken),
            );
          }}
        >
          Save as text
        </Button>
        <Button
          idle={none}
          onPress={() => {
            change({ answers: {}, before: taken.answers });
            said.value =
              "The survey is empty again. What you said before comes back beside each answer that you give.";
          }}
        >
          Take it again, without looking
        </Button>
        {none && back.value !== null ? (
          <Button
            icon="undo"
            onPress={() => {
              back.value?.();
              back.value = null;
            }}
          >
            Bring back what was deleted
          </Button>
        ) : (
          <Button
            idle={none && taken.before === null}
            onPress={() => {
              back.value = shelf.remove([NAME]);
              said.value = "Deleted from this device.";
            }}
          >
            Delete
          </Button>
        )}
      </div>
      <p class="mk-said" role="status">
        {said.value}
      </p>
    </div>
  );
}
