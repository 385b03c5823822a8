// The names that are asked, what to listen for in each, and how far apart they are.
import { type ComponentName, TEMPO_COMPONENTS } from "./changes.ts";

export interface Name {
  readonly title: string;
  /** What to listen for: said where it is heard with its name, and as the reason after an answer. */
  readonly hear: string;
}

export const COMPONENTS: Readonly<Record<ComponentName, Name>> = {
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

export function componentDistance(a: string, b: string): number {
  if (SO_ALIKE.some((pair) => pair.includes(a as never) && pair.includes(b as never))) return 0;
  if (isTempo(a) !== isTempo(b)) return 3;
  return GRADUAL.includes(a) === GRADUAL.includes(b) ? 2 : 1;
}

export const MODES: Readonly<Record<string, Name & { readonly steps: readonly number[] }>> = {
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

export const modeDistance = (a: string, b: string): number =>
  stepsOf(a).filter((step) => !stepsOf(b).includes(step)).length;

/** The feel of a groove: pulses in the bar, how a beat is divided, and how quick it goes; for the distance alone. */
export const GROOVES: Readonly<Record<string, Name & { readonly feel: readonly [number, number, number] }>> =
  {
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

export function grooveDistance(a: string, b: string): number {
  const [one, other] = [GROOVES[a]?.feel ?? [], GROOVES[b]?.feel ?? []];
  return 1 + one.filter((value, place) => value !== other[place]).length;
}

export const CADENCES: Readonly<Record<string, Name>> = {
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

export function cadenceDistance(a: string, b: string): number {
  const [from, to] = ENDS[a] ?? ["", ""];
  const [other_from, other_to] = ENDS[b] ?? ["", ""];
  return 1 + (to === other_to ? 0 : 1) + (from === other_from ? 0 : 1);
}

export const PHRASES: Readonly<Record<string, Name>> = {
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

export const phraseDistance = (a: string, b: string): number =>
  CLOSE_PHRASES.includes([a, b].sort().join("|"))
    ? 1
    : a === "call_and_response" || b === "call_and_response"
      ? 3
      : 2;
