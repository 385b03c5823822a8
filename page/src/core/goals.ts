// Judging a performance by the goals of an exercise: what was made, by how much it misses, and why (spec §13).
import { MusicError } from "./error.ts";
import { type Finding, percentOf, SAME_DB, signOf, wayOf } from "./finding.ts";
import type { Goal, GoalWords } from "./goaltypes.ts";
import {
  accented,
  courseOf,
  displaced,
  held,
  mean,
  type Stretch,
  seconds,
  strayed,
  type Taken,
  takenOf,
  uses,
} from "./measures.ts";
import { barName, placeName, spanName } from "./place.ts";
import { fill, one, round, time, type Words } from "./sentences.ts";
import type { Interpretation, Score, Shapes } from "./types.ts";

export interface JudgeOptions {
  readonly shapes: Shapes;
  readonly words: Words;
  readonly goalWords: GoalWords;
}

/**
 * Judge a performance by each of the goals.
 *
 * @throws MusicError if the interpretation, or a goal, does not fit the score.
 */
export function judge(
  score: Score,
  interpretation: Interpretation,
  goals: readonly Goal[],
  { shapes, words, goalWords }: JudgeOptions,
): readonly Finding[] {
  const taken = takenOf(score, interpretation, shapes);
  return goals.map((goal) => new Judge(taken, words, goalWords).of(goal));
}

type OfKind<K extends Goal["kind"]> = Extract<Goal, { readonly kind: K }>;

class Judge {
  constructor(
    readonly taken: Taken,
    readonly words: Words,
    readonly said: GoalWords,
  ) {}

  of(goal: Goal): Finding {
    switch (goal.kind) {
      case "lasts":
        return this.#lasts(goal);
      case "tempo":
        return this.#tempo(goal);
      case "level":
        return this.#level(goal);
      case "course":
        return this.#course(goal);
      case "displaced":
        return this.#displaced(goal);
      case "held":
        return this.#held(goal);
      case "accented":
        return this.#accented(goal);
      case "unchanged":
        return this.#unchanged(goal);
      case "uses":
        return this.#uses(goal);
      default:
        throw new MusicError("This exercise asks for something that this page cannot judge: build it again.");
    }
  }

  #finding(met: boolean, made: string, asked = "", hint = ""): Finding {
    return { met, said: fill(met ? this.said.met : this.said.missed, { made, asked, hint }) };
  }

  #span([from_beat, to_beat]: Stretch): string {
    return spanName(this.taken.score, from_beat, to_beat, this.words);
  }

  #time(sec: number): string {
    return time(this.words, sec);
  }

  #placeOf(note: string): string {
    return placeName(this.taken.score, this.taken.parts.chain_of.get(note)!.onset_beat, this.words);
  }

  #lasts({ place, ratio: wanted, tolerance }: OfKind<"lasts">): Finding {
    const { lasts } = this.said;
    const [made_sec, written_sec] = seconds(this.taken, place);
    const ratio = made_sec / written_sec;
    const [made, percent] = percentOf(ratio);
    const [asked, wanted_percent] = percentOf(wanted);
    const way = wayOf(ratio, wanted);
    return this.#finding(
      Math.abs(ratio - wanted) <= tolerance,
      fill(lasts.made[made], {
        percent,
        span: this.#span(place),
        time: this.#time(made_sec),
        written: this.#time(written_sec),
      }),
      fill(lasts.asked[asked], {
        percent: wanted_percent,
        miss: this.#time(Math.abs(made_sec - wanted * written_sec)),
        way: lasts.way[way],
      }),
      lasts.hint[way],
    );
  }

  #tempo({ place, ratio, than, tolerance }: OfKind<"tempo">): Finding {
    const { tempo } = this.said;
    const { made: performed, plain } = this.taken;
    const made = 60 / mean(performed.tempo, place);
    const reference = 60 / (than === null ? mean(plain.tempo, place) : mean(performed.tempo, than));
    const asked = ratio * reference;
    const way = wayOf(made, asked);
    return this.#finding(
      Math.abs(made / reference - ratio) <= tolerance,
      fill(tempo.made, {
        tempo: round(made),
        span: this.#span(place),
        reference: round(reference),
        than: than === null ? tempo.than.written : fill(tempo.than.place, { span: this.#span(than) }),
      }),
      fill(tempo.asked, {
        asked: round(asked),
        miss: one(Math.abs(made - asked)),
        way: tempo.way[way],
      }),
      tempo.hint[way],
    );
  }

  #level({ place, by_db, than, tolerance_db }: OfKind<"level">): Finding {
    const { level } = this.said;
    const { made: performed, plain } = this.taken;
    const reference = than === null ? mean(plain.level, place) : mean(performed.level, than);
    const rise = mean(performed.level, place) - reference;
    const way = wayOf(rise, by_db);
    return this.#finding(
      Math.abs(rise - by_db) <= tolerance_db,
      fill(level.made[signOf(rise, SAME_DB)], {
        db: one(Math.abs(rise)),
        span: this.#span(place),
        than: than === null ? level.than.written : fill(level.than.place, { span: this.#span(than) }),
      }),
      fill(level.asked[signOf(by_db, SAME_DB)], {
        db: one(Math.abs(by_db)),
        miss: one(Math.abs(rise - by_db)),
        way: level.way[way],
      }),
      level.hint[way],
    );
  }

  #course({ place, of, direction, least, most }: OfKind<"course">): Finding {
    const { hint, gradually, [of]: said } = this.said.course;
    const { change, turns, steps } = courseOf(this.taken, of, place, direction === "rises");
    const size = (value: number): string | number => (of === "tempo" ? round(100 * value) : one(value));
    const gaps = { span: this.#span(place), change: size(Math.abs(change)) };
    const too_little = fill(said.least, { asked: size(least) });
    if (change <= (of === "tempo" ? 0.005 : SAME_DB))
      return this.#finding(false, fill(said[`${direction}_not`], gaps), too_little, hint.least);
    if (turns) return this.#finding(false, fill(said.turns, gaps), gradually, hint.turns);
    if (steps) return this.#finding(false, fill(said.steps, gaps), gradually, hint.steps);
    const made = fill(said[direction], gaps);
    if (change < least) return this.#finding(false, made, too_little, hint.least);
    if (most !== null && change > most)
      return this.#finding(false, made, fill(said.most, { asked: size(most) }), hint.most);
    return this.#finding(true, made);
  }

  #displaced({ place, voice, least_sec, most_sec }: OfKind<"displaced">): Finding {
    const { made: said, least, most, hint } = this.said.displaced;
    const far = displaced(this.taken, place, voice);
    const { name = "" } = this.taken.score.voices.find(({ id }) => id === voice) ?? {};
    const gaps = { voice: name, ms: round(1000 * far), span: this.#span(place) };
    const made = fill(voice === null ? said.all : said.one, gaps);
    if (far < least_sec)
      return this.#finding(false, made, fill(least, { asked: round(1000 * least_sec) }), hint.least);
    if (most_sec !== null && far > most_sec)
      return this.#finding(false, made, fill(most, { asked: round(1000 * most_sec) }), hint.most);
    return this.#finding(true, made);
  }

  #held({ note, ratio: wanted, tolerance }: OfKind<"held">): Finding {
    const said = this.said.held;
    const [made_sec, written_sec] = held(this.taken, note);
    const ratio = made_sec / written_sec;
    const way = wayOf(ratio, wanted);
    return this.#finding(
      Math.abs(ratio - wanted) <= tolerance,
      fill(said.made, { place: this.#placeOf(note), factor: one(ratio), time: this.#time(made_sec) }),
      fill(said.asked, {
        asked: one(wanted),
        miss: this.#time(Math.abs(made_sec - wanted * written_sec)),
        way: said.way[way],
      }),
      said.hint[way],
    );
  }

  #accented({ note, by_db, tolerance_db }: OfKind<"accented">): Finding {
    const said = this.said.accented;
    const above = accented(this.taken, note);
    const way = wayOf(above, by_db);
    return this.#finding(
      Math.abs(above - by_db) <= tolerance_db,
      fill(said.made[signOf(above, SAME_DB)], { place: this.#placeOf(note), db: one(Math.abs(above)) }),
      fill(said.asked, { asked: one(by_db), miss: one(Math.abs(above - by_db)), way: said.way[way] }),
      said.hint[way],
    );
  }

  #unchanged({ outside, of }: OfKind<"unchanged">): Finding {
    const said = this.said.unchanged;
    const found = strayed(this.taken, outside, of);
    if (found === null) return this.#finding(true, said.made[of]);
    const bar = barName(this.taken.score.bars[found[0]]!, this.words);
    return this.#finding(false, fill(said.strayed[found[1]], { bar }), said.asked, said.hint);
  }

  #uses({ component, wanted }: OfKind<"uses">): Finding {
    const said = this.said.uses;
    const name = said.hand[component] ?? said.names[component] ?? this.words.names[component] ?? component;
    const used = uses(this.taken, component);
    const way = wanted ? "wanted" : "unwanted";
    return this.#finding(
      used === wanted,
      fill(used ? said.used : said.unused, { name }),
      said[way],
      said.hint[way],
    );
  }
}
