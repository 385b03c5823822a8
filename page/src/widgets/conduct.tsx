// Conducting, as the reader sees it: one large place to tap, and what the music does about it.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Session, Status } from "../conduct/conducting.ts";
import { conducting } from "./carry.ts";
import { Button, Radios } from "./controls.tsx";
import { type Desk, edit } from "./desk.ts";

interface At {
  readonly desk: Desk;
}

const COUNTS = [
  { value: "2", text: "2 taps" },
  { value: "4", text: "4 taps" },
];
const PATIENCE = [
  { value: "0", text: "waits at once" },
  { value: "1", text: "goes on for a beat, then waits" },
  { value: "2", text: "goes on for two beats, then waits" },
];

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
function TapPlace({
  desk,
  status,
  over,
  tap,
}: At & { readonly over: boolean } & {
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

function Midi({ desk, tap }: At & { tap(ms: number, strength: number | null): void }) {
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

/** One session after another; what is tapped is kept as one step that can be undone. */
function useSession(desk: Desk, count_in: number, go_on_beats: number) {
  const status = useSignal<Status | null>(null);
  const session = useRef<Session | null>(null);
  const begin = async (): Promise<void> => {
    session.current?.leave();
    status.value = null;
    try {
      const code = await conducting(desk.assets);
      session.current = code.conduct(
        desk,
        { count_in, go_on_beats },
        {
          show: (now) => {
            status.value = now;
          },
          keep: (made) => {
            edit(desk, made, "Your tempo is kept as a curve; Undo takes it back.");
            if (!desk.store.show.peek().includes("tempo")) desk.store.toggle("tempo");
          },
        },
      );
    } catch (error) {
      desk.store.message.value = error instanceof Error ? error.message : String(error);
    }
  };
  useEffect(() => {
    void begin();
  }, [count_in, go_on_beats]);
  useEffect(() => () => session.current?.leave(), []);
  return { status, session, begin };
}

function Panel({ desk, close }: At & { close(): void }) {
  const { name } = desk;
  const count_in = useSignal("2");
  const patience = useSignal("1");
  const { status, session, begin } = useSession(desk, Number(count_in.value), Number(patience.value));
  const phase = status.value?.phase;
  const over = phase === "kept" || phase === "nothing";
  const tap = (ms: number, strength: number | null): void => session.current?.tap(ms, strength);
  useEffect(() => document.getElementById(`${name}-tap`)?.focus({ preventScroll: true }), []);
  return (
    <div class="mk-conduct" id={`${name}-conduct`}>
      <p>
        Tap, at any time: the first taps count in, and then each tap is the next beat. The song follows your
        tempo. Where it waits for you, it makes a fermata.
      </p>
      <TapPlace desk={desk} status={status.value} over={over} tap={tap} />
      <div class="mk-row">
        {over ? (
          <Button
            kind="strong"
            onPress={() => {
              void begin();
              document.getElementById(`${name}-tap`)?.focus({ preventScroll: true });
            }}
          >
            Conduct again
          </Button>
        ) : (
          <Button idle={phase === undefined || phase === "counting"} onPress={() => session.current?.done()}>
            Stop and keep
          </Button>
        )}
        <Button kind="small" onPress={close}>
          Leave
        </Button>
      </div>
      <div class="mk-conduct-rules">
        <span aria-hidden="true">Count-in</span>
        <Radios
          legend="Count-in"
          name={`${name}-count`}
          value={count_in.value}
          options={COUNTS}
          onChoose={(value) => {
            count_in.value = value;
          }}
        />
        <span aria-hidden="true">Where a tap is missing, the music</span>
        <Radios
          legend="Where a tap is missing, the music"
          name={`${name}-patience`}
          value={patience.value}
          options={PATIENCE}
          onChoose={(value) => {
            patience.value = value;
          }}
        />
      </div>
      <Midi desk={desk} tap={tap} />
    </div>
  );
}

export function Conduct({ desk }: At) {
  const open = useSignal(false);
  const close = (): void => {
    open.value = false;
    document.getElementById(`${desk.name}-conduct-open`)?.focus({ preventScroll: true });
  };
  return (
    <>
      <button
        type="button"
        class="mk-button mk-more-button mk-conduct-button"
        id={`${desk.name}-conduct-open`}
        aria-expanded={open.value}
        aria-controls={`${desk.name}-conduct`}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        Conduct it yourself
      </button>
      {open.value && <Panel desk={desk} close={close} />}
    </>
  );
}
