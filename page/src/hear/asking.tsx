// One question: what is played or shown, and where the answer is given.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button, Slider } from "../widgets/controls.tsx";
import { Icon } from "../widgets/icons.tsx";
import { beatsOf, wavering } from "./beats.ts";
import { BeatCurve, type Drawn, InNumbers } from "./curves.tsx";
import type { Made } from "./made.ts";
import { type Asking as Asked, type Practice, ROUND } from "./practice.ts";
import { MATCH_REACH, type Match, type Question } from "./question.ts";
import { readingOf } from "./reading.ts";
import { endInWords } from "./told.ts";
import { TOPIC } from "./topics.ts";

export interface At {
  readonly practice: Practice;
  readonly name: string;
}
interface InQuestion extends At {
  readonly asked: Asked;
}

const LETTERS = ["A", "B", "C"] as const;

/** A heading that takes the focus when what it heads comes up. */
export function Heading({ text, of }: { readonly text: string; readonly of: unknown }) {
  const here = useRef<HTMLParagraphElement>(null);
  useEffect(() => here.current?.focus({ preventScroll: true }), [of]);
  return (
    <p class="mk-hear-prompt" tabIndex={-1} ref={here}>
      {text}
    </p>
  );
}

export interface PlayButtonProps extends At {
  readonly index: number;
  readonly text: string;
  readonly strong?: boolean;
}

/** Plays from the beginning; pressed again it stops. */
export function PlayButton({ practice, index, text, strong = false }: PlayButtonProps) {
  const sounding = practice.ear.sounding.value === String(index);
  return (
    <Button
      icon={sounding ? "stop" : "play"}
      kind={strong ? "strong" : "plain"}
      pressed={sounding}
      onPress={() => practice.play(index)}
    >
      {text}
    </Button>
  );
}

export function StopButton({ practice }: Pick<At, "practice">) {
  return (
    <Button icon="stop" idle={practice.ear.sounding.value === null} onPress={practice.ear.stop}>
      Stop
    </Button>
  );
}

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

function Choosing({ practice, asked, name }: InQuestion) {
  const { question, made } = asked;
  const chosen = useSignal<string | null>(null);
  useEffect(() => {
    chosen.value = null;
  }, [question]);
  const all = question.sense === "eye" || made.every((_, i) => practice.heard.value.has(i));
  return (
    <form
      class="mk-hear-answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (all && chosen.value !== null) practice.answer(chosen.value);
      }}
    >
      <fieldset class="mk-options">
        <legend>Your answer</legend>
        {question.options.map(({ value, text }) => (
          <label class="mk-check" key={value}>
            <input
              type="radio"
              name={`${name}-answer`}
              value={value}
              checked={chosen.value === value}
              onChange={() => {
                chosen.value = value;
              }}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <div class="mk-row">
        <button
          type="submit"
          class="mk-button is-strong"
          aria-disabled={!all || chosen.value === null}
          aria-describedby={`${name}-first`}
        >
          <span>Answer</span>
        </button>
        <p class="mk-hint" id={`${name}-first`}>
          {all
            ? ""
            : made.length > 1
              ? "Play each once first; again as often as you like."
              : "Play it first; again as often as you like."}
        </p>
      </div>
    </form>
  );
}

const STEP = { tempo: 0.01, level: 0.5 } as const;

function Setting({ practice, match }: At & { readonly match: Match }) {
  const { of } = match;
  const reach = MATCH_REACH[of];
  const all = match.hidden_beats > 0 || practice.heard.value.has(0);
  const value = practice.set.value;
  return (
    <div class="mk-hear-answer">
      <Slider
        label="Yours"
        value={Math.round(value * 100) / 100}
        low={of === "tempo" ? 1 / reach : -reach}
        high={reach}
        step={STEP[of]}
        text={endInWords(of, value)}
        onInput={(set) => {
          practice.set.value = set;
        }}
      />
      <div class="mk-row">
        <Button kind="strong" idle={!all} onPress={practice.done}>
          That is it
        </Button>
        <p class="mk-hint">{all ? "" : "Play what is asked first."}</p>
      </div>
    </div>
  );
}

function Tapping({ practice }: Pick<At, "practice">) {
  const playing = practice.ear.sounding.value !== null;
  const taps = practice.taps_sec.value.length;
  return (
    <div class="mk-hear-answer">
      <button
        type="button"
        class="mk-hear-tap"
        aria-disabled={!playing}
        onPointerDown={(event) => {
          event.currentTarget.focus();
          event.preventDefault();
          practice.tap();
        }}
        onKeyDown={(event) => {
          if (event.key !== " " && event.key !== "Enter") return;
          event.preventDefault();
          if (!event.repeat) practice.tap();
        }}
        onKeyUp={(event) => {
          if (event.key === " ") event.preventDefault();
        }}
        onClick={(event) => {
          // A screen reader or a switch presses without pointer and key.
          if (event.detail === 0) practice.tap();
        }}
      >
        <Icon name="plus" />
        <span>Tap here, or with Space</span>
      </button>
      <div class="mk-row">
        <Button kind="strong" idle={playing || taps === 0} onPress={practice.done}>
          See how it went
        </Button>
        <p class="mk-hint" aria-hidden="true">
          {taps > 0 ? `${taps} taps` : "Play, and tap along. Playing again begins anew."}
        </p>
      </div>
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
