// What a reader writes, by name, on a shelf of this device: shared by the tabs of the browser, never sent anywhere.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** A name is a key of the book: it outlasts changes elsewhere in it. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;
const LONGEST_NAME = 80;
const MOST = 2000;
const VERSION = 1;

export interface Named {
  readonly name: string;
  readonly changed_ms: number;
}

/** Something to tell the reader; of one item, or of all. */
export interface Told {
  readonly name: string | null;
  readonly text: string;
}

export interface ShelfOptions<T extends Named> {
  /** The key in the browser's storage; what cannot be read is put aside under `<key>.aside`. */
  readonly key: string;
  /** What is kept, in the plural: "reflections". */
  readonly things: string;
  /** The item in plain data. Raises an Error where it is none. */
  read(data: unknown): T;
}

/** Where the shelf is: the storage may be closed to the page, and another tab may write to it. */
export interface Device {
  storage(): Storage;
  now_ms(): number;
  readonly tabs: EventTarget;
}

export interface Shelf<T extends Named> {
  readonly all: ReadonlySignal<readonly T[]>;
  readonly message: Signal<Told | null>;
  find(name: string): T | undefined;
  /** Keep items at once; the shelf says when. */
  put(items: readonly Omit<T, "changed_ms">[]): void;
  /** Take items away; answers how to bring them back. */
  remove(names: readonly string[]): () => void;
  dispose(): void;
}

/** When each was taken away, so that another tab does not bring it back. */
type Gone = ReadonlyMap<string, number>;

interface Read<T> {
  readonly items: readonly T[];
  readonly gone: Gone;
  readonly damaged: boolean;
}

export const isName = (name: unknown): name is string =>
  typeof name === "string" && name.length <= LONGEST_NAME && NAME.test(name);

const isTime = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function goneOf(data: unknown): Gone {
  if (!Array.isArray(data)) return new Map();
  const pairs = data.filter(
    (pair): pair is [string, number] => Array.isArray(pair) && isName(pair[0]) && isTime(pair[1]),
  );
  return new Map(pairs);
}

function parse<T extends Named>(text: string | null, read: (data: unknown) => T): Read<T> {
  if (text === null) return { items: [], gone: new Map(), damaged: false };
  try {
    const raw = JSON.parse(text) as { version?: unknown; items?: unknown; gone?: unknown };
    if (raw?.version !== VERSION || !Array.isArray(raw.items)) throw new Error();
    const items = raw.items.slice(0, MOST).flatMap((data: unknown) => {
      try {
        const item = read(data);
        return isName(item.name) && isTime(item.changed_ms) ? [item] : [];
      } catch {
        return [];
      }
    });
    return { items, gone: goneOf(raw.gone), damaged: items.length < raw.items.length };
  } catch {
    return { items: [], gone: new Map(), damaged: true };
  }
}

/** Of each the newest, without those that were taken away since. */
export function newest<T extends Named>(items: readonly T[], gone: Gone): readonly T[] {
  const known = new Map<string, T>();
  for (const item of items) {
    const other = known.get(item.name);
    if (other === undefined || item.changed_ms >= other.changed_ms) known.set(item.name, item);
  }
  return [...known.values()].filter(({ name, changed_ms }) => (gone.get(name) ?? -Infinity) < changed_ms);
}

/** Open the shelf that lies under a key of this device. */
export function openShelf<T extends Named>(
  { key, things, read }: ShelfOptions<T>,
  { storage, now_ms, tabs }: Device,
): Shelf<T> {
  const FULL = `This device does not keep your ${things} (its storage is full or closed): save or copy what you wrote before you leave the page.`;
  const DAMAGED = `Some of your ${things} on this device could not be read and are put aside; those that could be read are here.`;
  const ELSEWHERE = "This was changed in another tab; you see the newest.";
  const message = signal<Told | null>(null);
  let gone: Gone = new Map();

  const load = (): readonly T[] => {
    try {
      const text = storage().getItem(key);
      const kept = parse(text, read);
      if (kept.damaged && text !== null) {
        message.value = { name: null, text: DAMAGED };
        storage().setItem(`${key}.aside`, text);
      }
      const latest = [...kept.gone, ...gone].sort(([, a], [, b]) => a - b);
      gone = new Map(latest);
      return kept.items;
    } catch {
      return []; // no storage: what is written is there while the page is open, and that is said
    }
  };
  const all = signal(newest(load(), gone));
  const find = (name: string): T | undefined => all.peek().find((item) => item.name === name);
  const keep = (items: readonly T[], about: string | null): void => {
    const others = load();
    all.value = newest([...others, ...items], gone);
    try {
      storage().setItem(key, JSON.stringify({ version: VERSION, items: all.peek(), gone: [...gone] }));
      if (message.peek()?.text === FULL) message.value = null;
    } catch {
      message.value = { name: about, text: FULL };
    }
  };
  const put = (items: readonly Omit<T, "changed_ms">[]): void => {
    // A clock that was set back must not make what is newer look older.
    const stamped = items.map((item) => {
      const before = Math.max(find(item.name)?.changed_ms ?? 0, gone.get(item.name) ?? 0);
      return { ...item, changed_ms: Math.max(now_ms(), before + 1) } as unknown as T;
    });
    keep([...all.peek(), ...stamped], items.length === 1 ? items[0]!.name : null);
  };
  const heard = (event: Event): void => {
    if ((event as StorageEvent).key !== key) return;
    const before = new Map(all.peek().map((item) => [item.name, item.changed_ms]));
    all.value = newest([...all.peek(), ...load()], gone);
    const changed = all.peek().find(({ name, changed_ms }) => (before.get(name) ?? changed_ms) < changed_ms);
    if (changed !== undefined) message.value = { name: changed.name, text: ELSEWHERE };
  };
  tabs.addEventListener("storage", heard);
  return {
    all,
    message,
    find,
    put,
    remove: (names) => {
      const removed = all.peek().filter(({ name }) => names.includes(name));
      gone = new Map([
        ...gone,
        ...removed.map((it) => [it.name, Math.max(now_ms(), it.changed_ms)] as const),
      ]);
      keep(all.peek(), null);
      return () => put(removed);
    },
    dispose: () => tabs.removeEventListener("storage", heard),
  };
}
