// What the plan calls its parts, and the plan as text to take away.
import type { GROUNDS, HORIZONS, PATHS, Plan, TextName } from "./model.ts";
import { STRUCTURES, totalMinutes } from "./model.ts";

export const HEADINGS: Readonly<Record<TextName, string>> = {
  name: "Name of the plan",
  aims: "Aims",
  preferences: "What the person likes, in their words",
  choice: "What this choice draws on",
  open: "What I leave open",
  ending: "How it may end",
  reflection: "Afterwards",
};

export const HINTS: Readonly<Partial<Record<TextName, string>>> = {
  aims: "Musical and clinical. What would you hear or see if it went well?",
  choice:
    "Their goals; how they are at the moment: readiness, energy, mood; your craft, repertoire and style.",
  open: "Where do you wait for them? A gap that was planned is easier to bear than one that happens.",
  ending: "An ending that works from anywhere.",
  reflection: "First what happened, in neutral words; then what you make of it.",
};

export const HORIZON_NAMES: Readonly<Record<(typeof HORIZONS)[number], string>> = {
  session: "this session",
  phase: "a phase of some sessions",
  long: "the long range",
};

export const PATH_NAMES: Readonly<Record<(typeof PATHS)[number], string>> = {
  undecided: "to be decided then",
  predictable: "predictably",
  contrast: "with contrast",
  surprise: "with surprise",
};

export const GROUND_NAMES: Readonly<Record<(typeof GROUNDS)[number], string>> = {
  groove: "a groove",
  tonality: "a tonality",
  style: "a style",
  progression: "a progression",
  phrase: "a melodic phrase",
  song: "a known song",
};

export const planName = (plan: Plan): string => plan.name.trim() || "Untitled plan";

/** What is written stays what it is: none of it becomes mark-up. */
const plain = (text: string): string =>
  text
    .trim()
    .replace(/[\\`*_{}[\]<>#|~]/g, "\\$&")
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, "$1\\$2");

export function markdown(plan: Plan, titleOf: (song: string) => string): string {
  const part = (name: TextName): readonly string[] =>
    plan[name].trim() === "" ? [] : [`## ${HEADINGS[name]}`, plain(plan[name])];
  const lines = plan.lines.map((line, index) => {
    const minutes = line.minutes === null ? "" : ` (${line.minutes} min)`;
    const music = line.music === null ? "" : `\n   Music: ${plain(titleOf(line.music.song))}`;
    const open = line.open.trim() === "" ? "" : `\n   Left open: ${plain(line.open)}`;
    return `${index + 1}. ${plain(line.what)}${minutes}${music}${open}`;
  });
  const grounds = plan.grounds.map((ground) => GROUND_NAMES[ground]).join(", ");
  const first = [
    `Rests on: ${grounds || "not decided yet"}.`,
    `Goes on: ${PATH_NAMES[plan.path]}.`,
    plain(plan.choice),
  ];
  const frame = `Horizon: ${HORIZON_NAMES[plan.horizon]}. Structure: ${STRUCTURES[plan.structure]}. Time: ${totalMinutes(plan)} min.`;
  const parts = [
    `# ${plain(planName(plan))}`,
    frame,
    ...part("aims"),
    ...part("preferences"),
    "## First choice",
    first.filter((text) => text !== "").join("\n"),
    "## Lines",
    lines.join("\n"),
    ...part("open"),
    ...part("ending"),
    ...part("reflection"),
  ];
  return `${parts.join("\n\n")}\n`;
}
