// Code that is not needed at first sight: bundles of their own, each fetched the first time it is used.
import type * as Along from "../along/along.tsx";
import type { Assets } from "../audio/types.ts";
import type * as TakeAway from "../takeaway/takeaway.ts";

const UNREACHABLE =
  "What is needed for this could not be loaded, perhaps because the connection is lost; try again.";

/** By Blob URL the same code serves the page and a notebook, where files come through the kernel. */
async function load<T>(assets: Assets, name: string): Promise<T> {
  const script = await assets.fetch(name);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return (await import(address)) as T;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function once<T>(name: string): (assets: Assets) => Promise<T> {
  let loading: Promise<T> | null = null;
  return (assets) => {
    loading ??= load<T>(assets, name).catch(() => {
      loading = null;
      throw new Error(UNREACHABLE);
    });
    return loading;
  };
}

/** Carrying something out of the page or into it. */
export const takeAway = once<typeof TakeAway>("page/takeaway.js");
/** Singing and playing along. */
export const along = once<typeof Along>("page/along.js");
