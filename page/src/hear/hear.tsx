// Hear: listening practice made by the engine, one question at a time. What a reader can tell stays on the device.
import { render } from "preact";
import type { Assets } from "../audio/types.ts";
import { prepareAhead } from "../widgets/ahead.ts";
import { Button } from "../widgets/controls.tsx";
import type { OpenModel } from "../widgets/kinds.ts";
import { wear } from "../widgets/wear.ts";
import { soundOfPage } from "../widgets/widget.ts";
import { Asking } from "./asking.tsx";
import { chances } from "./chance.ts";
import { Explained } from "./explained.tsx";
import styles from "./hear.css";
import { Introduction } from "./introduction.tsx";
import { musicOf } from "./made.ts";
import { End, Opening } from "./opening.tsx";
import type { At } from "./parts.tsx";
import { createEar } from "./player.ts";
import { createPractice } from "./practice.ts";
import type { Song } from "./question.ts";
import { openProgress } from "./store.ts";
import { isTopic, TOPIC, TOPICS } from "./topics.ts";
import { Yours } from "./yours.tsx";

function Stage(props: At) {
  const { practice } = props;
  const stage = practice.stage.value;
  switch (stage.at) {
    case "opening":
      return <Opening {...props} />;
    case "fetching":
      return <p class="mk-hear-prompt">Fetching the music …</p>;
    case "introduction":
      return <Introduction {...props} topic={stage.topic} />;
    case "asking":
      return <Asking {...props} asked={stage} />;
    case "told":
      return <Explained {...props} stage={stage} />;
    case "end":
      return <End {...props} topics={stage.topics} />;
  }
}

function HearWidget(props: At) {
  const { practice, name } = props;
  const [only] = practice.topics;
  const title =
    practice.topics.length === 1 && only !== undefined
      ? `Listening practice: ${TOPIC[only].title}`
      : "Listening practice";
  const { at } = practice.stage.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class="musicking-app mk-hear"
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <div class="mk-head">
        <p class="mk-title" id={`${name}-title`}>
          {title}
        </p>
        {at === "asking" && (
          <Button kind="small" onPress={practice.finish}>
            Enough for now
          </Button>
        )}
      </div>
      {practice.message.value !== null && (
        <p class="mk-message" role="alert">
          {practice.message.value}
        </p>
      )}
      <Stage {...props} />
      {(at === "opening" || at === "end") && <Yours practice={practice} />}
    </div>
  );
}

/** Songs as Python names them: a name, and which of its phrases are four bars long. */
function songsOf(data: unknown): readonly Song[] {
  if (!Array.isArray(data)) return [];
  return data.map(([name, phrases]: [string, readonly number[]]) => ({ name, phrases }));
}

let widgets = 0;

/** Show listening practice in a place; answers how to take it away. */
export function show(place: HTMLElement, model: OpenModel, assets: Assets): () => void {
  wear(styles);
  widgets += 1;
  const topic = model.get("topic");
  const progress = openProgress(() => localStorage, Date.now, globalThis);
  const sound = soundOfPage(assets);
  // The songs are played on the piano; which of its notes, and what else, the first question will say.
  prepareAhead(sound, new Map([["piano", new Set()]]));
  const ear = createEar(sound, (work) => {
    if (document.hidden) setTimeout(work);
    else requestAnimationFrame(work);
  });
  const practice = createPractice({
    topics: isTopic(topic) ? [topic] : TOPICS,
    songs: songsOf(model.get("songs")),
    music: musicOf(assets),
    progress,
    ear,
    chance: chances(Math.floor(Math.random() * 2 ** 32)),
    now_ms: Date.now,
  });
  render(<HearWidget practice={practice} name={`mk-hear-${widgets}`} />, place);
  return () => {
    render(null, place);
    ear.dispose();
    progress.dispose();
  };
}
