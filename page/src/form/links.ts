// The address of the page with what is built in it.
import type { Assets } from "../audio/types.ts";
import { MusicError } from "../core/error.ts";
import { takeAway } from "../widgets/carry.ts";
import type { Bench } from "./bench.ts";
import { readChoice } from "./choice.ts";

const VERSION = 1;
const LINK = /^#build-(\d{1,4})--(.*)$/s;
const NEWER = "The link was made with a newer version of this book: reload the page to get the newest.";

export async function linkTo(bench: Bench, assets: Assets): Promise<string> {
  const { pack } = await takeAway(assets);
  return `${location.href.split("#", 1)[0]}#build-${VERSION}--${await pack(bench.choice.peek())}`;
}

/** Open what the address of the page brings, now and later. */
export function followBuildLinks(bench: Bench, assets: Assets): () => void {
  const follow = async (): Promise<void> => {
    const [, version, text] = LINK.exec(location.hash) ?? [];
    if (version === undefined || text === undefined) return;
    const code = await takeAway(assets).catch((error: Error) => error);
    if (code instanceof Error) {
      bench.message.value = code.message;
      return;
    }
    const { DAMAGED, unpack } = code;
    try {
      if (Number(version) > VERSION) throw new MusicError(NEWER);
      bench.set(readChoice(bench.tables, await unpack(text)));
    } catch (error) {
      bench.message.value = error instanceof MusicError ? error.message : DAMAGED;
    }
  };
  const hear = (): void => void follow();
  addEventListener("hashchange", hear);
  hear();
  return () => removeEventListener("hashchange", hear);
}
