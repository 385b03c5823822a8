// What is always there: play, pause, stop, where the music is, as written or as performed.
import { Button, Radios } from "./controls.tsx";
import { announce, type Desk } from "./desk.ts";
import { Icon } from "./icons.tsx";
import type { View } from "./model.ts";
import { sentence } from "./places.ts";

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

export function setView(desk: Desk, view: View): void {
  desk.store.view.value = view;
  announce(desk, view === "written" ? "Plays as written." : "Plays as performed.");
}

export function PlayBar({ desk }: { readonly desk: Desk }) {
  const { store, player } = desk;
  return (
    <div class="mk-playbar">
      <PlayButton desk={desk} />
      <Button icon="stop" onPress={player.stop}>
        Stop
      </Button>
      {store.interpreted.value && (
        <Radios
          legend="What plays"
          name={`${desk.name}-view`}
          value={store.view.value}
          options={VIEWS}
          onChoose={(view) => setView(desk, view === "written" ? "written" : "performed")}
        />
      )}
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
