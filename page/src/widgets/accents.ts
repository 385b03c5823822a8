// Accents as the lab keeps them: all of one size, a note touched again loses its own.
import { partsOf } from "../core/parts.ts";
import type { Accent, Interpretation, Note, Score } from "../core/types.ts";
import { kindOf, noteById, SIZES, type Size } from "./placing.ts";

type AccentSizes = Readonly<Record<Size, { readonly level_db: number }>>;

export function accentSizes(): AccentSizes {
  return kindOf("accentuation").shapes as unknown as AccentSizes;
}

/** The size that all accents share, or null. */
export function sizeOfAccents(accents: readonly Accent[]): Size | null {
  const size = SIZES.find((name) => accentSizes()[name].level_db === accents[0]?.level_db);
  return size !== undefined && accents.every(({ level_db }) => level_db === accentSizes()[size].level_db)
    ? size
    : null;
}

/** Whether the note, or one tied to it, is accented. */
export function isAccented(score: Score, { accents = [] }: Interpretation, note: string): boolean {
  return accents.some((accent) => together(score, accent.note, note));
}

/** Accent the note as the others are accented; one that is accented loses its accent. */
export function withAccent(score: Score, interpretation: Interpretation, note: string): Interpretation {
  const { accents = [] } = interpretation;
  if (isAccented(score, interpretation, note))
    return { ...interpretation, accents: accents.filter((accent) => !together(score, accent.note, note)) };
  const { level_db, amount = 1, lengthen = 1 } = accents[0] ?? (accentSizes().clear as Omit<Accent, "note">);
  return {
    ...interpretation,
    accents: [...accents, { note, amount, level_db, ...(lengthen === 1 ? {} : { lengthen }) }],
  };
}

/** Change all accents alike. */
export function changeAccents(
  interpretation: Interpretation,
  change: Partial<Omit<Accent, "note">>,
): Interpretation {
  return {
    ...interpretation,
    accents: (interpretation.accents ?? []).map((accent) => ({ ...accent, ...change })),
  };
}

/** The accented notes in the order in which they sound. */
export function accentedNotes(score: Score, { accents = [] }: Interpretation): readonly Note[] {
  const ids = new Set(accents.map(({ note }) => note));
  return [...ids].flatMap((id) => noteById(score, id) ?? []).sort((a, b) => a.onset_beat - b.onset_beat);
}

function together(score: Score, one: string, other: string): boolean {
  const { chain_of } = partsOf(score);
  return one === other || (chain_of.has(one) && chain_of.get(one) === chain_of.get(other));
}
