// The lines of a plan, one after the other: what, how long, with which music, and what stays open in it.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { check } from "../core/check.ts";
import { shapes } from "../core/tables.ts";
import type { Interpretation } from "../core/types.ts";
import { Button, Choose } from "../widgets/controls.tsx";
import { StaticModel } from "../widgets/model.ts";
import { parseTraits } from "../widgets/traits.ts";
import { layoutsOf, showWidget, soundOfPage } from "../widgets/widget.ts";
import type { At } from "./fields.tsx";
import { emptyLine, type Line, moved, totalMinutes } from "./model.ts";
import type { Songs } from "./plan.tsx";

export interface LinesProps extends At {
  readonly songs: Songs;
}

interface LineProps extends LinesProps {
  readonly line: Line;
  readonly index: number;
}

/** The song of a line in the expressive lab; what is shaped there is kept in the plan. */
function Lab({ plans, songs, line }: LineProps) {
  const home = useRef<HTMLDivElement>(null);
  const { music, id } = line;
  const song = music?.song ?? "";
  useEffect(() => {
    let gone = false;
    let remove = (): void => {};
    const open = async (): Promise<void> => {
      const piece = JSON.parse(new TextDecoder().decode(await songs.assets.fetch(`pieces/${song}.json`)));
      if (gone || home.current === null) return;
      const laid = music?.interpretation ?? null;
      if (laid !== null) check(piece.score, laid, shapes);
      const traits = { piece, interpretation: laid, show: ["roll", "tempo", "level"] };
      const model = new StaticModel(parseTraits(JSON.stringify(traits), "shape"));
      model.on("change:interpretation", () => {
        const interpretation: Interpretation | null = model.get("interpretation");
        const { lines } = plans.current.peek();
        plans.change({
          lines: lines.map((other) =>
            other.id === id ? { ...other, music: { song, interpretation } } : other,
          ),
        });
      });
      remove = showWidget(model, home.current, layoutsOf(model), soundOfPage(songs.assets));
    };
    open().catch((error: unknown) => {
      plans.message.value = error instanceof Error ? error.message : String(error);
    });
    return () => {
      gone = true;
      remove();
    };
    // Only another song is another lab: its own changes come back from it.
  }, [song, id]);
  return <div class="mk-line-lab" ref={home} />;
}

function OneLine(props: LineProps) {
  const { plans, songs, line, index, name } = props;
  const open = useSignal(false);
  const { lines } = plans.current.value;
  const id = `${name}-${line.id}`;
  const number = index + 1;
  const set = (change: Partial<Line>): void =>
    plans.change({ lines: lines.map((other) => (other.id === line.id ? { ...other, ...change } : other)) });
  const text = (value: string | undefined) => ({ "aria-label": `Line ${number}: ${value}` });
  return (
    <li class="mk-line">
      <div class="mk-written">
        <label for={`${id}-what`}>What</label>
        <textarea
          id={`${id}-what`}
          rows={2}
          {...text("what")}
          value={line.what}
          maxLength={20_000}
          onInput={(event) => set({ what: event.currentTarget.value })}
        />
        <p class="mk-paper-text">{line.what}</p>
      </div>
      <div class="mk-row">
        <label class="mk-field">
          <span class="mk-field-name">Minutes</span>
          <input
            type="number"
            min={0}
            max={600}
            {...text("minutes")}
            value={line.minutes ?? ""}
            onInput={({ currentTarget: { value } }) => {
              const minutes = Math.min(600, Math.max(0, Number(value)));
              set({ minutes: value === "" || Number.isNaN(minutes) ? null : minutes });
            }}
          />
        </label>
        <Choose
          label="Music"
          name={`Line ${number}: music`}
          value={line.music?.song ?? ""}
          options={[{ value: "", text: "none from this book" }, ...songs.options]}
          onChoose={(song) => {
            set({ music: song === "" ? null : { song, interpretation: null } });
            if (song === "") open.value = false;
          }}
        />
        {line.music !== null && (
          <Button pressed={open.value} onPress={() => (open.value = !open.value)}>
            Play and shape it here
          </Button>
        )}
      </div>
      {open.value && line.music !== null && <Lab {...props} />}
      <div class="mk-written">
        <label for={`${id}-open`}>Left open in it</label>
        <textarea
          id={`${id}-open`}
          rows={1}
          {...text("left open")}
          value={line.open}
          maxLength={20_000}
          onInput={(event) => set({ open: event.currentTarget.value })}
        />
        <p class="mk-paper-text">{line.open}</p>
      </div>
      <div class="mk-row">
        <Button
          kind="small"
          label={`Move line ${number} up`}
          idle={index === 0}
          onPress={() => plans.change({ lines: moved(lines, index, index - 1) })}
        >
          Up
        </Button>
        <Button
          kind="small"
          label={`Move line ${number} down`}
          idle={index === lines.length - 1}
          onPress={() => plans.change({ lines: moved(lines, index, index + 1) })}
        >
          Down
        </Button>
        <Button
          kind="small"
          icon="close"
          label={`Remove line ${number}`}
          onPress={() => {
            plans.change({ lines: lines.filter((other) => other.id !== line.id) });
            document.getElementById(`${name}-add`)?.focus();
          }}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}

export function Lines(props: LinesProps) {
  const { plans, name } = props;
  const plan = plans.current.value;
  return (
    <section class="mk-group" aria-labelledby={`${name}-lines`}>
      <p class="mk-heading" id={`${name}-lines`}>
        Lines ({totalMinutes(plan)} minutes)
      </p>
      <ol class="mk-plan-lines">
        {plan.lines.map((line, index) => (
          <OneLine key={line.id} {...props} line={line} index={index} />
        ))}
      </ol>
      <Button
        id={`${name}-add`}
        icon="plus"
        onPress={() => plans.change({ lines: [...plan.lines, emptyLine()] })}
      >
        Add a line
      </Button>
    </section>
  );
}
