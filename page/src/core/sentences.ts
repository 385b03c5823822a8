// How the sentences of spec/words.json are filled, and how numbers and times are said (spec §10).

type Choice<Names extends string> = Readonly<Record<Names, string>>;

/** The content of spec/words.json. */
export interface Words {
  readonly nothing: string;
  readonly names: Readonly<Record<string, string>>;
  readonly component: string;
  readonly tempo: Choice<"rises" | "falls" | "keeps">;
  readonly tempo_step: Choice<"rises" | "falls" | "keeps">;
  readonly tempo_after: Choice<"nothing" | "end" | "until" | "stay">;
  readonly level: Choice<"rises" | "falls" | "keeps">;
  readonly level_step: Choice<"rises" | "falls" | "keeps">;
  readonly level_arch: string;
  readonly level_after: Choice<"nothing" | "end" | "until" | "stay">;
  readonly rubato: string;
  readonly rubato_shift: Choice<"both" | "late" | "early" | "neither">;
  readonly rubato_who: Choice<"all" | "one">;
  readonly rubato_times: Choice<"one" | "many">;
  readonly hold: string;
  readonly hold_breath: string;
  readonly accent: Choice<"rises" | "falls" | "keeps">;
  readonly accent_longer: string;
  readonly hand_tempo: string;
  readonly hand_level: string;
  readonly clipped: string;
  readonly duration: Choice<"longer" | "shorter" | "same">;
  readonly seconds: Choice<"one" | "many">;
  readonly minutes: Choice<"one" | "many">;
  readonly place: Choice<"bar" | "beat" | "after" | "upbeat" | "pass">;
  readonly end: Choice<"music" | "bar">;
  readonly span: Choice<"bar" | "stretch">;
  readonly fractions: readonly (readonly [value: number, sign: string])[];
}

/** The sentence with its gaps, written {name}, filled. */
export function fill(sentence: string, gaps: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}

/** What the last bit of a reckoning has blurred still counts as a half. */
const BLUR = 1e-9;

/** To the nearest whole number, halves up. */
export function round(value: number): number {
  return Math.floor(value + 0.5 + BLUR);
}

/** A number with at most one decimal. */
export function one(value: number): string {
  return tenths(round(10 * value));
}

/** A time in minutes and seconds. */
export function time(words: Words, sec: number): string {
  const count = round(10 * sec);
  const minutes = Math.floor(count / 600);
  const rest = tenths(count % 600);
  const seconds = rest === "1" ? words.seconds.one : fill(words.seconds.many, { seconds: rest });
  if (minutes === 0) return seconds;
  return fill(minutes === 1 ? words.minutes.one : words.minutes.many, { minutes, seconds });
}

function tenths(count: number): string {
  const whole = String(Math.floor(count / 10));
  return count % 10 === 0 ? whole : `${whole}.${count % 10}`;
}
