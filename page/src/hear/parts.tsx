// What the stages of a practice share.
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../widgets/controls.tsx";
import type { Practice } from "./stage.ts";

export interface At {
  readonly practice: Practice;
  readonly name: string;
}

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
