// Where a piece comes from: who made it, when, whose it is, and what to know before singing it.
import type { Desk } from "./desk.ts";
import { sentence } from "./places.ts";

/** The headings that the page shows, in this order, and what it calls them. */
const HEADINGS: readonly (readonly [string, string])[] = [
  ["words", "words"],
  ["meaning", "what the words say"],
  ["tune", "tune"],
  ["place", "place"],
  ["year", "year"],
  ["history", "history"],
  ["variant", "this version"],
  ["status", "rights"],
  ["checked", "compared with"],
];

export function About({ desk }: { readonly desk: Desk }) {
  const { origin = {}, title } = desk.store.piece.score;
  const told = HEADINGS.filter(([name]) => (origin[name] ?? "") !== "");
  if (told.length === 0) return null;
  return (
    <details class="mk-about">
      <summary>About “{title}”</summary>
      <dl>
        {told.map(([name, heading]) => (
          <div key={name}>
            <dt>{sentence(heading)}</dt>
            <dd>{origin[name]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
