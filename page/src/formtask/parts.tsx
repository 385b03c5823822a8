// What the three kinds of exercise on form share: the frame, the way to the layers, the bar of buttons.
import { type Signal, useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Assets, Sound } from "../audio/types.ts";
import type { Tables } from "../core/layertables.ts";
import { tablesOf } from "../form/fetched.ts";
import { Button, Check } from "../widgets/controls.tsx";
import { placeName, sentence } from "../widgets/places.ts";
import type { Stand } from "./stand.ts";

/** What every exercise is given. */
export interface Given {
  readonly assets: Assets;
  readonly sound: Sound;
  readonly name: string;
  readonly message: Signal<string | null>;
  /** What is said to a screen reader. */
  readonly said: Signal<string>;
}

interface FrameProps {
  readonly given: Given;
  readonly title: string;
  readonly kind: string;
  readonly prompt: string;
  readonly children: ComponentChildren;
}

export function Frame({ given, title, kind, prompt, children }: FrameProps) {
  const { name, message, said } = given;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class="musicking-app mk-form"
      id={name}
      tabIndex={-1}
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <p class="mk-title" id={`${name}-title`}>
        {title}
      </p>
      <div class="mk-asked">
        <p>
          <strong class="mk-asked-kind">{kind}</strong> {prompt}
        </p>
      </div>
      <div class="mk-message" role="alert">
        {message.value !== null && <p>{message.value}</p>}
      </div>
      {children}
      <div class="mk-unseen" role="status">
        {said.value}
      </div>
    </div>
  );
}

/** The layers of the form lab, once they are asked for; what goes wrong is said in the message line. */
export async function layersFor({ assets, message }: Given): Promise<Tables | null> {
  message.value = null;
  try {
    return await tablesOf(assets);
  } catch (error) {
    message.value = error instanceof Error ? error.message : String(error);
    return null;
  }
}

/** A lab that is opened when the reader begins. */
export function Begin({
  given,
  label,
  children,
}: {
  readonly given: Given;
  readonly label: string;
  readonly children: (tables: Tables) => ComponentChildren;
}) {
  const tables = useSignal<Tables | null>(null);
  const waiting = useSignal(false);
  const begin = async (): Promise<void> => {
    waiting.value = true;
    tables.value = await layersFor(given);
    waiting.value = false;
    if (tables.value !== null) document.getElementById(given.name)?.focus({ preventScroll: true });
  };
  if (tables.value !== null) return <>{children(tables.value)}</>;
  return (
    <div class="mk-row">
      <Button kind="strong" idle={waiting.value} onPress={() => void begin()}>
        {waiting.value ? "Fetching the layers …" : label}
      </Button>
    </div>
  );
}

/** Where the music is. */
export function Where({ stand }: { readonly stand: Stand }) {
  const place = useComputed(() => {
    const { value: music } = stand.music;
    return music === null ? "" : sentence(placeName(music.score, stand.beat.value));
  });
  if (stand.message.value !== null)
    return (
      <p class="mk-place" role="alert">
        {stand.message.value}
      </p>
    );
  if (stand.loading.value) return <p class="mk-place">Fetching the sound …</p>;
  return (
    <p class="mk-place">{stand.count.value === null ? place.value : `Counting in: ${stand.count.value}`}</p>
  );
}

/** What to ask oneself. */
export function Checks({ checks }: { readonly checks: readonly string[] }) {
  const done = useSignal<readonly number[]>([]);
  return (
    <fieldset class="mk-group mk-answer">
      <legend>Ask yourself</legend>
      {checks.map((text, i) => (
        <Check
          key={text}
          checked={done.value.includes(i)}
          onToggle={(on) => {
            done.value = on ? [...done.peek(), i] : done.peek().filter((other) => other !== i);
          }}
        >
          {text}
        </Check>
      ))}
    </fieldset>
  );
}
