// The piece as a score: engraved when the reader opens it, and anew when its elements change.
import { type Signal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import type { Joined } from "../core/layertables.ts";
import type { Voice } from "../core/types.ts";
import { asWritten } from "../core/written.ts";
import { type Layouts, Notation } from "../views/notation.tsx";
import { takeAway } from "../widgets/carry.ts";
import { Button, Radios } from "../widgets/controls.tsx";
import { barIndexAt } from "../widgets/places.ts";
import type { Made } from "./bench.ts";
import type { At } from "./elements.tsx";

const STAVES = [
  { value: "lead", text: "Lead sheet" },
  { value: "all", text: "All but drums" },
] as const;
type Staves = (typeof STAVES)[number]["value"];

/** Scores that were engraved last are kept, so that going back costs nothing. */
const KEPT = 8;
const UNMARKED = { list: [], hidden: true } as const;

interface Engraved {
  readonly layouts: Layouts;
  /** What it is engraved from: see `inkOf`. */
  readonly ink: string;
}

/** All that bears on the notation of what is chosen. */
const inkOf = ({ choice }: Made, staves: Staves): string =>
  JSON.stringify([staves, { ...choice, balance_db: null, human: null }]);

/** The score as it is engraved: melody and answer share a staff; what leads stands first. */
export function engravable(score: Joined, staves: Staves): { score: Joined; voices: readonly string[] } {
  const { voices: all } = asWritten(score);
  const [melody, ...others] = ["melody", "harmony", "bass"].flatMap((id): readonly Voice[] => {
    const voice = all.find((one) => one.id === id)!;
    const answer = id === "melody" ? all.find((one) => one.id === "answer")!.notes : [];
    const notes = [...voice.notes, ...answer].sort((a, b) => a.onset_beat - b.onset_beat);
    return notes.length > 0 ? [{ ...voice, notes }] : [];
  });
  const voices = melody === undefined ? [] : staves === "lead" ? [melody] : [melody, ...others];
  return { score: { ...score, voices }, voices: voices.map(({ id }) => id) };
}

/** Follow the music with its engraving. */
function useEngraving(at: Props, staves: Signal<Staves>, problem: Signal<string | null>) {
  const { bench, assets } = at;
  const engraved = useSignal<readonly Engraved[]>([]);
  const job = useMemo(() => ({ busy: false }), []);
  const draw = async (): Promise<void> => {
    job.busy = true;
    try {
      for (
        let made = bench.next.peek(), ink = "";
        ink !== inkOf(made, staves.peek());
        made = bench.next.peek()
      ) {
        ink = inkOf(made, staves.peek());
        if (engraved.peek().some((one) => one.ink === ink)) continue;
        const { score, voices } = engravable(made.score, staves.peek());
        if (voices.length === 0) continue;
        const layouts = await (await takeAway(assets)).engrave(assets, score, voices);
        engraved.value = [...engraved.peek(), { layouts, ink }].slice(-KEPT);
        problem.value = null;
      }
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    } finally {
      job.busy = false;
    }
  };
  useSignalEffect(() => {
    inkOf(bench.next.value, staves.value);
    if (!job.busy) void draw();
  });
  return engraved;
}

interface Props extends At {
  readonly assets: Assets;
  readonly name: string;
  /** Whether the bar that sounds is brought into view. */
  readonly follow: boolean;
}

function OpenScore(props: Props) {
  const { bench, name, follow } = props;
  const staves = useSignal<Staves>("lead");
  const problem = useSignal<string | null>(null);
  const engraved = useEngraving(props, staves, problem);
  const performance = useComputed(() => bench.made.value.performed.performance);
  const barIndex = useComputed(() => barIndexAt(bench.made.value.score, bench.beat.value));
  const marks = useComputed(() => UNMARKED);
  const made = bench.made.value;
  const ink = inkOf(made, staves.value);
  const now = engraved.value.find((one) => one.ink === ink);
  const shown = now ?? engraved.value.at(-1);
  // A picture of another music stays until the new one is there, unlit: its notes are not those that sound.
  const sec = useComputed(() =>
    now !== undefined && (bench.playing.value || bench.beat.value > 0) ? bench.sec.value : null,
  );
  const { score } = made;
  const nothing = engravable(score, "all").voices.length === 0;
  return (
    <div class="mk-form-score" id={`${name}-score`} aria-busy={now === undefined && !nothing}>
      <Radios
        legend="What the score shows"
        name={`${name}-staves`}
        value={staves.value}
        options={STAVES}
        onChoose={(value) => {
          staves.value = value as Staves;
        }}
      />
      {problem.value !== null && (
        <p class="mk-message" role="alert">
          {problem.value}
        </p>
      )}
      {nothing && <p class="mk-hint">Only drums play, and these are not written as notes.</p>}
      {now === undefined && !nothing && problem.value === null && <p class="mk-hint">Writing the score …</p>}
      {shown !== undefined && !nothing && (
        <div class={now === undefined ? "is-old" : undefined}>
          <Notation
            key={shown.ink}
            layouts={shown.layouts}
            performance={performance}
            sec={sec}
            barIndex={barIndex}
            score={score}
            marks={marks}
            follow={follow}
            label={scoreLabel(score)}
            armed={false}
            onNote={(id) => bench.seek(onsetOf(score, id))}
            onBar={(index) => bench.seek(score.bars[index]?.start_beat ?? 0)}
          />
        </div>
      )}
    </div>
  );
}

const onsetOf = ({ voices }: Joined, id: string): number =>
  Math.max(0, voices.flatMap(({ notes }) => notes).find((note) => note.id === id)?.onset_beat ?? 0);

function scoreLabel({ title, bars, origin }: Joined): string {
  const swung =
    origin["feel"] === undefined
      ? ""
      : `, written in even eighths and played as a ${origin["feel"].toLowerCase()}`;
  return `Score of ${title}: ${bars.length} bars with chord symbols${swung}.`;
}

export function ScoreView(props: Props) {
  const isOpen = useSignal(false);
  return (
    <section>
      <div class="mk-row">
        <Button
          kind="small"
          expanded={isOpen.value}
          onPress={() => {
            isOpen.value = !isOpen.peek();
          }}
        >
          {isOpen.value ? "Close the score" : "Show the score"}
        </Button>
      </div>
      {isOpen.value && <OpenScore {...props} />}
    </section>
  );
}
