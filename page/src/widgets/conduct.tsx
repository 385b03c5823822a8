// Conducting, as the reader sees it: one session after another, its rules, and what is kept of it.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Session, Status } from "../conduct/conducting.ts";
import { conducting } from "./carry.ts";
import { Button, Radios } from "./controls.tsx";
import { type Desk, edit } from "./desk.ts";
import { Midi, TapPlace } from "./tapping.tsx";

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
