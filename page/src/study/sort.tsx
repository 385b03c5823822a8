// Sort: sounding examples on a line. No place is wrong; each has its reasons.
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import { Button, Choose } from "../widgets/controls.tsx";
import { dragRow } from "./dragging.ts";
import { createHearing, type Hearing } from "./hearing.ts";
import { allPlaced, type Example, type Line, movedTo, putAt, type Row, stationOf, unsorted } from "./line.ts";

interface CardProps {
  readonly line: Line;
  readonly example: Example;
  readonly hearing: Hearing;
  readonly station: number | null;
  readonly first: boolean;
  readonly last: boolean;
  readonly open: boolean;
  /** Begins the ids of this example. */
  readonly name: string;
  onOpen(): void;
  onPut(station: number | null): void;
  onStep(by: 1 | -1, button: string): void;
  onDrag(event: PointerEvent): void;
}

const NOT_YET = "Not placed yet";

function Reasons({ line, example, station }: Pick<CardProps, "line" | "example" | "station">) {
  return (
    <div class="mk-reasons">
      {station !== null && (
        <p>
          <strong>{line.stations[station]}?</strong> {example.at[station]}
        </p>
      )}
      <p class="mk-heading">Is it improvised?</p>
      <dl>
        {line.definitions.map((definition, i) => (
          <div key={definition}>
            <dt>
              {definition}: <em>{example.says[i]?.[0]}</em>
            </dt>
            <dd>{example.says[i]?.[1]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Card(props: CardProps) {
  const { line, example, hearing, station, first, last, open, name, onOpen, onPut, onStep, onDrag } = props;
  const { title, about } = example;
  const sounds = hearing.playing.value === example.name;
  const places = line.stations.map((text, i) => ({ value: String(i), text }));
  return (
    <>
      <div class="mk-row">
        <span class="mk-hold" aria-hidden="true" title="Drag" onPointerDown={onDrag}>
          ⋮⋮
        </span>
        <p class="mk-heading">{title}</p>
      </div>
      <p>{about}</p>
      <div class="mk-row">
        <Button
          icon={sounds ? "stop" : "play"}
          label={`${sounds ? "Stop" : "Play"}: ${title}`}
          onPress={() => (sounds ? hearing.stop() : hearing.play(example))}
        >
          {sounds ? "Stop" : "Play"}
        </Button>
        <Choose
          label="Place"
          name={`Place of ${title}`}
          value={station === null ? "" : String(station)}
          options={[{ value: "", text: NOT_YET }, ...places]}
          onChoose={(value) => onPut(value === "" ? null : Number(value))}
        />
        <Button
          id={`${name}-up`}
          label={`Up: ${title}`}
          idle={first}
          onPress={() => onStep(-1, `${name}-up`)}
        >
          Up
        </Button>
        <Button
          id={`${name}-down`}
          label={`Down: ${title}`}
          idle={last}
          onPress={() => onStep(1, `${name}-down`)}
        >
          Down
        </Button>
        <button
          type="button"
          class="mk-button is-plain"
          aria-expanded={open}
          aria-label={`Reasons: ${title}`}
          onClick={onOpen}
        >
          Reasons
        </button>
      </div>
      {open && <Reasons line={line} example={example} station={station} />}
    </>
  );
}

interface SortProps {
  readonly line: Line;
  readonly assets: Assets;
  readonly name: string;
}

export function Sort({ line, assets, name }: SortProps) {
  const rows = useSignal<readonly Row[]>(unsorted(line));
  const opened = useSignal<readonly string[]>([]);
  const said = useSignal("");
  const refocus = useRef<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const hearing = useMemo(() => createHearing(assets), [assets]);
  useEffect(() => hearing.dispose, [hearing]);
  useLayoutEffect(() => {
    // A row that is moved in the page loses the focus.
    if (refocus.current !== null) document.getElementById(refocus.current)?.focus();
    refocus.current = null;
  });
  const examples = new Map(line.examples.map((example) => [example.name, example]));
  const placeOf = (station: number | null): string => (station === null ? NOT_YET : line.stations[station]!);
  const change = (next: readonly Row[], moved: string): void => {
    rows.value = next;
    // Nothing is announced while music sounds.
    if (hearing.playing.peek() !== null) return;
    said.value = `${examples.get(moved)!.title}: ${placeOf(stationOf(next, moved))}.`;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class="musicking-app mk-sort"
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <p class="mk-title" id={`${name}-title`}>
        Where on the line?
      </p>
      <p>
        Hear each as if somebody were playing it now, and place it by what was there beforehand. Drag it by
        its dots, choose its place, or move it step by step; then open the reasons.
      </p>
      {hearing.message.value !== null && (
        <p class="mk-message" role="alert">
          {hearing.message.value}
        </p>
      )}
      {!allPlaced(rows.value) && <p class="mk-heading">{NOT_YET}</p>}
      <ol class="mk-sorted" ref={list}>
        {rows.value.map((row, index) => {
          if (typeof row === "number")
            return (
              <li key={row} class="mk-station">
                {line.stations[row]}
              </li>
            );
          const example = examples.get(row)!;
          return (
            <li key={row} class="mk-example">
              <Card
                line={line}
                example={example}
                hearing={hearing}
                station={stationOf(rows.value, row)}
                first={index === 0}
                last={index === rows.value.length - 1}
                open={opened.value.includes(row)}
                name={`${name}-${row}`}
                onOpen={() => {
                  const open = opened.peek();
                  opened.value = open.includes(row) ? open.filter((other) => other !== row) : [...open, row];
                }}
                onPut={(station) => change(putAt(rows.peek(), row, station), row)}
                onStep={(by, button) => {
                  refocus.current = button;
                  change(movedTo(rows.peek(), row, rows.peek().indexOf(row) + by), row);
                }}
                onDrag={(event) =>
                  dragRow(event, list.current!, (to) => change(movedTo(rows.peek(), row, to), row))
                }
              />
            </li>
          );
        })}
      </ol>
      {allPlaced(rows.value) && (
        <p>
          There is no one right order: the definitions disagree about what counts. Open the reasons of an
          example for each place where you might have put it, and see which definition you have been using.
        </p>
      )}
      <p class="mk-unseen" role="status">
        {said.value}
      </p>
    </div>
  );
}
