// What is always there: play, pause, stop, where the music is, as written or as performed.
import { batch } from "@preact/signals";
import { Button, Radios } from "./controls.tsx";
import { announce, type Desk } from "./desk.ts";
import { Icon } from "./icons.tsx";
import type { View } from "./model.ts";
import { sentence } from "./places.ts";
import { Sizes } from "./sizes.tsx";
import { letterOf } from "./versions.tsx";

function PlayButton({ desk }: { readonly desk: Desk }) {
  const { player } = desk;
  const playing = player.playing.value;
  return (
    <button type="button" class="mk-button mk-play is-strong" onClick={player.toggle}>
      <Icon name={playing ? "pause" : "play"} />
      <span>{playing ? "Pause" : "Play"}</span>
    </button>
  );
}

function Place({ desk }: { readonly desk: Desk }) {
  const { player } = desk;
  const count = player.count.value;
  if (count !== null)
    return (
      <p class="mk-place">
        Count-in <strong class="mk-count">{count}</strong>
      </p>
    );
  return (
    <p class="mk-place">{player.loading.value ? "Fetching the sound …" : sentence(player.place.value)}</p>
  );
}

const VIEWS = [
  { value: "written", text: "as written" },
  { value: "performed", text: "as performed" },
];

/** What plays: as written, the present interpretation, or a version that is kept. */
function Views({ desk }: { readonly desk: Desk }) {
  const { store } = desk;
  const versions = store.versions.value;
  if (!store.interpreted.value && versions.length === 0) return null;
  const kept = versions.map(({ name }, index) => ({
    value: `${index}`,
    text: store.namesHidden.value ? letterOf(index) : `${letterOf(index)}: ${name}`,
  }));
  return (
    <Radios
      legend="What plays"
      name={`${desk.name}-view`}
      value={store.heard.value === null ? store.view.value : `${store.heard.value}`}
      options={[...VIEWS, ...kept]}
      onChoose={(chosen) => {
        const index = kept.findIndex(({ value }) => value === chosen);
        if (index < 0) setView(desk, chosen === "written" ? "written" : "performed");
        else {
          store.heard.value = index;
          announce(desk, `Plays ${kept[index]!.text}.`);
        }
      }}
    />
  );
}

export function setView(desk: Desk, view: View): void {
  batch(() => {
    desk.store.heard.value = null;
    desk.store.view.value = view;
  });
  announce(desk, view === "written" ? "Plays as written." : "Plays as performed.");
}

export function PlayBar({ desk }: { readonly desk: Desk }) {
  const { player } = desk;
  return (
    <div class="mk-playbar">
      <PlayButton desk={desk} />
      <Button icon="stop" onPress={player.stop}>
        Stop
      </Button>
      <Views desk={desk} />
      <Sizes desk={desk} />
      <Place desk={desk} />
    </div>
  );
}

export function Message({ desk }: { readonly desk: Desk }) {
  const text = desk.store.message.value ?? desk.player.message.value;
  return (
    <div class="mk-message" role="alert">
      {text !== null && <p>{text}</p>}
    </div>
  );
}

/** What is said politely after an edit. */
export function LiveRegion({ desk }: { readonly desk: Desk }) {
  return (
    <div class="mk-unseen" role="status">
      {desk.announcement.value}
    </div>
  );
}
