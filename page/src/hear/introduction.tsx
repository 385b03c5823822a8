// Each thing that will be asked, with its name: heard, or seen, before it is asked.
import { useSignal } from "@preact/signals";
import { Button } from "../widgets/controls.tsx";
import { beatsOf } from "./beats.ts";
import { BeatCurve, InNumbers } from "./curves.tsx";
import type { Made } from "./made.ts";
import { type At, Heading, StopButton } from "./parts.tsx";
import { readingOf } from "./reading.ts";
import { TOPIC, type TopicName } from "./topics.ts";

interface ShownProps {
  readonly topic: TopicName;
  readonly made: Made;
  readonly title: string;
}

function Shown({ topic, made, title }: ShownProps) {
  const { playing, score, performed, laid } = made;
  if (playing.is === "form")
    return (
      <dl class="mk-hear-reading">
        {readingOf(topic, score, playing).map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    );
  const lines = [{ label: title, beats: beatsOf(score, performed, laid) }];
  return (
    <div class="mk-hear-shown">
      {(["tempo", "level"] as const).map((of) => (
        <div key={of}>
          <BeatCurve of={of} lines={lines} />
          <InNumbers of={of} lines={lines} />
        </div>
      ))}
    </div>
  );
}

/** Each thing that will be asked, with its name: heard before it is asked. */
export function Introduction({ practice, topic }: At & { readonly topic: TopicName }) {
  const { title, names } = TOPIC[topic];
  const ear = practice.sense.value === "ear";
  const opened = useSignal<string | null>(null);
  const shown = practice.shown.value;
  return (
    <section class="mk-hear-stage" aria-label="Introduction">
      <p class="mk-hear-count">{title}</p>
      <Heading
        text={ear ? "Hear each with its name first, as often as you like." : "See each with its name first."}
        of={topic}
      />
      <ul class="mk-hear-names">
        {Object.entries(names).map(([key, each]) => {
          const sounding = practice.ear.sounding.value === key;
          const open = !ear && opened.value === key && shown?.name === key;
          return (
            <li key={key}>
              <Button
                icon={ear ? (sounding ? "stop" : "play") : "more"}
                pressed={ear ? sounding : open}
                onPress={() => {
                  opened.value = key;
                  practice.example(topic, key);
                }}
              >
                {each.title}
              </Button>
              <p>{each.hear}</p>
              {open && shown !== null && <Shown topic={topic} made={shown.made} title={each.title} />}
            </li>
          );
        })}
      </ul>
      {practice.recordOf(topic).easy_left > 0 && (
        <p class="mk-hint">The first four questions are easy and count for nothing.</p>
      )}
      <div class="mk-row">
        <Button kind="strong" onPress={practice.ask}>
          To the questions
        </Button>
        {ear && <StopButton practice={practice} />}
        <Button onPress={practice.leave}>Back</Button>
      </div>
    </section>
  );
}
