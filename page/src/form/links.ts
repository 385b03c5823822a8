// The address of the page with what is built in it.
import type { Assets } from "../audio/types.ts";
import { MusicError } from "../core/error.ts";
import { followFragment, heldBy } from "../widgets/address.ts";
import { takeAway } from "../widgets/carry.ts";
import type { Bench } from "./bench.ts";
import { readChoice } from "./choice.ts";

const VERSION = 1;
const NEWER = "The link was made with a newer version of this book: reload the page to get the newest.";

export async function linkTo(bench: Bench, assets: Assets): Promise<string> {
  const { addressWith, pack } = await takeAway(assets);
  return addressWith(`build-${VERSION}--${await pack(bench.choice.peek())}`);
}

/** Open what the address of the page brings, now and later. */
export function followBuildLinks(bench: Bench, assets: Assets): () => void {
  const open = async (fragment: string): Promise<void> => {
    const held = heldBy("build", fragment);
    if (held === null) return;
    const code = await takeAway(assets).catch((error: Error) => error);
    if (code instanceof Error) {
      bench.message.value = code.message;
      return;
    }
    const { DAMAGED, unpack } = code;
    try {
      if (held.version > VERSION) throw new MusicError(NEWER);
      bench.set(readChoice(bench.tables, await unpack(held.packed)));
    } catch (error) {
      bench.message.value = error instanceof MusicError ? error.message : DAMAGED;
    }
  };
  return followFragment((fragment) => void open(fragment));
}
