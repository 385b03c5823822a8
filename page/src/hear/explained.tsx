// After an answer: what it was, by how much and why, with both playings again and both curves.
import { Button } from "../widgets/controls.tsx";
import { type Beat, beatsOf } from "./beats.ts";
import { BeatCurve, type Drawn, InNumbers } from "./curves.tsx";
import type { Made } from "./made.ts";
import { type At, Heading, PlayButton, StopButton } from "./parts.tsx";
import { readingOf } from "./reading.ts";
import type { ToldStage } from "./stage.ts";
import { ROUND } from "./stage.ts";
import type { Followed } from "./taps.ts";
import { TOPIC } from "./topics.ts";

interface Explained extends At {
  readonly stage: ToldStage;
}

const line = ({ score, performed, laid }: Made, label: string, faint = false): Drawn => ({
  label,
  beats: beatsOf(score, performed, laid),
  faint,
});

/** The tempo of the taps, where two beats in a row were tapped. */
function tappedBeats(beats: readonly Beat[], { pairs }: Followed): readonly Beat[] {
  return pairs.flatMap(({ beat, tapped_sec }, i) => {
    const next = pairs[i + 1];
    const here = beats[beat];
    if (here === undefined || next?.beat !== beat + 1) return [];
    return [{ ...here, tempo_bpm: 60 / (next.tapped_sec - tapped_sec) }];
  });
}

/** What is drawn: the change and the same without it; of a setting, what was heard and what was set. */
function linesOf({ question, made, replays, taps }: ToldStage): readonly Drawn[] {
  const [only] = made;
  if (taps !== null && only !== undefined) {
    const music = line(only, "The music");
    return [music, { label: "Your taps", beats: tappedBeats(music.beats, taps), faint: true }];
  }
  if (question.match !== null) {
    const [target, own] = replays;
    return target && own ? [line(target.made, "The music"), line(own.made, "Yours", true)] : [];
  }
  const changed = made.find(({ performed, plain }) => performed !== plain) ?? made[0];
  if (changed === undefined) return [];
  const own = line(changed, made.length > 1 ? "The one that changes" : "As played");
  if (changed.performed === changed.plain) return [line(changed, "As played")];
  const plain = { ...changed, performed: changed.plain, laid: { version: 1 } as const };
  return [own, line(plain, "Without the change", true)];
}

function Curves({ stage }: { readonly stage: ToldStage }) {
  const { topic } = stage.question;
  const lines = linesOf(stage);
  const both: readonly ("tempo" | "level")[] =
    topic === "tempo" || topic === "tap" ? ["tempo"] : topic === "level" ? ["level"] : ["tempo", "level"];
  return (
    <div class="mk-hear-shown">
      {both.map((of) => (
        <div key={of}>
          <BeatCurve of={of} lines={lines} />
          <InNumbers of={of} lines={lines} />
        </div>
      ))}
      {lines.length > 1 && (
        <p class="mk-hint">
          Solid: {lines[0]?.label.toLowerCase()}. Dashed: {lines[1]?.label.toLowerCase()}.
        </p>
      )}
    </div>
  );
}

function Readings({ stage }: { readonly stage: ToldStage }) {
  const { question, replays } = stage;
  return (
    <details class="mk-hear-numbers">
      <summary>What was played, in words</summary>
      {replays.map(({ text, made }) =>
        made.playing.is === "form" ? (
          <dl class="mk-hear-reading" key={text}>
            <dt class="mk-heading">{text}</dt>
            {readingOf(question.topic, made.score, made.playing).map((row) => (
              <div key={row.label}>
                <dt>{row.label}</dt>
                <dd>{row.text}</dd>
              </div>
            ))}
          </dl>
        ) : null,
      )}
    </details>
  );
}

export function Explained(props: Explained) {
  const { practice, stage } = props;
  const { told, replays, question, made } = stage;
  const last = practice.count.value % ROUND === 0;
  return (
    <section class="mk-hear-stage" aria-label="Answer">
      <p class="mk-hear-count">{TOPIC[question.topic].title}</p>
      <Heading text={told.verdict} of={stage} />
      <div class="mk-hear-said">
        {told.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div class="mk-playbar">
        {replays.map(({ text }, i) => (
          <PlayButton key={text} {...props} index={i} text={text} />
        ))}
        <StopButton practice={practice} />
      </div>
      <div class="mk-row">
        <Button kind="strong" onPress={practice.next}>
          {last ? "End of the round" : "Next question"}
        </Button>
        <Button onPress={practice.finish}>Enough for now</Button>
      </div>
      {made[0]?.playing.is === "form" ? <Readings stage={stage} /> : <Curves stage={stage} />}
    </section>
  );
}
