// Judging what is built in the form lab: what holds, what does not, and what would help (spec §14).
import { MusicError } from "./error.ts";
import type { Finding } from "./finding.ts";
import type { Element, FormGoal, FormGoalWords } from "./formgoaltypes.ts";
import { insteadOf, shortName } from "./layerchoice.ts";
import { assemble } from "./layers.ts";
import { type Choice, type Joined, LAYERS, type Layer, type Tables } from "./layertables.ts";
import { fill, one, time, type Words } from "./sentences.ts";

export interface FormJudgeOptions {
  readonly words: Words;
  readonly said: FormGoalWords;
}

/** Judge what was built by each of the goals; `start` is what the reader began with. */
export function judgeForm(
  goals: readonly FormGoal[],
  tables: Tables,
  { choice, start }: { readonly choice: Choice; readonly start: Choice },
  options: FormJudgeOptions,
): readonly Finding[] {
  const judge = new FormJudge(tables, choice, start, assemble(tables, choice), options);
  return goals.map((goal) => judge.of(goal));
}

type OfKind<K extends FormGoal["kind"]> = Extract<FormGoal, { readonly kind: K }>;
type Off = "more" | "less" | null;

const MAJOR = [0, 2, 4, 5, 7, 9, 11];

const within = (value: number, low: number, high: number): Off =>
  value > high ? "more" : value < low ? "less" : null;

/** How many semitones a degree ("b3") lies above the tonic. */
export function semitonesOf(degree: string): number {
  const signs = [...degree.slice(0, -1)].reduce((sum, sign) => sum + (sign === "#" ? 1 : -1), 0);
  return MAJOR[Number(degree.at(-1)) - 1]! + signs;
}

const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

class FormJudge {
  constructor(
    readonly tables: Tables,
    readonly choice: Choice,
    readonly start: Choice,
    readonly score: Joined,
    readonly options: FormJudgeOptions,
  ) {}

  of(goal: FormGoal): Finding {
    const [made, hint] = this.#judged(goal);
    const parts = [made, hint ?? "", goal.why];
    return { met: hint === null, said: parts.filter((part) => part !== "").join(" ") };
  }

  /** What was made, and what would help: null where the goal is met. */
  #judged(goal: FormGoal): readonly [made: string, hint: string | null] {
    const { said } = this;
    switch (goal.kind) {
      case "among":
        return this.#among(goal);
      case "metre": {
        const { name, beats_per_bar } = this.#style;
        const made = fill(said.metre.made, { style: name, beats: beats_per_bar });
        return [made, beats_per_bar === goal.beats ? null : said.metre.hint];
      }
      case "pace": {
        const made = fill(said.pace.made, { tempo: one(this.#bpm) });
        return [made, this.#hint(said.pace.hint, within(this.#bpm, goal.low_bpm, goal.high_bpm))];
      }
      case "layers":
        return this.#layers(goal);
      case "open":
        return this.#open(goal);
      case "at_home": {
        const [row, sentence] = insteadOf(this.tables, this.choice);
        if (sentence !== "") return [sentence, said.at_home.hint];
        return [fill(said.at_home.made, { progression: this.#row(row), mode: this.#mode }), null];
      }
      case "chords":
        return this.#chords(goal);
      case "tones":
        return this.#tones(goal);
      case "returns":
        return this.#returns(goal);
      case "changed":
        return this.#changed(goal);
      case "length": {
        const lasts_sec = (this.score.end_beat * 60) / this.#bpm;
        const made = fill(said.length.made, { time: time(this.options.words, lasts_sec) });
        return [made, this.#hint(said.length.hint, within(lasts_sec, goal.low_sec, goal.high_sec))];
      }
      case "foremost":
        return this.#foremost(goal);
      default:
        throw new MusicError("This exercise asks for something that this page cannot judge: build it again.");
    }
  }

  private get said(): FormGoalWords {
    return this.options.said;
  }

  get #style() {
    return this.tables.styles[this.choice.style]!;
  }

  get #mode(): string {
    return shortName(this.tables.tonalities[this.choice.tonality]!.name);
  }

  get #bpm(): number {
    return this.choice.tempo_bpm ?? this.#style.tempo_bpm;
  }

  #row(row: string): string {
    return this.tables.progressions[row]!.name;
  }

  #hint(hints: Readonly<Record<"more" | "less", string>>, off: Off): string | null {
    return off === null ? null : hints[off];
  }

  #listed(words: readonly string[]): string {
    const [before, last] = [words.slice(0, -1), words.at(-1) ?? ""];
    return before.length > 0 ? `${before.join(", ")}${this.said.and}${last}` : last;
  }

  #named(layers: readonly Layer[]): string {
    return this.#listed(
      LAYERS.filter((layer) => layers.includes(layer)).map((layer) => this.said.layer_names[layer]),
    );
  }

  #degrees(degrees: readonly string[]): string {
    return this.#listed(degrees.map((degree) => this.said.degrees[degree] ?? degree));
  }

  #nameOf(element: Element, id: string): string {
    const { styles, tonalities, progressions, phrases, plans } = this.tables;
    const named = {
      style: styles,
      tonality: tonalities,
      progression: progressions,
      phrase: phrases,
      plan: plans,
    };
    return element === "tonic" ? id : named[element][id]!.name;
  }

  #among({ element, names, wanted }: OfKind<"among">): readonly [string, string | null] {
    const { among, elements } = this.said;
    const id = element === "progression" ? insteadOf(this.tables, this.choice)[0] : this.choice[element];
    const made = fill(among.made, { element: elements[element]!, name: this.#nameOf(element, id) });
    const hint = fill(wanted ? among.hint.wanted : among.hint.unwanted, { element: elements[element]! });
    return [made, names.includes(id) === wanted ? null : hint];
  }

  #layers({ heard, silent }: OfKind<"layers">): readonly [string, string | null] {
    const { layers: said } = this.said;
    const { layers } = this.choice;
    const made =
      layers.length > 0 ? fill(said.made.heard, { layers: this.#named(layers) }) : said.made.nothing;
    const missing = this.#named(heard.filter((layer) => !layers.includes(layer)));
    const unwanted = this.#named(silent.filter((layer) => layers.includes(layer)));
    const hints = [
      missing && fill(said.hint.heard, { layers: missing }),
      unwanted && fill(said.hint.silent, { layers: unwanted }),
    ].filter((hint) => hint !== "");
    return [made, hints.length > 0 ? hints.join(" ") : null];
  }

  #open({ every }: OfKind<"open">): readonly [string, string | null] {
    const { open, every: names } = this.said;
    const now = this.choice.open_every;
    const rarer = now === 0 || (every > 0 && now > every);
    const made = fill(open.made, { every: names[now] ?? `${now}` });
    return [made, now === every ? null : open.hint[rarer ? "more" : "less"]];
  }

  #chords({ least, most }: OfKind<"chords">): readonly [string, string | null] {
    const { chords: said } = this.said;
    const names = [...new Set(this.score.chords.map(([, symbol]) => symbol))];
    const made = fill(names.length === 1 ? said.made.one : said.made.many, {
      count: names.length,
      names: this.#listed(names),
    });
    return [made, this.#hint(said.hint, within(names.length, least, most))];
  }

  #tones({ has, lacks }: OfKind<"tones">): readonly [string, string | null] {
    const { tones: said } = this.said;
    const { steps } = this.tables.tonalities[this.choice.tonality]!;
    const isThere = (degree: string): boolean => steps.includes(semitonesOf(degree));
    const there = [...has, ...lacks].filter(isThere);
    const absent = [...has, ...lacks].filter((degree) => !isThere(degree));
    const made = [
      there.length > 0 && fill(said.made.has, { mode: this.#mode, degrees: this.#degrees(there) }),
      absent.length > 0 && fill(said.made.lacks, { mode: this.#mode, degrees: this.#degrees(absent) }),
    ].filter((part) => part !== false);
    return [made.join(" "), has.every(isThere) && !lacks.some(isThere) ? null : said.hint];
  }

  #returns({ least, most }: OfKind<"returns">): readonly [string, string | null] {
    const { returns: said } = this.said;
    const { name, parts } = this.tables.plans[this.choice.plan]!;
    const count = parts.filter(([letter]) => letter === parts[0]![0]).length;
    const made = fill(count === 1 ? said.made.one : said.made.many, { plan: name, count });
    return [made, this.#hint(said.hint, within(count, least, most))];
  }

  #changed({ least, most }: OfKind<"changed">): readonly [string, string | null] {
    const { changed: said, elements } = this.said;
    const of = (choice: Choice, name: string): unknown => choice[name as keyof Choice];
    const changed = Object.keys(elements).filter(
      (name) => !same(of(this.choice, name), of(this.start, name)),
    );
    const names = this.#listed(changed.map((name) => elements[name]!));
    const made = changed.length > 0 ? fill(said.made.some, { elements: names }) : said.made.nothing;
    return [made, this.#hint(said.hint, within(changed.length, least, most))];
  }

  #foremost({ layer, by_db }: OfKind<"foremost">): readonly [string, string | null] {
    const { foremost: said, layer_names } = this.said;
    const { layers, balance_db } = this.choice;
    const level = (other: Layer): number => balance_db[other] ?? this.#style.balance_db[other];
    const gaps = { layer: layer_names[layer] };
    if (!layers.includes(layer)) return [fill(said.made.silent, gaps), said.hint];
    const others = layers.filter((other) => other !== layer).map(level);
    if (others.length === 0) return [fill(said.made.alone, gaps), null];
    const by = level(layer) - Math.max(...others);
    const way = by > 0 ? "above" : by < 0 ? "below" : "level";
    const made = fill(said.made[way], { ...gaps, db: one(Math.abs(by)) });
    return [made, by >= by_db ? null : said.hint];
  }
}
