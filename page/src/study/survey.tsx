// Survey: what could I do tomorrow, with somebody beside me? Kept on the device, and never a score.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { download } from "../takeaway/download.ts";
import { Button } from "../widgets/controls.tsx";
import { printAlone } from "../widgets/printing.ts";
import { openShelf } from "./shelf.ts";
import { AskedSkill, NextSkills } from "./skills.tsx";
import { answerTo, type Skill, SURVEYS, surveyText, type Taken } from "./surveying.ts";

const NAME = "musical-craft";
const EMPTY: Omit<Taken, "changed_ms"> = { name: NAME, answers: {}, chosen: [], before: null };

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
          <AskedSkill
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
        <NextSkills
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
