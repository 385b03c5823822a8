// What each element does, in words.
import { insteadOf } from "../core/layerchoice.ts";
import type { Choice } from "../core/layertables.ts";
import { degreesInWords } from "../core/naming.ts";
import { pretty } from "../widgets/keynames.ts";
import type { Bench } from "./bench.ts";
import type { At } from "./elements.tsx";

interface Told {
  readonly heading: string;
  readonly name: string;
  readonly about: string;
  readonly care: string;
}

function toldOf(bench: Bench, choice: Choice): readonly Told[] {
  const { tables } = bench;
  const style = tables.styles[choice.style]!;
  const sounds = style.stand_ins === "" ? "" : ` Heard in this book: ${style.stand_ins}.`;
  const mode = tables.tonalities[choice.tonality]!;
  const row = tables.progressions[insteadOf(tables, choice)[0]]!;
  const phrase = tables.phrases[choice.phrase]!;
  const plan = tables.plans[choice.plan]!;
  const listen = `Listen for its ${degreesInWords(mode.signature)}.`;
  const own = ownWords(bench);
  return [
    ...own,
    { heading: "Style and groove", name: style.name, about: style.about + sounds, care: style.culture },
    { heading: "Mode", name: mode.name, about: listen, care: mode.caution },
    { heading: "Harmony", name: row.name, about: row.about, care: "" },
    { heading: "Phrase", name: phrase.name, about: phrase.about, care: "" },
    { heading: "Repetition", name: plan.name, about: plan.about, care: "" },
  ];
}

/** What Python composed by, where it did. */
function ownWords({ made }: Bench): readonly Told[] {
  const { choice, score } = made.value;
  if (choice.own === null) return [];
  const { groove = "", progression = "", motives = "" } = score.origin;
  const about = `Groove: ${groove}. Chords: ${progression}. Grown from the motives ${motives}.`;
  return [
    {
      heading: "Composed by Python",
      name: `${pretty(score.key ?? "")}, seed ${choice.own.seed}`,
      about,
      care: "",
    },
  ];
}

export function WhatEachDoes({ bench }: At) {
  return (
    <details class="mk-about" open>
      <summary>What each element does</summary>
      <dl>
        {toldOf(bench, bench.choice.value).map(({ heading, name, about, care }) => (
          <div key={heading}>
            <dt>
              {heading}: {name}
            </dt>
            <dd>
              {about} {care !== "" && <em>{care}</em>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
