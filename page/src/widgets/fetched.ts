// Code that a reader may never need: bundles of their own, fetched the first time they are used.
import type { Assets } from "../audio/types.ts";

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

/** A bundle that is fetched once a page; after a failure, the next use tries again. */
export function fetched<T>(name: string): (assets: Assets) => Promise<T> {
  let loading: Promise<T> | null = null;
  return (assets) => {
    loading ??= load<T>(assets, name).catch(() => {
      loading = null;
      throw new Error(UNREACHABLE);
    });
    return loading;
  };
}
