// A song that the reader brings: how it is opened, which of its parts sing and sound, and the way back.
import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Voice } from "../core/types.ts";
import type * as Code from "../takeaway/takeaway.ts";
import { takeAway } from "./carry.ts";
import { Button, Check, Choose } from "./controls.tsx";
import { CARRIED, type Desk } from "./desk.ts";
import type { OwnSong } from "./stage.ts";
import { instruments } from "./tables.ts";

/** Whether the list of parts is unfolded: it stays so while parts are chosen. */
const partsOpen = signal(false);

interface At {
  readonly desk: Desk;
}

const KINDS = ".musicxml,.xml,.mxl,.mid,.midi,.abc,.json";

/** Do it; what goes wrong is said in the widget, and everything is as it was. */
async function doing(
  desk: Desk,
  sentence: string,
  work: (code: typeof Code) => Promise<void>,
): Promise<void> {
  const { store, carrying, assets } = desk;
  store.message.value = null;
  desk.player.pause();
  carrying.value = { ...carrying.peek(), done: sentence };
  try {
    await work(await takeAway(assets));
  } catch (error) {
    store.message.value = error instanceof Error ? error.message : String(error);
    carrying.value = { ...carrying.peek(), done: CARRIED.done };
    store.refused.value += 1;
  }
}

/** Open what the reader brings: a song, or a version saved here. */
function openAny(desk: Desk, file: File): void {
  void doing(desk, `Reading ${file.name} …`, async (code) => {
    if (!/\.json$/i.test(file.name)) return code.openSong(desk, file);
    const done = await code.openFile(desk, file);
    if (done !== "") desk.carrying.value = { ...desk.carrying.peek(), done };
  });
}

export function OpenSong({ desk }: At) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onPress={() => input.current?.click()}>Open your own song</Button>
      <input
        ref={input}
        type="file"
        accept={KINDS}
        hidden
        aria-label="Your own song: MusicXML, MIDI or ABC"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) openAny(desk, file);
          currentTarget.value = ""; // so that the same file can be opened again
        }}
      />
    </>
  );
}

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Lets a file be dropped on the widget. */
export function dropping(desk: Desk) {
  return {
    onDragOver: (event: DragEvent): void => {
      if (bringsFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      if (!bringsFiles(event) || file === undefined) return;
      event.preventDefault();
      openAny(desk, file);
    },
  };
}

const TUNED = Object.entries(instruments)
  .filter(([, { percussion }]) => !percussion)
  .map(([value, { name }]) => ({ value, text: name }));

function Part({ desk, own, voice }: At & { readonly own: OwnSong; readonly voice: Voice }) {
  const chosen = desk.store.instruments;
  const leads = voice.id === own.melody;
  const plays = leads || own.played.includes(voice.id);
  const instrument = chosen.value[voice.id] ?? voice.instrument;
  const toggle = (): void => {
    const played = plays ? own.played.filter((id) => id !== voice.id) : [...own.played, voice.id];
    void doing(desk, "Choosing the parts …", (code) =>
      code.choose(desk, { melody: own.melody, played }, `part-${voice.id}`),
    );
  };
  return (
    <div class="mk-voice">
      {leads ? (
        <p class="mk-field-name">{voice.name}: the melody</p>
      ) : (
        <Check id={`${desk.name}-part-${voice.id}`} checked={plays} onToggle={toggle}>
          {voice.name}
        </Check>
      )}
      {plays && TUNED.some(({ value }) => value === instrument) && (
        <Choose
          label="Instrument"
          name={`${voice.name}: instrument`}
          value={instrument}
          options={TUNED}
          onChoose={(value) => {
            chosen.value = { ...chosen.value, [voice.id]: value };
          }}
        />
      )}
    </div>
  );
}

/** Stands under the play bar while a song of the reader's own is shown. */
export function OwnParts({ desk }: At) {
  const own = desk.stage?.own ?? null;
  if (own === null) return null;
  const { voices, origin } = own.all;
  void desk.store.refused.value; // the controls then show again what holds
  return (
    <fieldset class="mk-group mk-own">
      <legend>Your song</legend>
      {origin?.["reading"] && <p>{origin["reading"]}</p>}
      {voices.length > 1 && (
        <details
          open={partsOpen.value}
          onToggle={({ currentTarget }) => {
            partsOpen.value = currentTarget.open;
          }}
        >
          <summary>Parts and instruments</summary>
          <Choose
            label="Melody"
            id={`${desk.name}-melody`}
            value={own.melody}
            options={voices.map(({ id, name }) => ({ value: id, text: name }))}
            onChoose={(melody) => {
              const played = [...new Set([...own.played, own.melody])];
              void doing(desk, "Choosing the parts …", (code) =>
                code.choose(desk, { melody, played }, "melody"),
              );
            }}
          />
          {voices.map((voice) => (
            <Part key={voice.id} desk={desk} own={own} voice={voice} />
          ))}
        </details>
      )}
      <Button
        onPress={() => void doing(desk, "", async (code) => code.goHome(desk))}
      >{`Back to ${own.home}`}</Button>
    </fieldset>
  );
}
