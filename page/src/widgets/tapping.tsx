// Where the reader taps the beat: one large place on the page, or the keys of a MIDI keyboard.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Status } from "../conduct/conducting.ts";
import { conducting } from "./carry.ts";
import { Button } from "./controls.tsx";
import type { Desk } from "./desk.ts";

interface At {
  readonly desk: Desk;
}

/** A finger's or a pen's pressure, from the devices that measure it: the others say the same each time. */
function pressureOf({ pressure, pointerType }: PointerEvent): number | null {
  return pointerType === "mouse" || [0, 0.5, 1].includes(pressure) ? null : pressure;
}

function sentenceFor(status: Status | null, sounding: boolean): string {
  if (status === null) return "One moment …";
  const { phase, left, beats_per_minute } = status;
  if (phase === "counting") return `${left} ${left === 1 ? "tap" : "taps"} until the music begins`;
  if (phase === "waiting") return "The music waits for your tap";
  if (phase === "following") return sounding ? `${beats_per_minute} beats a minute` : "Fetching the sound …";
  if (phase === "kept") return "Kept as a curve that you can change. Undo takes it back.";
  return "Nothing was kept: it takes two beats of music.";
}

/** The one place to tap: by mouse, finger, pen, a key, a switch, or whatever else presses buttons. */
export function TapPlace({
  desk,
  status,
  over,
  tap,
}: At & {
  readonly over: boolean;
  readonly status: Status | null;
  tap(ms: number, strength: number | null): void;
}) {
  const heard = useRef(0);
  const act = (event: UIEvent, strength: number | null): void => {
    heard.current = event.timeStamp;
    tap(event.timeStamp, strength);
  };
  const isTap = ({ key }: KeyboardEvent): boolean => key === " " || key === "Enter";
  return (
    <button
      type="button"
      class={`mk-tap${status?.phase === "waiting" ? " is-waiting" : ""}`}
      aria-disabled={over}
      id={`${desk.name}-tap`}
      onPointerDown={(event) => {
        if (event.button === 0) act(event, pressureOf(event));
      }}
      onKeyDown={(event) => {
        if (!isTap(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) act(event, null);
      }}
      onKeyUp={(event) => {
        if (isTap(event)) event.preventDefault();
      }}
      onClick={(event) => {
        // From a screen reader or a switch a click comes alone.
        if (event.detail === 0 && event.timeStamp - heard.current > 500) act(event, null);
      }}
    >
      <span class="mk-tap-name">Tap the beat</span>
      {/* Not part of the button's name: nothing is said while music sounds. */}
      <span class="mk-tap-status" aria-hidden="true">
        {sentenceFor(status, desk.player.playing.value)}
      </span>
    </button>
  );
}

export function Midi({ desk, tap }: At & { tap(ms: number, strength: number | null): void }) {
  const said = useSignal<string | null>(null);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  if (!("requestMIDIAccess" in navigator))
    return (
      <p class="mk-hint">
        This browser has no MIDI, and on an iPad none has: tap here, or use a key of any keyboard.
      </p>
    );
  const listen = async (): Promise<void> => {
    try {
      const code = await conducting(desk.assets);
      stop.current();
      const { names, stop: end } = await code.listenToMidi(tap);
      stop.current = end;
      said.value =
        names.length === 0
          ? "No MIDI keyboard is connected: connect one and press again."
          : `Every key of ${names.join(" and ")} is a tap; harder is louder.`;
    } catch {
      said.value = "The browser does not let this page use MIDI: tap here, or use a key.";
    }
  };
  return (
    <div class="mk-row">
      <Button kind="small" onPress={() => void listen()}>
        Use a MIDI keyboard
      </Button>
      <p class="mk-hint" role="status">
        {said.value}
      </p>
    </div>
  );
}
