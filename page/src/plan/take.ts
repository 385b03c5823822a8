// A plan out of the page and into it: files, and links whose fragment holds it.
import { MusicError } from "../core/error.ts";
import { download } from "../takeaway/download.ts";
import { addressWith, pack, unpack } from "../takeaway/link.ts";
import { followFragment, heldBy } from "../widgets/address.ts";
import { type Plan, readPlan, VERSION } from "./model.ts";
import type { Plans } from "./store.ts";
import { planName } from "./words.ts";

const NEWER = "The plan was made with a newer version of this book: reload the page to get the newest.";
const DAMAGED = "The link holds no plan that can be read: ask for it again.";

/** Hand a plan to the reader as a file; answers what to say. */
export function savePlan(plan: Plan, suffix: string, write: (plan: Plan) => string): string {
  return download(planName(plan), suffix, "text/plain", write(plan));
}

/** The address of this page with the whole plan in it. Raises MusicError where it is too long for a link. */
export async function planLink(plan: Plan): Promise<string> {
  return addressWith(`plan-${VERSION}--${await pack(plan)}`);
}

/** Open the plan that the address of the page brings, and any that it is given later, beside the others. */
export function followPlanLinks(plans: Plans): () => void {
  const open = async (fragment: string): Promise<void> => {
    const held = heldBy("plan", fragment);
    if (held === null) return;
    try {
      if (held.version > VERSION) throw new MusicError(NEWER);
      plans.add(readPlan(await unpack(held.packed)));
      // Opened again with the page, it would be there twice.
      history.replaceState(null, "", location.pathname + location.search);
    } catch (error) {
      plans.message.value = error instanceof MusicError && error.message === NEWER ? NEWER : DAMAGED;
    }
  };
  return followFragment((fragment) => void open(fragment));
}
