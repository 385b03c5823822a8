// The abilities of a survey: each as it is asked, and together to choose from what to practise.
import { Check, Radios } from "../widgets/controls.tsx";
import { type Answers, answerTo, type Skill } from "./surveying.ts";

/** What each answer is good for: by its number. */
const USES = [
  "You could do this tomorrow: it deserves to be enjoyed.",
  "A few minutes away: it is near.",
  "Not yet: it is time.",
];

interface AskedSkillProps {
  readonly skill: Skill;
  readonly words: readonly string[];
  readonly now: number | null;
  readonly then: number | null;
  readonly name: string;
  onAnswer(answer: number): void;
}

export function AskedSkill({ skill, words, now, then, name, onAnswer }: AskedSkillProps) {
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

interface NextSkillsProps {
  readonly skills: readonly Skill[];
  readonly answers: Answers;
  readonly chosen: readonly string[];
  onChoose(chosen: readonly string[]): void;
}

export function NextSkills({ skills, answers, chosen, onChoose }: NextSkillsProps) {
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
