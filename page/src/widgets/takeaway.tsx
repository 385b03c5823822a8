// Take away: files, pictures and links of what the reader has made, and a saved version back in.
import { useRef } from "preact/hooks";
import type * as TakeAwayCode from "../takeaway/takeaway.ts";
import { takeAway } from "./carry.ts";
import { Button, LinkField } from "./controls.tsx";
import { announce, CARRIED, type Carrying, type Desk } from "./desk.ts";
import { nameOf } from "./links.ts";
import { OpenSong } from "./own.tsx";

type Code = typeof TakeAwayCode;
type Work = (code: Code) => Promise<string | Partial<Carrying>>;

/** Do it, and say how it went: in the widget, and politely to those who hear it. */
async function carry(desk: Desk, work: Work): Promise<void> {
  const { store, carrying, assets } = desk;
  store.message.value = null;
  let end: string | Partial<Carrying> = "";
  try {
    end = await work(await takeAway(assets));
  } catch (error) {
    store.message.value = error instanceof Error ? error.message : String(error);
  }
  // A sound file that is being made meanwhile goes on.
  const going = { ...carrying.peek(), done: "", link: null };
  carrying.value = { ...going, ...(typeof end === "string" ? { done: end } : end) };
  announce(desk, carrying.value.done);
}

async function saveWav(desk: Desk): Promise<void> {
  const { carrying } = desk;
  const stop = new AbortController();
  const making = (share: number): void => {
    carrying.value = { ...carrying.peek(), share, cancel: () => stop.abort() };
  };
  making(0);
  announce(desk, "Making the sound file.");
  await carry(desk, async (code) => {
    try {
      return await code.saveWav(desk, stop.signal, making);
    } catch (error) {
      if (stop.signal.aborted) return "The sound file was not made.";
      throw error;
    }
  });
  carrying.value = { ...carrying.peek(), share: null, cancel: CARRIED.cancel };
}

async function copied(code: Code, desk: Desk, name: string): Promise<Partial<Carrying>> {
  if (desk.stage?.own)
    throw new Error("Your own song does not travel in a link: save this version as a file and share that.");
  const { link, whole, copied } = await code.copyLink(desk, name);
  const without = whole ? "" : " The versions are too long for it: save them as a file.";
  if (copied) return { done: `The link is copied.${without}` };
  return { done: `The browser does not let the link be copied: take it from here.${without}`, link };
}

function Sound({ desk }: { readonly desk: Desk }) {
  const { share, cancel } = desk.carrying.value;
  const making = share !== null;
  return (
    <>
      <Button onPress={() => (making ? cancel() : void saveWav(desk))}>
        {making ? "Cancel the sound file" : "Sound file (WAV)"}
      </Button>
      {making && <progress class="mk-progress" aria-label="Sound file" value={share} />}
    </>
  );
}

function Open({ desk }: { readonly desk: Desk }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onPress={() => input.current?.click()}>Open a saved version</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="A saved version"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) void carry(desk, (code) => code.openFile(desk, file));
          currentTarget.value = ""; // so that the same file can be opened again
        }}
      />
    </>
  );
}

export function TakeAway({ desk }: { readonly desk: Desk }) {
  const { done, link } = desk.carrying.value;
  const name = nameOf(desk);
  return (
    <fieldset class="mk-group mk-take">
      <legend>Take away</legend>
      <div class="mk-row">
        <Button onPress={() => void carry(desk, (code) => code.saveMidi(desk))}>MIDI file</Button>
        <Button onPress={() => void carry(desk, (code) => code.saveMusicXml(desk))}>MusicXML file</Button>
        <Sound desk={desk} />
        <Button onPress={() => void carry(desk, (code) => code.saveSvg(desk))}>Picture (SVG)</Button>
        <Button onPress={() => void carry(desk, (code) => code.savePng(desk))}>Picture (PNG)</Button>
        {name !== null && (
          <Button onPress={() => void carry(desk, (code) => copied(code, desk, name))}>Copy link</Button>
        )}
        <Button onPress={() => void carry(desk, (code) => code.saveFile(desk))}>Save this version</Button>
        <Open desk={desk} />
        {desk.stage !== null && <OpenSong desk={desk} />}
      </div>
      <LinkField link={link ?? ""} />
      {done !== "" && <p class="mk-field-value">{done}</p>}
    </fieldset>
  );
}
