// Where practice begins: what is due, what can be practised, and by ear or from curves.
import { useSignal } from "@preact/signals";
import { Button, Radios } from "../widgets/controls.tsx";
import { type At, Heading } from "./asking.tsx";
import { beatsOf } from "./beats.ts";
import { BeatCurve, InNumbers } from "./curves.tsx";
import type { Practice, Wish } from "./practice.ts";
import { readingOf } from "./reading.ts";
import { dueInWords, isDue } from "./schedule.ts";
import { nowInWords } from "./told.ts";
import { type Sense, TOPIC, type TopicName } from "./topics.ts";

/** When a topic comes back, as it stands beside its name. */
function stateOf(practice: Practice, topic: TopicName): string {
  const record = practice.recordOf(topic);
  return record.answers > 0 && record.schedule.due_ms === null
    ? "begun"
    : dueInWords(record.schedule, practice.now_ms());
}

function Topic({ practice, name, wish }: At & { readonly wish: Wish }) {
  const { title, about } =
    wish === "mixed"
      ? {
          title: "Mixed",
          about: "Questions of all the topics that you have begun, by turns; what is due comes more often.",
        }
      : TOPIC[wish];
  const state = wish === "mixed" ? "" : stateOf(practice, wish);
  return (
    <label class="mk-hear-topic">
      <input
        type="radio"
        name={`${name}-topic`}
        value={wish}
        checked={practice.wish.value === wish}
        onChange={() => {
          practice.wish.value = wish;
        }}
      />
      <span>
        <strong>{title}</strong>
        {state && <span class={`mk-hear-state${state === "due now" ? " is-due" : ""}`}> {state}</span>}
        <span class="mk-hear-about">{about}</span>
      </span>
    </label>
  );
}

const SENSES = [
  { value: "ear", text: "By ear" },
  { value: "eye", text: "From curves and words" },
] as const;

export function SenseChoice({ practice, name }: At) {
  return (
    <Radios
      legend="How you practise"
      name={`${name}-sense`}
      value={practice.sense.value}
      options={SENSES}
      onChoose={(value) => {
        practice.sense.value = value as Sense;
      }}
    />
  );
}

export function Opening(props: At) {
  const { practice } = props;
  const { topics } = practice;
  const now = practice.now_ms();
  const due = topics.filter((topic) => isDue(practice.recordOf(topic).schedule, now));
  const alone = topics.length === 1 ? topics[0] : undefined;
  return (
    <div class="mk-hear-stage">
      {due.length > 0 && (
        <p class="mk-hear-due">Due now: {due.map((topic) => TOPIC[topic].title).join(", ")}.</p>
      )}
      {alone === undefined ? (
        <fieldset class="mk-hear-topics">
          <legend>What do you want to practise?</legend>
          {practice.canMix() && <Topic {...props} wish="mixed" />}
          {topics.map((topic) => (
            <Topic key={topic} {...props} wish={topic} />
          ))}
        </fieldset>
      ) : (
        <p>
          {TOPIC[alone].about} <span class="mk-hear-state">({stateOf(practice, alone)})</span>
        </p>
      )}
      {alone !== undefined &&
        nowInWords(alone, practice.recordOf(alone)).map((sentence) => <p key={sentence}>{sentence}</p>)}
      <SenseChoice {...props} />
      <div class="mk-row">
        <Button kind="strong" onPress={practice.start}>
          Begin
        </Button>
        <Introduce {...props} />
      </div>
    </div>
  );
}

function Introduce({ practice }: At) {
  const wish = practice.wish.value;
  if (wish === "mixed" || practice.recordOf(wish).answers === 0) return null;
  return (
    <Button onPress={() => practice.introduce(wish)}>
      {practice.sense.value === "ear" ? "Hear each with its name" : "See each with its name"}
    </Button>
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
              {open && shown !== null && (
                <div class="mk-hear-shown">
                  {shown.made.playing.is === "form" ? (
                    <dl class="mk-hear-reading">
                      {readingOf(topic, shown.made.score, shown.made.playing).map(({ label, text }) => (
                        <div key={label}>
                          <dt>{label}</dt>
                          <dd>{text}</dd>
                        </div>
                      ))}
                    </dl>
                  ) : (
                    (["tempo", "level"] as const).map((of) => {
                      const beats = beatsOf(shown.made.score, shown.made.performed, shown.made.laid);
                      const lines = [{ label: each.title, beats }];
                      return (
                        <div key={of}>
                          <BeatCurve of={of} lines={lines} />
                          <InNumbers of={of} lines={lines} />
                        </div>
                      );
                    })
                  )}
                </div>
              )}
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
        <Button icon="stop" idle={practice.ear.sounding.value === null} onPress={practice.ear.stop}>
          Stop
        </Button>
        <Button onPress={practice.leave}>Back</Button>
      </div>
    </section>
  );
}

export function End({ practice, topics }: At & { readonly topics: readonly TopicName[] }) {
  return (
    <section class="mk-hear-stage" aria-label="End of the round">
      <Heading text="That was a round." of={topics} />
      {topics.map((topic) => {
        const record = practice.recordOf(topic);
        const known = nowInWords(topic, record);
        return (
          <div key={topic}>
            <p class="mk-heading">
              {TOPIC[topic].title}: {dueInWords(record.schedule, practice.now_ms())}
            </p>
            {known.length > 0 ? (
              known.map((sentence) => <p key={sentence}>{sentence}</p>)
            ) : (
              <p>What you tell apart shows after some more rounds.</p>
            )}
          </div>
        );
      })}
      <div class="mk-row">
        <Button kind="strong" onPress={practice.start}>
          Another round
        </Button>
        <Button onPress={practice.leave}>Choose a topic</Button>
      </div>
    </section>
  );
}
