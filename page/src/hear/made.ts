// From what a question says to what is played: the song's phrase or the piece of form, performed with its change and without.
import type { Assets } from "../audio/types.ts";
import { MusicError } from "../core/error.ts";
import type { Tables } from "../core/layertables.ts";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import type { Interpretation, Performed, Score } from "../core/types.ts";
import { instruments } from "../widgets/tables.ts";
import { type Change, interpretationOf, NOTHING } from "./changes.ts";
import { cut, roved } from "./cut.ts";
import { scoreOf } from "./forms.ts";
import type { Playing } from "./question.ts";

export interface Made {
  readonly playing: Playing;
  readonly score: Score;
  readonly laid: Interpretation;
  readonly performed: Performed;
  /** As it would be without the change. */
  readonly plain: Performed;
}

/** Where songs and layers come from, each fetched once. */
export interface Music {
  song(name: string): Promise<Score>;
  tables(): Promise<Tables>;
}

const UNREADABLE = "The music for this could not be read: reload the page, or build the book again.";

export function musicOf(assets: Assets): Music {
  const fetched = new Map<string, Promise<unknown>>();
  const once = async (file: string): Promise<unknown> => {
    const known = fetched.get(file) ?? read(file);
    fetched.set(file, known);
    known.catch(() => fetched.delete(file));
    return known;
  };
  const read = async (file: string): Promise<unknown> => {
    const data = await assets.fetch(file);
    try {
      return JSON.parse(new TextDecoder().decode(data));
    } catch {
      throw new MusicError(UNREADABLE);
    }
  };
  return {
    song: async (name) => ((await once(`pieces/${name}.json`)) as { readonly score: Score }).score,
    tables: async () => (await once("layers/form.json")) as Tables,
  };
}

export async function makePlaying(music: Music, playing: Playing): Promise<Made> {
  if (playing.is === "form") {
    const score = roved(scoreOf(await music.tables(), playing.music), 1, playing.level_db);
    return performedAs(playing, score, null);
  }
  const song = await music.song(playing.song);
  const phrase = song.phrases[playing.phrase];
  if (phrase === undefined) throw new MusicError(UNREADABLE);
  const score = roved(cut(song, [phrase]), playing.tempo_factor, playing.level_db);
  return performedAs(playing, score, playing.change);
}

function performedAs(playing: Playing, score: Score, change: Change | null): Made {
  const laid = interpretationOf(score, change);
  const performed = perform(score, laid, instruments, { shapes });
  const plain = change === null ? performed : perform(score, NOTHING, instruments, { shapes });
  return { playing, score, laid, performed, plain };
}

/** The same without its change. */
export const plainly = (made: Made): Made => ({ ...made, laid: NOTHING, performed: made.plain });

/** The same with another change. */
export const changedTo = ({ playing, score }: Made, change: Change | null): Made =>
  performedAs(playing, score, change);
