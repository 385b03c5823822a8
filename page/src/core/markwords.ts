// The marks of a score, said in a few words for those who do not see them.
import type { Mark, Rules } from "./marks.ts";
import { placeName, spanName } from "./place.ts";
import { fill, type Words } from "./sentences.ts";
import type { Score } from "./types.ts";

function signOf(mark: Mark, { spoken }: Rules): string {
  if (mark.sign === "hairpin") return spoken.hairpin[mark.direction!];
  if (mark.sign !== "words" && mark.sign !== "dynamic") return spoken[mark.sign];
  const text = spoken.words[mark.text] ?? mark.text;
  if (mark.bpm !== null) return fill(spoken.bpm, { text, bpm: mark.bpm });
  return mark.before === "" ? text : fill(spoken.before, { before: mark.before, text });
}

/** All marks in one sentence; nothing where there is none. */
export function marksInWords(score: Score, marks: readonly Mark[], rules: Rules, words: Words): string {
  if (marks.length === 0) return "";
  const { spoken } = rules;
  const said = marks.map((mark) => {
    const sign = signOf(mark, rules);
    return mark.to_beat === null
      ? fill(spoken.point, { sign, place: placeName(score, mark.from_beat, words) })
      : fill(spoken.stretch, { sign, span: spanName(score, mark.from_beat, mark.to_beat, words) });
  });
  return fill(spoken.all, { marks: said.join(spoken.between) });
}
