// Where practice begins: what is due, what can be practised, and by ear or from curves.
import { Button, Radios } from "../widgets/controls.tsx";
import { type At, Heading } from "./parts.tsx";
import { dueInWords, isDue } from "./schedule.ts";
import type { Practice, Wish } from "./stage.ts";
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
