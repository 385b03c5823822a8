// What can be practised.
import type { ComponentName } from "./changes.ts";
import {
  CADENCES,
  COMPONENTS,
  cadenceDistance,
  componentDistance,
  GROOVES,
  grooveDistance,
  MODES,
  modeDistance,
  type Name,
  PHRASES,
  phraseDistance,
} from "./names.ts";
import type { Scale } from "./staircase.ts";

export const TOPICS = [
  "what",
  "component",
  "where",
  "tempo",
  "level",
  "tap",
  "mode",
  "groove",
  "cadence",
  "phrase",
] as const;
export type TopicName = (typeof TOPICS)[number];
export const isTopic = (name: unknown): name is TopicName => TOPICS.some((topic) => topic === name);

export type Kind = "choose" | "odd" | "same" | "match" | "tap";
/** By ear, or from curves and words. */
export type Sense = "ear" | "eye";

export interface Topic {
  readonly title: string;
  readonly about: string;
  /** How large a change is, where that adapts. */
  readonly scale: Scale | null;
  readonly unit: "bold" | "tempo" | "level" | null;
  /** Kinds of question, each as often as it stands here. */
  readonly kinds: readonly Kind[];
  readonly names: Readonly<Record<string, Name>>;
  /** How far apart two names are; the furthest are asked first. 0: never asked against each other. */
  distance(a: string, b: string): number;
}

const BOLD: Scale = { start: 0.6, floor: 0.03, ceiling: 0.7 };

const never = (): number => 0;

export const TOPIC: Readonly<Record<TopicName, Topic>> = {
  what: {
    title: "Tempo or dynamics?",
    about: "Something changes within a phrase, or nothing does. Is it the tempo, or the loudness?",
    scale: BOLD,
    unit: "bold",
    kinds: ["choose"],
    names: {
      tempo: { title: "The tempo", hear: "The beats change their length; the notes keep their strength." },
      level: { title: "The dynamics", hear: "The notes change their strength; the beats keep their length." },
      nothing: { title: "Nothing", hear: "Beats and strength stay as they are." },
    },
    distance: never,
  },
  component: {
    title: "Which component?",
    about: "One of the eleven expressive components is at work. Which?",
    scale: BOLD,
    unit: "bold",
    kinds: ["choose"],
    names: COMPONENTS,
    distance: componentDistance,
  },
  where: {
    title: "Where does it begin?",
    about: "The tempo or the loudness changes at once at the beginning of a bar, or nowhere. At which?",
    scale: BOLD,
    unit: "bold",
    kinds: ["choose"],
    names: {
      "2": { title: "Bar 2", hear: "The first bar is alone as it was." },
      "3": { title: "Bar 3", hear: "Two bars are as they were, two are changed." },
      "4": { title: "Bar 4", hear: "Only the last bar is changed." },
      nowhere: { title: "Nowhere", hear: "All four bars are alike." },
    },
    distance: never,
  },
  tempo: {
    title: "How much: tempo",
    about:
      "The tempo changes in the middle of a phrase, by less and less. Can you still tell, and by how much?",
    scale: { start: 0.25, floor: 0.01, ceiling: 0.6 },
    unit: "tempo",
    kinds: ["odd", "odd", "odd", "same", "match"],
    names: {
      faster: { title: "Faster from the middle", hear: "From the third bar on the beats are shorter." },
      slower: { title: "Slower from the middle", hear: "From the third bar on the beats are longer." },
      steady: { title: "Steady", hear: "The beats last as long at the end as at the beginning." },
    },
    distance: never,
  },
  level: {
    title: "How much: loudness",
    about:
      "The loudness changes in the middle of a phrase, by less and less. Can you still tell, and by how much?",
    scale: { start: 9, floor: 0.4, ceiling: 12 },
    unit: "level",
    kinds: ["odd", "odd", "odd", "same", "match"],
    names: {
      louder: { title: "Louder from the middle", hear: "From the third bar on every note is stronger." },
      softer: { title: "Softer from the middle", hear: "From the third bar on every note is gentler." },
      steady: { title: "Steady", hear: "The notes are as strong at the end as at the beginning." },
    },
    distance: never,
  },
  tap: {
    title: "Tap along",
    about: "The music slows down or hurries towards its end. Tap every beat, and see how your taps followed.",
    scale: null,
    unit: null,
    kinds: ["tap"],
    names: {
      slower: {
        title: "Slowing at the end",
        hear: "Each of the last beats is longer than the one before: wait for it.",
      },
      faster: {
        title: "Hurrying at the end",
        hear: "Each of the last beats is shorter than the one before.",
      },
    },
    distance: never,
  },
  mode: {
    title: "Which mode?",
    about: "A melody with chords, in one mode. Home is the tone that the bass begins with.",
    scale: null,
    unit: null,
    kinds: ["choose", "choose", "odd", "same"],
    names: MODES,
    distance: modeDistance,
  },
  groove: {
    title: "Which groove?",
    about: "Bass and chords, and drums where they belong, without a tune. What do they play?",
    scale: null,
    unit: null,
    kinds: ["choose", "choose", "odd", "same"],
    names: GROOVES,
    distance: grooveDistance,
  },
  cadence: {
    title: "Which cadence?",
    about: "Four bars of chords, home first. How do they end?",
    scale: null,
    unit: null,
    kinds: ["choose", "choose", "odd", "same"],
    names: CADENCES,
    distance: cadenceDistance,
  },
  phrase: {
    title: "Which phrase form?",
    about: "A melody of eight bars. How is it made?",
    scale: null,
    unit: null,
    kinds: ["choose", "choose", "same"],
    names: PHRASES,
    distance: phraseDistance,
  },
};

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
