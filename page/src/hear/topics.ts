// What can be practised, and how it is asked.
import table from "../../../spec/hear.json" with { type: "json" };
import type { Scale } from "./staircase.ts";

export type TopicName = keyof typeof table.topics;
export type ComponentName = keyof typeof table.topics.component.names;
export const TOPICS = Object.keys(table.topics) as unknown as readonly [TopicName, ...TopicName[]];
export const isTopic = (name: unknown): name is TopicName => TOPICS.some((topic) => topic === name);

export type Kind = "choose" | "odd" | "same" | "match" | "tap";
/** By ear, or from curves and words. */
export type Sense = "ear" | "eye";

export interface Name {
  readonly title: string;
  /** What to listen for: said where it is heard with its name, and as the reason after an answer. */
  readonly hear: string;
}

/** What Python knows of a topic: its names in their order, and a row of distances for each where they are compared. */
interface Known {
  readonly title: string;
  readonly about: string;
  readonly names: Readonly<Record<string, Name>>;
  readonly distances?: readonly (readonly number[])[];
}

/** How a topic is asked. */
interface Way {
  /** How large a change is, where that adapts. */
  readonly scale: Scale | null;
  readonly unit: "bold" | "tempo" | "level" | null;
  /** Kinds of question, each as often as it stands here. */
  readonly kinds: readonly Kind[];
}

export interface Topic extends Way, Omit<Known, "distances"> {
  /** How far apart two names are; the furthest are asked first. 0: never asked against each other. */
  distance(a: string, b: string): number;
}

const BOLD: Scale = { start: 0.6, floor: 0.03, ceiling: 0.7 };
const CHANGE: Way = { scale: BOLD, unit: "bold", kinds: ["choose"] };
const FORM: Way = { scale: null, unit: null, kinds: ["choose", "choose", "odd", "same"] };
const HOW_MUCH: readonly Kind[] = ["odd", "odd", "odd", "same", "match"];

const WAYS: Readonly<Record<TopicName, Way>> = {
  what: CHANGE,
  component: CHANGE,
  where: CHANGE,
  tempo: { scale: { start: 0.25, floor: 0.01, ceiling: 0.6 }, unit: "tempo", kinds: HOW_MUCH },
  level: { scale: { start: 9, floor: 0.4, ceiling: 12 }, unit: "level", kinds: HOW_MUCH },
  tap: { scale: null, unit: null, kinds: ["tap"] },
  mode: FORM,
  groove: FORM,
  cadence: FORM,
  phrase: { ...FORM, kinds: ["choose", "choose", "same"] },
};

function topicOf(topic: TopicName): Topic {
  const { title, about, names, distances }: Known = table.topics[topic];
  const order = Object.keys(names);
  const distance = (a: string, b: string): number => distances?.[order.indexOf(a)]?.[order.indexOf(b)] ?? 0;
  return { ...WAYS[topic], title, about, names, distance };
}

export const TOPIC = Object.fromEntries(TOPICS.map((topic) => [topic, topicOf(topic)])) as Readonly<
  Record<TopicName, Topic>
>;

const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What a name is called within a sentence: modes are written with a capital there too. */
export function saidName(topic: TopicName, name: string): string {
  const title = TOPIC[topic].names[name]?.title ?? name;
  return topic === "mode" ? title : small(title);
}

/** Topics whose music is selected from the layers of the form lab. */
export const isForm = (topic: TopicName): boolean =>
  topic === "mode" || topic === "groove" || topic === "cadence" || topic === "phrase";

/** Components that the first question of all is asked with. */
export const WHAT: Readonly<Record<"tempo" | "level", readonly ComponentName[]>> = {
  tempo: ["accelerando", "ritardando", "tempo_contrast"],
  level: ["crescendo", "diminuendo", "dynamic_contrast"],
};
