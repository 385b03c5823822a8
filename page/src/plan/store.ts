// The plans of this device: kept by the browser, shared by its tabs, and never sent anywhere.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { emptyPlan, newId, type Plan, readPlan, VERSION } from "./model.ts";

const KEY = "musicking.plans";
const ASIDE = "musicking.plans.aside";

const FULL =
  "This device does not keep the plan (its storage is full or closed): save it as a file before you leave the page.";
const DAMAGED =
  "Something kept on this device could not be read and is put aside; the plans that could be read are here.";
const ELSEWHERE = "This plan was changed in another tab; you see the newest.";

/** When each plan was taken away, so that another tab does not bring it back. */
type Gone = Readonly<Record<string, number>>;

interface Kept {
  readonly plans: readonly Plan[];
  readonly gone: Gone;
  readonly damaged: boolean;
}

export interface Plans {
  readonly all: ReadonlySignal<readonly Plan[]>;
  readonly current: ReadonlySignal<Plan>;
  readonly message: Signal<string | null>;
  /** Change the current plan; it is kept at once. */
  change(change: Partial<Plan>): void;
  choose(id: string): void;
  /** Take in a plan as one of its own, and show it. */
  add(plan: Plan): void;
  /** Take the current plan away; answers how to bring it back. */
  remove(): () => void;
  dispose(): void;
}

function parse(text: string | null): Kept {
  if (text === null) return { plans: [], gone: {}, damaged: false };
  try {
    const raw = JSON.parse(text) as { version?: unknown; plans?: unknown; gone?: unknown };
    if (raw?.version !== VERSION || !Array.isArray(raw.plans)) throw new Error();
    const read = raw.plans.map((plan: unknown) => {
      try {
        return readPlan(plan);
      } catch {
        return null;
      }
    });
    const plans = read.filter((plan) => plan !== null);
    return { plans, gone: goneOf(raw.gone), damaged: plans.length < read.length };
  } catch {
    return { plans: [], gone: {}, damaged: true };
  }
}

function goneOf(data: unknown): Gone {
  if (typeof data !== "object" || data === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([, when]) => typeof when === "number"));
}

/** Of each plan the newest, without those that were taken away since. */
export function merged(ours: readonly Plan[], theirs: readonly Plan[], gone: Gone): readonly Plan[] {
  const newest = new Map<string, Plan>();
  for (const plan of [...theirs, ...ours]) {
    const known = newest.get(plan.id);
    if (known === undefined || plan.changed_ms >= known.changed_ms) newest.set(plan.id, plan);
  }
  return [...newest.values()].filter(({ id, changed_ms }) => !((gone[id] ?? -1) >= changed_ms));
}

/** Open the plans of this device; `tabs` tells when another tab has written. */
export function openPlans(storage: () => Storage, now_ms: () => number, tabs: EventTarget): Plans {
  const message = signal<string | null>(null);
  let gone: Gone = {};
  const load = (): readonly Plan[] => {
    try {
      const text = storage().getItem(KEY);
      const kept = parse(text);
      if (kept.damaged && text !== null) {
        message.value = DAMAGED;
        storage().setItem(ASIDE, text);
      }
      gone = { ...kept.gone, ...gone };
      return kept.plans;
    } catch {
      return []; // no storage: what is written is kept while the page is open, and that is said
    }
  };
  const first = load();
  const all = signal<readonly Plan[]>(first.length > 0 ? first : [emptyPlan(now_ms())]);
  const current = signal<Plan>(all.peek().reduce((a, b) => (b.changed_ms > a.changed_ms ? b : a)));

  const keep = (plans: readonly Plan[]): void => {
    all.value = merged(plans, load(), gone);
    try {
      storage().setItem(KEY, JSON.stringify({ version: VERSION, plans: all.peek(), gone }));
      if (message.peek() === FULL) message.value = null;
    } catch {
      message.value = FULL;
    }
  };
  const show = (plan: Plan): void => {
    current.value = plan;
    keep([...all.peek().filter(({ id }) => id !== plan.id), plan]);
  };
  const heard = (event: Event): void => {
    if ((event as StorageEvent).key !== KEY) return;
    all.value = merged(all.peek(), load(), gone);
    const here = all.peek().find(({ id }) => id === current.peek().id);
    if (here === undefined || here.changed_ms <= current.peek().changed_ms) return;
    current.value = here;
    message.value = ELSEWHERE;
  };
  tabs.addEventListener("storage", heard);
  return {
    all,
    current,
    message,
    change: (change) => show({ ...current.peek(), ...change, changed_ms: now_ms() }),
    choose: (id) => {
      current.value = all.peek().find((plan) => plan.id === id) ?? current.peek();
    },
    add: (plan) => show({ ...plan, id: newId(), changed_ms: now_ms() }),
    remove: () => {
      const removed = current.peek();
      gone = { ...gone, [removed.id]: now_ms() };
      const left = all.peek().filter(({ id }) => id !== removed.id);
      keep(left);
      show(all.peek()[0] ?? emptyPlan(now_ms()));
      return () => show({ ...removed, id: newId(), changed_ms: now_ms() });
    },
    dispose: () => tabs.removeEventListener("storage", heard),
  };
}
