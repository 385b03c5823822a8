// What this device keeps of the listening practice: shared by the browser's tabs, and never sent anywhere.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { MusicError } from "../core/error.ts";
import { newRecord, object, type Records, readRecord, type TopicRecord, VERSION } from "./progress.ts";
import type { TopicName } from "./topics.ts";

const KEY = "musicking.listening";
const ASIDE = "musicking.listening.aside";

const FULL =
  "This device does not keep your progress (its storage is full or closed): save it as a file before you leave the page.";
const DAMAGED = "Some of your progress could not be read and is put aside; the rest is here.";
const NO_FILE = "The file holds no listening practice that was saved in this book: choose another.";

interface Kept {
  readonly records: Records;
  /** What was kept until then is to be forgotten, in every tab. */
  readonly forgotten_ms: number;
  readonly damaged: boolean;
}

export interface Progress {
  readonly records: ReadonlySignal<Records>;
  readonly message: Signal<string | null>;
  recordOf(key: string, topic: TopicName): TopicRecord;
  put(key: string, record: TopicRecord): void;
  /** Forget all; answers how to bring it back. */
  forget(): () => void;
  /** What a file holds, for one to save. */
  file(): string;
  /** Take over a saved file, topic by topic. Raises MusicError where it is none. */
  take(text: string): void;
  dispose(): void;
}

const NOTHING: Kept = { records: {}, forgotten_ms: 0, damaged: false };

function parse(text: string | null): Kept {
  if (text === null) return NOTHING;
  try {
    const raw = JSON.parse(text) as { version?: unknown; records?: unknown; forgotten_ms?: unknown };
    if (raw?.version !== VERSION) throw new Error();
    const entries = Object.entries(object(raw.records));
    const read = entries.flatMap(([key, data]) => {
      try {
        return [[key, readRecord(key, data)] as const];
      } catch {
        return [];
      }
    });
    const forgotten_ms = typeof raw.forgotten_ms === "number" ? raw.forgotten_ms : 0;
    return { records: Object.fromEntries(read), forgotten_ms, damaged: read.length < entries.length };
  } catch {
    return { ...NOTHING, damaged: true };
  }
}

/** Of each topic the record changed last. */
export function merged(ours: Records, theirs: Records, forgotten_ms: number): Records {
  const newest: Record<string, TopicRecord> = {};
  for (const [key, record] of [...Object.entries(theirs), ...Object.entries(ours)]) {
    if (record.changed_ms <= forgotten_ms) continue;
    if (record.changed_ms >= (newest[key]?.changed_ms ?? 0)) newest[key] = record;
  }
  return newest;
}

/** Open what this device keeps; `tabs` tells when another tab has written. */
export function openProgress(storage: () => Storage, now_ms: () => number, tabs: EventTarget): Progress {
  const message = signal<string | null>(null);
  let forgotten_ms = 0;
  const load = (): Records => {
    try {
      const text = storage().getItem(KEY);
      const kept = parse(text);
      if (kept.damaged && text !== null) {
        message.value = DAMAGED;
        storage().setItem(ASIDE, text);
      }
      forgotten_ms = Math.max(forgotten_ms, kept.forgotten_ms);
      return kept.records;
    } catch {
      return {}; // no storage: progress lasts while the page is open, and that is said when it is to be kept
    }
  };
  const records = signal<Records>(load());
  const keep = (own: Records): void => {
    const others = load();
    records.value = merged(own, others, forgotten_ms);
    try {
      const text = JSON.stringify({ version: VERSION, records: records.peek(), forgotten_ms });
      storage().setItem(KEY, text);
      if (message.peek() === FULL) message.value = null;
    } catch {
      message.value = FULL;
    }
  };
  const heard = (event: Event): void => {
    if ((event as StorageEvent).key !== KEY) return;
    const others = load();
    records.value = merged(records.peek(), others, forgotten_ms);
  };
  tabs.addEventListener("storage", heard);
  const stamped = (all: Records): Records =>
    Object.fromEntries(
      Object.entries(all).map(([key, record]) => [key, { ...record, changed_ms: now_ms() }]),
    );
  return {
    records,
    message,
    recordOf: (key, topic) => records.value[key] ?? newRecord(topic),
    put: (key, record) => keep({ ...records.peek(), [key]: { ...record, changed_ms: now_ms() } }),
    forget: () => {
      const before = records.peek();
      forgotten_ms = now_ms();
      keep({});
      return () => keep(stamped(before));
    },
    file: () =>
      JSON.stringify(
        { book: "musicking", listening: { version: VERSION, records: records.peek() } },
        null,
        1,
      ),
    take: (text) => {
      let read: Kept = { ...NOTHING, damaged: true };
      try {
        read = parse(JSON.stringify((JSON.parse(text) as { listening?: unknown } | null)?.listening ?? null));
      } catch {
        // told below, as any other file that is none
      }
      if (read.damaged || Object.keys(read.records).length === 0) throw new MusicError(NO_FILE);
      keep({ ...records.peek(), ...stamped(read.records) });
    },
    dispose: () => tabs.removeEventListener("storage", heard),
  };
}
