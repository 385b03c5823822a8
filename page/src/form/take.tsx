// What one has built, taken on: into the expressive lab, as files, as a link.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import { AS_WRITTEN } from "../core/edit.ts";
import { MusicError } from "../core/error.ts";
import type { Joined } from "../core/layertables.ts";
import { DAMAGED, pack, unpack } from "../takeaway/link.ts";
import { midiOf } from "../takeaway/midi.ts";
import { wavOf } from "../takeaway/wav.ts";
import { Button, LinkField } from "../widgets/controls.tsx";
import { StaticModel } from "../widgets/model.ts";
import { parseTraits } from "../widgets/traits.ts";
import { showWidget, soundOfPage } from "../widgets/widget.ts";
import type { Bench } from "./bench.ts";
import { readChoice } from "./choice.ts";
import type { At } from "./elements.tsx";

const VERSION = 1;
const LINK = /^#build-(\d{1,4})--(.*)$/s;
const KEEP_MS = 60_000;
const MOST_FILE_BYTES = 1024 * 1024;
const NEWER = "The link was made with a newer version of this book: reload the page to get the newest.";

export interface Carried extends At {
  readonly assets: Assets;
}

function save(title: string, suffix: string, type: string, content: BlobPart): string {
  const letters = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const name = `${letters.toLowerCase() || "music"}.${suffix}`;
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  return `Saved as ${name}.`;
}

/** The score without the voices that rest. */
function sounding(score: Joined): Joined {
  return { ...score, voices: score.voices.filter(({ notes }) => notes.length > 0) };
}

/** Open what the address of the page brings, now and later. */
export function followBuildLinks(bench: Bench): () => void {
  const follow = async (): Promise<void> => {
    const [, version, text] = LINK.exec(location.hash) ?? [];
    if (version === undefined || text === undefined) return;
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

/** The piece as it was when it was taken, in the expressive lab. */
function Lab({ score, assets }: { readonly score: Joined; readonly assets: Assets }) {
  const home = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const traits = {
      piece: { score: sounding(score) },
      interpretation: null,
      show: ["roll", "tempo", "level"],
    };
    const model = new StaticModel(parseTraits(JSON.stringify(traits), "shape"));
    const remove = showWidget(model, home.current!, null, soundOfPage(assets));
    home.current?.querySelector<HTMLElement>(".musicking-app")?.focus();
    return remove;
  }, [score]);
  return <div class="mk-form-lab" ref={home} />;
}

async function readFile(bench: Bench, file: File): Promise<string> {
  if (file.size > MOST_FILE_BYTES) throw new MusicError("The file is too large to be a saved piece.");
  let data: { build?: unknown };
  try {
    data = JSON.parse(await file.text()) as { build?: unknown };
  } catch {
    data = {};
  }
  if (typeof data?.build !== "object" || data.build === null)
    throw new MusicError("The file is not a piece that was saved here: choose another.");
  bench.set(readChoice(bench.tables, data.build));
  return "Opened the saved piece.";
}

export function TakeOn({ bench, assets }: Carried) {
  const lab = useSignal<Joined | null>(null);
  const said = useSignal("");
  const link = useSignal("");
  const making = useSignal<{ readonly share: number; cancel(): void } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const carry = async (work: () => Promise<string> | string): Promise<void> => {
    bench.message.value = null;
    link.value = "";
    try {
      said.value = await work();
    } catch (error) {
      said.value = "";
      bench.message.value = error instanceof Error ? error.message : String(error);
    }
  };
  const midi = (): string => {
    const { score, performed } = bench.made.peek();
    return save(
      score.title,
      "mid",
      "audio/midi",
      midiOf({ score, interpretation: AS_WRITTEN, ...performed }) as BlobPart,
    );
  };
  const wav = async (): Promise<string> => {
    const stop = new AbortController();
    const { score, performed } = bench.made.peek();
    const progress = (share: number): void => {
      making.value = { share, cancel: () => stop.abort() };
    };
    progress(0);
    try {
      return save(
        score.title,
        "wav",
        "audio/wav",
        await wavOf(performed.performance, assets, stop.signal, progress),
      );
    } catch (error) {
      if (stop.signal.aborted) return "The sound file was not made.";
      throw error;
    } finally {
      making.value = null;
    }
  };
  const file = (): string => {
    const text = JSON.stringify({ book: "musicking", build: bench.choice.peek() }, null, 1);
    return save(bench.made.peek().score.title, "json", "application/json", text);
  };
  const copy = async (): Promise<string> => {
    const made = `${location.href.split("#", 1)[0]}#build-${VERSION}--${await pack(bench.choice.peek())}`;
    try {
      await navigator.clipboard.writeText(made);
      return "The link is copied.";
    } catch {
      link.value = made;
      return "The browser does not let the link be copied: take it from here.";
    }
  };
  const isMaking = making.value !== null;
  return (
    <>
      <fieldset class="mk-group mk-take">
        <legend>Take it on</legend>
        <div class="mk-row">
          <Button
            kind="strong"
            onPress={() => {
              lab.value = bench.made.peek().score;
            }}
          >
            Take it to the expressive lab
          </Button>
          <Button onPress={() => void carry(midi)}>MIDI file</Button>
          <Button onPress={() => (isMaking ? making.value?.cancel() : void carry(wav))}>
            {isMaking ? "Cancel the sound file" : "Sound file (WAV)"}
          </Button>
          {isMaking && <progress class="mk-progress" aria-label="Sound file" value={making.value!.share} />}
          <Button onPress={() => void carry(copy)}>Copy link</Button>
          <Button onPress={() => void carry(file)}>Save this piece</Button>
          <Button onPress={() => input.current?.click()}>Open a saved piece</Button>
          <input
            ref={input}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label="A saved piece"
            onChange={({ currentTarget }) => {
              const chosen = currentTarget.files?.[0];
              if (chosen !== undefined) void carry(() => readFile(bench, chosen));
              currentTarget.value = "";
            }}
          />
        </div>
        <LinkField link={link.value} />
        <p class="mk-field-value" role="status">
          {said.value}
        </p>
      </fieldset>
      {lab.value !== null && <Lab score={lab.value} assets={assets} />}
    </>
  );
}
