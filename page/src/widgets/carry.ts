// Parts of the page's code that are fetched when they are first used.
import type * as Along from "../along/along.tsx";
import type { Assets } from "../audio/types.ts";
import type * as Conducting from "../conduct/conducting.ts";
import type * as TakeAway from "../takeaway/takeaway.ts";
import type * as ExerciseCode from "./exercise.tsx";
import type * as MoreCode from "./more.tsx";

const UNREACHABLE =
  "What is needed for this could not be loaded, perhaps because the connection is lost; try again.";

/** Import a part. Browsers never try a failed import again, so the file is fetched first: that can be repeated. */
export async function part<Code>(
  { fetch, apart }: Assets,
  name: string,
  load: () => Promise<Code>,
): Promise<Code> {
  try {
    if (apart) await fetch(`page/${name}.js`);
    return await load();
  } catch {
    throw new Error(UNREACHABLE);
  }
}

/** What carries music out of the page and into it. */
export function takeAway(assets: Assets): Promise<typeof TakeAway> {
  return part(assets, "takeaway", () => import("../takeaway/takeaway.ts"));
}

/** Singing and playing along. */
export function along(assets: Assets): Promise<typeof Along> {
  return part(assets, "along", () => import("../along/along.tsx"));
}

/** The song follows the reader's taps. */
export function conducting(assets: Assets): Promise<typeof Conducting> {
  return part(assets, "conducting", () => import("../conduct/conducting.ts"));
}

/** What is asked in an exercise, and where the answer is given. */
export function exercise(assets: Assets): Promise<typeof ExerciseCode> {
  return part(assets, "exercise", () => import("./exercise.tsx"));
}

/** What a widget keeps folded. */
export function more(assets: Assets): Promise<typeof MoreCode> {
  return part(assets, "more", () => import("./more.tsx"));
}
