// What this device keeps of the practice: said plainly, saved, taken over and forgotten.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "../widgets/controls.tsx";
import type { At } from "./parts.tsx";
import { keyOf } from "./progress.ts";
import { dueInWords } from "./schedule.ts";
import { nowInWords } from "./told.ts";
import { type Sense, TOPIC, TOPICS } from "./topics.ts";

const MOST_FILE_BYTES = 1024 * 1024;
const KEEP_MS = 60_000;
const FILE = "listening-practice.json";
const HOW: Readonly<Record<Sense, string>> = { ear: "", eye: ", from curves" };

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = FILE;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}

function Known({ practice }: Pick<At, "practice">) {
  const { progress } = practice;
  const kept = TOPICS.flatMap((topic) =>
    (["ear", "eye"] as const).flatMap((sense) => {
      const record = progress.records.value[keyOf(topic, sense)];
      return record === undefined ? [] : [{ topic, sense, record }];
    }),
  );
  if (kept.length === 0) return <p>Nothing yet.</p>;
  return (
    <ul>
      {kept.map(({ topic, sense, record }) => (
        <li key={topic + sense}>
          <strong>
            {TOPIC[topic].title}
            {HOW[sense]}
          </strong>{" "}
          ({dueInWords(record.schedule, practice.now_ms())}).{" "}
          {nowInWords(topic, record).join(" ") || "What you tell apart is not known yet."}
        </li>
      ))}
    </ul>
  );
}

export function Yours({ practice }: Pick<At, "practice">) {
  const { progress } = practice;
  const said = useSignal("");
  const bringBack = useSignal<(() => void) | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File): Promise<void> => {
    progress.message.value = null;
    said.value = "";
    try {
      progress.take(file.size > MOST_FILE_BYTES ? "" : await file.text());
      said.value = "Your practice is taken over from the file.";
    } catch (error) {
      progress.message.value = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <details class="mk-hear-yours">
      <summary>Your practice on this device</summary>
      <p class="mk-hint">
        It stays on this device and is sent to nobody. These are sizes of changes, not a mark for you: they
        move with the room, the loudspeaker and the day.
      </p>
      <Known practice={practice} />
      <div class="mk-row">
        <Button
          onPress={() => {
            save(progress.file());
            said.value = `Saved as ${FILE}.`;
          }}
        >
          Save as a file
        </Button>
        <Button onPress={() => input.current?.click()}>Open a file</Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="A saved listening practice"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file !== undefined) void open(file);
            currentTarget.value = "";
          }}
        />
        <Button
          icon="close"
          onPress={() => {
            const back = progress.forget();
            said.value = "All is forgotten.";
            bringBack.value = () => {
              back();
              said.value = "It is back.";
              bringBack.value = null;
            };
          }}
        >
          Forget all
        </Button>
        {bringBack.value !== null && (
          <Button icon="undo" onPress={() => bringBack.value?.()}>
            Bring it back
          </Button>
        )}
      </div>
      <p class="mk-field-value" role="status">
        {said.value}
      </p>
    </details>
  );
}
