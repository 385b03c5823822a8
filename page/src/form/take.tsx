// What one has built, taken on: into the expressive lab, as files, as a link.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import { AS_WRITTEN } from "../core/edit.ts";
import type { Joined } from "../core/layertables.ts";
import { takeAway } from "../widgets/carry.ts";
import { Button, LinkField } from "../widgets/controls.tsx";
import { StaticModel } from "../widgets/model.ts";
import { parseTraits } from "../widgets/traits.ts";
import { showWidget, soundOfPage } from "../widgets/widget.ts";
import type { At } from "./elements.tsx";
import { openFile } from "./file.ts";
import { linkTo } from "./links.ts";

export interface Carried extends At {
  readonly assets: Assets;
}

/** The score without the voices that rest. */
function sounding(score: Joined): Joined {
  return { ...score, voices: score.voices.filter(({ notes }) => notes.length > 0) };
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
  const code = () => takeAway(assets);
  const midi = async (): Promise<string> => {
    const { score, performed } = bench.made.peek();
    const { download, midiOf } = await code();
    const content = midiOf({ score, interpretation: AS_WRITTEN, ...performed });
    return download(score.title, "mid", "audio/midi", content as BlobPart);
  };
  const musicXml = async (): Promise<string> => {
    const score = sounding(bench.made.peek().score);
    const { download, musicXmlOf } = await code();
    // Drums have no notation of their own here: their keys would read as pitches.
    const voices = score.voices.flatMap(({ id }) => (id === "drums" ? [] : [id]));
    if (voices.length === 0)
      throw new Error("Only drums play, and these are not written as notes: let another layer play.");
    const content = musicXmlOf(score, { voices });
    return download(score.title, "musicxml", "application/vnd.recordare.musicxml+xml", content);
  };
  const wav = async (): Promise<string> => {
    const stop = new AbortController();
    const { score, performed } = bench.made.peek();
    const progress = (share: number): void => {
      making.value = { share, cancel: () => stop.abort() };
    };
    progress(0);
    try {
      const { download, wavOf } = await code();
      const content = await wavOf(performed.performance, assets, stop.signal, progress);
      return download(score.title, "wav", "audio/wav", content);
    } catch (error) {
      if (stop.signal.aborted) return "The sound file was not made.";
      throw error;
    } finally {
      making.value = null;
    }
  };
  const file = async (): Promise<string> => {
    const text = JSON.stringify({ book: "musicking", build: bench.choice.peek() }, null, 1);
    return (await code()).download(bench.made.peek().score.title, "json", "application/json", text);
  };
  const copy = async (): Promise<string> => {
    const made = await linkTo(bench, assets);
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
          <Button onPress={() => void carry(musicXml)}>MusicXML</Button>
          <Button onPress={() => void carry(midi)}>MIDI file</Button>
          <Button onPress={() => (isMaking ? making.value?.cancel() : void carry(wav))}>
            {isMaking ? "Cancel the sound file" : "Sound file (WAV)"}
          </Button>
          {isMaking && <progress class="mk-progress" aria-label="Sound file" value={making.value!.share} />}
          {assets.apart && <Button onPress={() => void carry(copy)}>Copy link</Button>}
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
              if (chosen !== undefined) void carry(() => openFile(bench, chosen));
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
