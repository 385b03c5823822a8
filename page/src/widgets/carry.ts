// The take-away code: a bundle of its own, fetched the first time something is carried out of or into the page.
import type { Assets } from "../audio/types.ts";
import type * as TakeAway from "../takeaway/takeaway.ts";

const UNREACHABLE =
  "What is needed for this could not be loaded, perhaps because the connection is lost; try again.";

let loading: Promise<typeof TakeAway> | null = null;

/** By Blob URL the same code serves the page and a notebook, where files come through the kernel. */
async function load(assets: Assets): Promise<typeof TakeAway> {
  const script = await assets.fetch("page/takeaway.js");
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return (await import(address)) as typeof TakeAway;
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function takeAway(assets: Assets): Promise<typeof TakeAway> {
  loading ??= load(assets).catch(() => {
    loading = null;
    throw new Error(UNREACHABLE);
  });
  return loading;
}
