// What can be practised: the topics, the names that are asked in each, and what to listen for.
import { type ComponentName, LEVEL_COMPONENTS, TEMPO_COMPONENTS } from "./changes.ts";
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

export interface Name {
  readonly title: string;
  /** What to listen for: said where it is heard with its name, and as the reason after an answer. */
  readonly hear: string;
}

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

const COMPONENTS: Readonly<Record<ComponentName, Name>> = {
  accelerando: { title: "Accelerando", hear: "Each beat is a little shorter than the one before." },
  ritardando: { title: "Ritardando", hear: "Towards the end each beat is longer than the one before." },
  tempo_contrast: {
    title: "Tempo contrast",
    hear: "In the middle the tempo is another one, at once, and then it keeps.",
  },
  fermata: {
    title: "Fermata",
    hear: "One note waits, and the pulse waits with it; then it goes on as before.",
  },
  rubato: {
    title: "Rubato",
    hear: "The music lingers, then catches up; the phrase lasts as long as without it.",
  },
  forte: { title: "Forte", hear: "A place in the middle is louder than the music before and after it." },
  piano: { title: "Piano", hear: "A place in the middle is softer than the music before and after it." },
  crescendo: { title: "Crescendo", hear: "It grows louder little by little, and stays there." },
  diminuendo: { title: "Diminuendo", hear: "It becomes softer little by little, and stays there." },
  dynamic_contrast: {
    title: "Dynamic contrast",
    hear: "In the middle it is much softer or much louder, at once, and then it keeps.",
  },
  accentuation: { title: "Accentuation", hear: "Single notes stand out; those between them are as before." },
};

const isTempo = (name: string): boolean => TEMPO_COMPONENTS.some((other) => other === name);
const SO_ALIKE = [
  ["forte", "dynamic_contrast"],
  ["piano", "dynamic_contrast"],
] as const;
/** Changes at once, and changes little by little, of the same kind. */
const GRADUAL: readonly string[] = ["accelerando", "ritardando", "crescendo", "diminuendo", "rubato"];

function componentDistance(a: string, b: string): number {
  if (SO_ALIKE.some((pair) => pair.includes(a as never) && pair.includes(b as never))) return 0;
  if (isTempo(a) !== isTempo(b)) return 3;
  return GRADUAL.includes(a) === GRADUAL.includes(b) ? 2 : 1;
}

const MODES: Readonly<Record<string, Name & { readonly steps: readonly number[] }>> = {
  ionian: {
    title: "Ionian (major)",
    hear: "A major third, and a leading tone a semitone below home.",
    steps: [0, 2, 4, 5, 7, 9, 11],
  },
  dorian: {
    title: "Dorian",
    hear: "A minor third, and the sixth a whole tone above the fifth.",
    steps: [0, 2, 3, 5, 7, 9, 10],
  },
  phrygian: {
    title: "Phrygian",
    hear: "A minor third, and the second only a semitone above home.",
    steps: [0, 1, 3, 5, 7, 8, 10],
  },
  phrygian_dominant: {
    title: "Phrygian dominant",
    hear: "The second a semitone above home, and a major third above it.",
    steps: [0, 1, 4, 5, 7, 8, 10],
  },
  lydian: {
    title: "Lydian",
    hear: "A major third, and the fourth raised, a semitone below the fifth.",
    steps: [0, 2, 4, 6, 7, 9, 11],
  },
  mixolydian: {
    title: "Mixolydian",
    hear: "A major third, and the seventh a whole tone below home.",
    steps: [0, 2, 4, 5, 7, 9, 10],
  },
  aeolian: {
    title: "Aeolian (natural minor)",
    hear: "A minor third, the sixth a semitone above the fifth, the seventh a whole tone below home.",
    steps: [0, 2, 3, 5, 7, 8, 10],
  },
  harmonic_minor: {
    title: "Harmonic minor",
    hear: "A minor third, the sixth a semitone above the fifth, and a leading tone a semitone below home.",
    steps: [0, 2, 3, 5, 7, 8, 11],
  },
};

export const stepsOf = (mode: string): readonly number[] => MODES[mode]?.steps ?? [];

const modeDistance = (a: string, b: string): number =>
  stepsOf(a).filter((step) => !stepsOf(b).includes(step)).length;

/** The feel of a groove: pulses in the bar, how a beat is divided, and how quick it goes; for the distance alone. */
const GROOVES: Readonly<Record<string, Name & { readonly feel: readonly [number, number, number] }>> = {
  waltz: {
    title: "Waltz",
    hear: "Three in a bar: one low, two light.",
    feel: [3, 2, 2],
  },
  march: { title: "March", hear: "Two in a bar: low and high by turns, oom-pah.", feel: [2, 2, 2] },
  rock8: {
    title: "Rock, straight eighths",
    hear: "Four in a bar, even eighths, the snare on two and four.",
    feel: [4, 2, 2],
  },
  bossa_nova: {
    title: "Bossa nova",
    hear: "An even surface, and a rim click that leans away from the beat over two bars.",
    feel: [4, 2, 3],
  },
  reggae: {
    title: "Reggae, one drop",
    hear: "Short chords on two and four; the low drum leaves the one empty and drops on three.",
    feel: [4, 2, 1],
  },
  swing: {
    title: "Swing",
    hear: "A walking bass, and a ride cymbal whose second eighth comes late.",
    feel: [4, 3, 3],
  },
  blues: {
    title: "Shuffle",
    hear: "Long and short on every beat, the snare on two and four.",
    feel: [4, 3, 2],
  },
  gospel: {
    title: "Gospel in 12/8",
    hear: "Four slow beats, each of three, a clap on two and four.",
    feel: [4, 3, 1],
  },
  lullaby: {
    title: "Lullaby in 6/8",
    hear: "Two slow beats of three that rock between two low notes.",
    feel: [2, 3, 1],
  },
  habanera: {
    title: "Habanera",
    hear: "In the bass long, short, even, even, round and round.",
    feel: [2, 2, 1],
  },
  samba: {
    title: "Samba",
    hear: "Quick sixteenths, and the weight on the second of two beats.",
    feel: [2, 4, 3],
  },
};

function grooveDistance(a: string, b: string): number {
  const [one, other] = [GROOVES[a]?.feel ?? [], GROOVES[b]?.feel ?? []];
  return 1 + one.filter((value, place) => value !== other[place]).length;
}

const CADENCES: Readonly<Record<string, Name>> = {
  authentic: { title: "Authentic, V to I", hear: "The dominant goes home: it closes." },
  half: { title: "Half, ending on V", hear: "It stops on the dominant, and waits for more." },
  plagal: {
    title: "Plagal, IV to I",
    hear: "It comes home from the fourth degree, without the leading tone: an amen.",
  },
  deceptive: { title: "Deceptive, V to vi", hear: "The dominant promises home, and another chord comes." },
};
const ENDS: Readonly<Record<string, readonly [string, string]>> = {
  authentic: ["V", "I"],
  half: ["IV", "V"],
  plagal: ["IV", "I"],
  deceptive: ["V", "vi"],
};

function cadenceDistance(a: string, b: string): number {
  const [from, to] = ENDS[a] ?? ["", ""];
  const [other_from, other_to] = ENDS[b] ?? ["", ""];
  return 1 + (to === other_to ? 0 : 1) + (from === other_from ? 0 : 1);
}

const PHRASES: Readonly<Record<string, Name>> = {
  period: { title: "Period", hear: "Four bars end open; they begin again the same, and close." },
  sentence: {
    title: "Sentence",
    hear: "An idea, the idea on another step, then shorter pieces that drive to the close.",
  },
  call_and_response: {
    title: "Call and response",
    hear: "One voice calls, and another instrument answers it.",
  },
  sequence: { title: "Sequence", hear: "One idea moves from step to step in the same rhythm." },
  ostinato: { title: "Ostinato", hear: "One figure stays the same while the chords move beneath it." },
  through: { title: "Through-composed line", hear: "It goes on and never says the same thing twice." },
};
const CLOSE_PHRASES: readonly string[] = ["sentence|sequence", "ostinato|sequence", "period|sentence"];

const phraseDistance = (a: string, b: string): number =>
  CLOSE_PHRASES.includes([a, b].sort().join("|"))
    ? 1
    : a === "call_and_response" || b === "call_and_response"
      ? 3
      : 2;

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
export { LEVEL_COMPONENTS, TEMPO_COMPONENTS };
