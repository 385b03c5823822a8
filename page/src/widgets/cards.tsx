// One thing placed on the music, with everything about it that can be changed.
import type { ComponentChildren } from "preact";
import { removeComponent } from "../core/edit.ts";
import type { Component } from "../core/types.ts";
import { Bars } from "./bars.tsx";
import { Button, Check, Choose, type Option, Radios, Slider } from "./controls.tsx";
import { cardId, type Desk, edit, focusAdd } from "./desk.ts";
import {
  changeComponent,
  componentTitle,
  FORMS,
  formOf,
  kindName,
  kindOf,
  moved,
  SIZES,
  sizeOf,
} from "./placing.ts";

export const SIZE_OPTIONS = SIZES.map((size) => ({ value: size, text: size }));
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

interface CardProps {
  readonly desk: Desk;
  readonly component: Component;
  readonly index: number;
}

/** What is chosen, with its name; whoever opens it by a key is led here. */
export function Card({
  desk,
  title,
  children,
}: {
  readonly desk: Desk;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="mk-card" id={cardId(desk)} tabIndex={-1} aria-label={title}>
      {children}
    </section>
  );
}

export function CardHead({ title, remove }: { readonly title: string; remove(): void }) {
  return (
    <div class="mk-card-head">
      <p class="mk-card-title">{title}</p>
      <Button icon="close" kind="small" label={`Remove ${title}`} onPress={remove}>
        Remove
      </Button>
    </div>
  );
}

function useChange({ desk, index }: CardProps) {
  const { store } = desk;
  return (change: Partial<Component>, gesture?: string): void =>
    edit(desk, changeComponent(store.interpretation.peek(), index, change), null, gesture);
}

export function Amount({
  value,
  name,
  onInput,
  onSettle,
}: {
  readonly value: number;
  readonly name: string;
  onInput(value: number): void;
  onSettle(): void;
}) {
  return (
    <Slider
      label="Amount"
      name={`${name}: amount`}
      value={value}
      low={0}
      high={1}
      step={0.05}
      text={percent(value)}
      onInput={onInput}
      onSettle={onSettle}
    />
  );
}

const formOptions = ({ kind }: Component): readonly Option[] =>
  (FORMS[kind] ?? []).map(({ before, text }) => ({ value: before, text }));

/** Faster or slower, softer or louder. */
function Direction(props: CardProps & { readonly title: string }) {
  const { component, desk, index, title } = props;
  const change = useChange(props);
  return (
    <Radios
      legend={`${title}: which way`}
      name={`${desk.name}-way-${index}`}
      value={formOf(component)}
      options={formOptions(component)}
      onChoose={(form) => change({ shape: `${form}${sizeOf(component) ?? "clear"}` })}
    />
  );
}

function Rubato(props: CardProps & { readonly title: string }) {
  const { component, desk, title } = props;
  const change = useChange(props);
  const { voices } = desk.store.piece.score;
  return (
    <>
      <Choose
        label="Form"
        name={`${title}: form`}
        value={formOf(component) ?? ""}
        options={formOptions(component)}
        onChoose={(form) => change({ shape: `${form}${sizeOf(component) ?? "clear"}` })}
      />
      <Choose
        label="Cycles"
        name={`${title}: cycles`}
        value={String(component.cycles ?? 1)}
        options={[1, 2, 3, 4, 6, 8].map((count) => ({ value: String(count), text: String(count) }))}
        onChoose={(count) => change({ cycles: Number(count) })}
      />
      <Choose
        label="Who"
        name={`${title}: who`}
        value={component.voice ?? ""}
        options={[
          { value: "", text: "all voices together" },
          ...voices.map((voice) => ({ value: voice.id, text: `${voice.name} alone` })),
        ]}
        onChoose={(voice) => change({ voice: voice === "" ? null : voice })}
      />
    </>
  );
}

function Afterwards(props: CardProps) {
  const { component } = props;
  const change = useChange(props);
  const { family } = kindOf(component.kind);
  if (family === "warp") return null;
  return (
    <Check
      checked={component.until_beat != null}
      onToggle={(back) => change({ until_beat: back ? component.to_beat : null })}
    >
      {family === "tempo" ? "Then a tempo: back to the speed before" : "Then back to the loudness before"}
    </Check>
  );
}

export function ComponentCard(props: CardProps) {
  const { desk, component, index } = props;
  const { store, name } = desk;
  const { score } = store.piece;
  const change = useChange(props);
  const title = componentTitle(score, component);
  const warp = kindOf(component.kind).family === "warp";
  // Drawn again after a refusal, so that no control shows what was refused.
  store.refused.value;
  return (
    <Card desk={desk} title={title}>
      <CardHead
        title={title}
        remove={() => {
          focusAdd(desk, component.kind);
          desk.selected.value = null;
          edit(desk, removeComponent(store.interpretation.peek(), index), `${title}: removed.`);
        }}
      />
      <Bars
        score={score}
        range={[component.from_beat, component.to_beat]}
        of={kindName(component.kind)}
        onChoose={([from_beat, to_beat]) => change(moved(component, { from_beat, to_beat }))}
      />
      {warp || FORMS[component.kind] === undefined ? null : <Direction {...props} title={title} />}
      <Radios
        legend={`${title}: how much`}
        name={`${name}-size-${index}`}
        value={sizeOf(component)}
        options={SIZE_OPTIONS}
        onChoose={(size) => change({ shape: `${formOf(component) ?? ""}${size}` })}
      />
      <Amount
        value={component.amount ?? 1}
        name={title}
        onInput={(amount) => change({ amount }, `amount ${index}`)}
        onSettle={store.history.settle}
      />
      {warp && <Rubato {...props} title={title} />}
      <Afterwards {...props} />
    </Card>
  );
}
