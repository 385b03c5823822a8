// One question: what is played or shown, and where the answer is given.
import { Button } from "../widgets/controls.tsx";
import { Choosing, type InQuestion, Setting, Tapping } from "./answering.tsx";
import { beatsOf, wavering } from "./beats.ts";
import { BeatCurve, type Drawn, InNumbers } from "./curves.tsx";
import type { Made } from "./made.ts";
import { Heading, PlayButton, StopButton } from "./parts.tsx";
import type { Question } from "./question.ts";
import { readingOf } from "./reading.ts";
import { ROUND } from "./stage.ts";
import { TOPIC } from "./topics.ts";

const LETTERS = ["A", "B", "C"] as const;

/** Which bar sounds; it is seen, not announced. */
function Where({ practice, asked }: InQuestion) {
  const { ear } = practice;
  const at = Number(ear.sounding.value);
  const made = asked.made[Number.isNaN(at) ? 0 : at];
  const bars = made?.score.bars.filter(({ number }) => number > 0) ?? [];
  const bar = bars.findLast(({ start_beat }) => start_beat <= ear.beat.value + 1e-6)?.number ?? 0;
  const text =
    ear.sounding.value === null
      ? ""
      : ear.loading.value
        ? "Fetching the sound …"
        : ear.count.value !== null
          ? `Count: ${ear.count.value || "…"}`
          : bar > 0
            ? `Bar ${bar} of ${bars.length}`
            : "Upbeat";
  return (
    <p class="mk-place" aria-hidden="true">
      {text}
    </p>
  );
}

function ByEar(props: InQuestion) {
  const { practice, asked } = props;
  const { made, question } = asked;
  return (
    <div class="mk-playbar">
      {made.map((each, i) => (
        <PlayButton
          key={each.playing.seed}
          {...props}
          index={i}
          strong={made.length === 1}
          text={made.length === 1 ? (question.match ? "Play what is asked" : "Play") : `Play ${LETTERS[i]}`}
        />
      ))}
      {question.match !== null && (
        <Button
          icon={practice.ear.sounding.value === "own" ? "stop" : "play"}
          pressed={practice.ear.sounding.value === "own"}
          onPress={practice.playOwn}
        >
          Play yours
        </Button>
      )}
      <StopButton practice={practice} />
      <Where {...props} />
    </div>
  );
}

const curvesOf = ({ topic }: Question): readonly ("tempo" | "level")[] =>
  topic === "tempo" || topic === "tap" ? ["tempo"] : topic === "level" ? ["level"] : ["tempo", "level"];

const drawn = ({ score, performed, laid, playing }: Made, label: string, hidden: number): Drawn => {
  const beats = wavering(beatsOf(score, performed, laid), playing.seed);
  return { label, beats: hidden > 0 ? beats.slice(0, -hidden) : beats };
};

function ByEye({ asked }: InQuestion) {
  const { question, made } = asked;
  const many = made.length > 1;
  if (made[0]?.playing.is === "form")
    return (
      <div class="mk-hear-shown">
        {made.map((each, i) => (
          <dl class="mk-hear-reading" key={each.playing.seed}>
            {many && <dt class="mk-heading">{LETTERS[i]}</dt>}
            {each.playing.is === "form" &&
              readingOf(question.topic, each.score, each.playing).map(({ label, text }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
          </dl>
        ))}
      </div>
    );
  const lines = made.map((each, i) =>
    drawn(each, many ? LETTERS[i]! : "As played", question.match?.hidden_beats ?? 0),
  );
  return (
    <div class="mk-hear-shown">
      {lines.map((line) =>
        curvesOf(question).map((of) => (
          <div key={line.label + of}>
            <BeatCurve of={of} lines={[line]} beside={lines} {...(many ? { caption: line.label } : {})} />
            <InNumbers of={of} lines={[line]} />
          </div>
        )),
      )}
    </div>
  );
}

export function Asking(props: InQuestion) {
  const { practice, asked } = props;
  const { question } = asked;
  return (
    <section class="mk-hear-stage" aria-label="Question">
      <p class="mk-hear-count">
        {TOPIC[question.topic].title} · question {(practice.count.value % ROUND) + 1} of {ROUND}
        {question.easy ? " · an easy one to begin with" : ""}
      </p>
      <Heading text={question.prompt} of={question} />
      {question.sense === "ear" ? <ByEar {...props} /> : <ByEye {...props} />}
      {question.match !== null ? (
        <Setting {...props} match={question.match} />
      ) : question.kind === "tap" ? (
        <Tapping practice={practice} />
      ) : (
        <Choosing {...props} />
      )}
    </section>
  );
}
