// What is chosen in the form lab, and what stands in where it does not belong.
import { MusicError } from "./error.ts";
import type { Choice, Tables } from "./layertables.ts";
import { moved } from "./naming.ts";

/** The progression that is played, and a sentence where it is not the one that was chosen. */
export function insteadOf(
  tables: Tables,
  choice: Pick<Choice, "tonality" | "tonic" | "progression">,
): readonly [progression: string, sentence: string] {
  const mode = tables.tonalities[choice.tonality]!;
  const found = mode.instead[choice.progression];
  if (found === undefined) return [choice.progression, ""];
  const [played, tone] = found;
  const where = `${choice.tonic} ${shortName(mode.name)}`;
  const fault = tone
    ? `needs ${moved(tone, choice.tonic)}, which ${where} does not have`
    : `is not at home in ${where}`;
  const asked = tables.progressions[choice.progression]!.name;
  const name = tables.progressions[played]!.name;
  return [played, `"${asked}" ${fault}: ${mode.why}. Played instead: "${name}".`];
}

export const shortName = (name: string): string => name.split(" (")[0]!;

/** Raise MusicError where an element is not in the tables. */
export function check(tables: Tables, choice: Choice): void {
  const chosen = [
    [tables.styles, choice.style],
    [tables.tonalities, choice.tonality],
    [tables.progressions, tables.rows.includes(choice.progression) ? choice.progression : ""],
    [tables.phrases, choice.phrase],
    [tables.plans, choice.plan],
  ] as const;
  for (const [entries, name] of chosen) {
    if (!Object.hasOwn(entries, name))
      throw new MusicError(
        `The layers have no '${name.slice(0, 40)}'. Choose of: ${Object.keys(entries).join(", ")}.`,
      );
  }
}
