// A song that the reader brings, from the file to the widget; and which of its parts sing and sound.
import { MusicError } from "../core/error.ts";
import type { Score } from "../core/types.ts";
import { spoken, summary } from "../notation/spoken.ts";
import { MOST_FILE_BYTES } from "../reading/limits.ts";
import { announce, type Desk } from "../widgets/desk.ts";
import type { OwnSong } from "../widgets/stage.ts";
import { complete } from "../widgets/traits.ts";
import { engrave, readSong } from "./reader.ts";
import { readState } from "./readstate.ts";
import { type State, stateOf, takeState, writeState } from "./state.ts";

/** More voices than this sound only if the reader asks for them. */
const MOST_PLAYED = 16;
/** What accompanies stands a little behind the melody. */
const BEHIND_DB = -3;

type Choice = Pick<OwnSong, "melody" | "played">;

/** The voices that sound, the melody first. */
export function chosen(all: Score, { melody, played }: Choice): Score {
  const voices = all.voices.filter(({ id }) => id === melody || played.includes(id));
  const led = [...voices].sort((a, b) => Number(b.id === melody) - Number(a.id === melody));
  return {
    ...all,
    voices: led.map((voice) => ({ ...voice, balance_db: voice.id === melody ? 0 : BEHIND_DB })),
  };
}

function firstChoice({ voices }: Score): Choice {
  return { melody: voices[0]!.id, played: voices.slice(0, MOST_PLAYED).map(({ id }) => id) };
}

/** Engrave what a desk shows, and put the picture in when it is there: the music can be heard meanwhile. */
async function engraveInto(desk: Desk, score: Score): Promise<void> {
  if (score.origin?.["notation"] === "none") return;
  try {
    desk.engraving.value = {
      layouts: await engrave(desk.assets, score),
      transpose: 0,
    };
  } catch (error) {
    desk.store.message.value = error instanceof Error ? error.message : String(error);
  }
}

/** Show a song in the place of what the desk shows; answers its desk. */
function show(desk: Desk, song: OwnSong): Desk {
  const { stage, store } = desk;
  if (stage === null)
    throw new MusicError("This widget cannot show another song: open the file in the book itself.");
  const score = chosen(song.all, song);
  const traits = complete(
    {
      piece: { score: { ...score, summary: summary(score), spoken: spoken(score) } },
      show: ["notation", "roll", ...store.show.peek()],
      volume: store.volume.peek(),
    },
    store.widget,
  );
  const next = stage.show(song, traits, null);
  void engraveInto(next, score);
  return next;
}

const homeOf = ({ stage, store }: Desk): string => stage?.own?.home ?? store.title.peek();

function say(desk: Desk, sentence: string): void {
  desk.carrying.value = { ...desk.carrying.peek(), done: sentence };
  announce(desk, sentence);
}

/** Open a file of music. Rejects with one sentence; then everything is as it was. */
export async function openSong(desk: Desk, file: File): Promise<void> {
  if (file.size > MOST_FILE_BYTES)
    throw new MusicError("The file is larger than 8 MB, which no song is: bring a smaller one.");
  const { score } = await readSong(desk.assets, await file.arrayBuffer(), file.name);
  const next = show(desk, { all: score, ...firstChoice(score), home: homeOf(desk) });
  say(next, `Opened ${score.title}. ${score.origin?.["reading"] ?? ""}`.trim());
  focus(next, next.name);
}

/** Open a song that stands in a saved file, with its state. */
export async function openSaved(desk: Desk, song: Omit<OwnSong, "home">, data: unknown): Promise<void> {
  const state = readState(data, chosen(song.all, song), "The file");
  const next = show(desk, { ...song, home: homeOf(desk) });
  takeState(next.store, state);
  say(next, `Opened ${song.all.title} as it was saved.`);
  focus(next, next.name);
}

/** Let other parts sing and sound; what is laid over the song stays where it still fits. */
export async function choose(desk: Desk, choice: Choice, control: string): Promise<void> {
  const own = desk.stage?.own;
  if (!own) return;
  const song = { ...own, ...choice };
  const state = kept(desk, chosen(song.all, song));
  const next = show(desk, song);
  if (state !== null) takeState(next.store, state);
  else
    next.store.message.value = "What was laid over the former parts does not fit these, and was taken off.";
  focus(next, `${next.name}-${control}`);
}

function kept({ store }: Desk, score: Score): State | null {
  const state = stateOf(store);
  const known = new Set(score.voices.map(({ id }) => id));
  const byVoice = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(entries).filter(([id]) => known.has(id)));
  const fitting = {
    ...state,
    instruments: byVoice(state.instruments),
    balance_db: byVoice(state.balance_db),
  };
  try {
    return readState(writeState(fitting, score.title), score, "This");
  } catch {
    return null;
  }
}

/** Back to the book's music. */
export function goHome(desk: Desk): void {
  const next = desk.stage?.back();
  if (!next) return;
  say(next, `Back to ${next.store.title.peek()}.`);
  focus(next, next.name);
}

function focus({ name }: Desk, id: string): void {
  (document.getElementById(id) ?? document.getElementById(name))?.focus({ preventScroll: true });
}
