// Where an answer is given: by choosing, by a slider, by tapping.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button, Slider } from "../widgets/controls.tsx";
import { Icon } from "../widgets/icons.tsx";
import type { At } from "./parts.tsx";
import { MATCH_REACH, type Match } from "./question.ts";
import type { Asking } from "./stage.ts";
import { endInWords } from "./told.ts";

export interface InQuestion extends At {
  readonly asked: Asking;
}

export function Choosing({ practice, asked, name }: InQuestion) {
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

export function Setting({ practice, match }: At & { readonly match: Match }) {
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

export function Tapping({ practice }: Pick<At, "practice">) {
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
