// The place where a widget stands: the book's music, or for a while a song that the reader brings.
import type { Score } from "../core/types.ts";
import type { Layouts } from "../views/notation.tsx";
import type { Desk } from "./desk.ts";
import type { Traits } from "./model.ts";

/** A song that the reader brought: all that was read, and what of it is played. */
export interface OwnSong {
  readonly all: Score;
  /** Id of the voice that leads. */
  readonly melody: string;
  /** Ids of the voices that sound. */
  readonly played: readonly string[];
  /** The title of the book's music, which waits. */
  readonly home: string;
}

export interface Stage {
  /** What is shown in the place of the book's music, if anything is. */
  readonly own: OwnSong | null;
  /** Show a reader's song with a store of its own; the desk that asked is put away. */
  show(song: OwnSong, traits: Traits, layouts: Layouts | null): Desk;
  /** Show the book's music again, as it was left. */
  back(): Desk;
}
