// What a widget gives away and takes back: files, pictures, links. A bundle of its own, loaded when it is used.
import { valueAt } from "../core/curve.ts";
import { MusicError } from "../core/error.ts";
import { MOST_FILE_BYTES } from "../reading/limits.ts";
import type { Desk } from "../widgets/desk.ts";
import { say } from "../widgets/said.ts";
import type { Store } from "../widgets/store.ts";
import { download } from "./download.ts";
import { addressWith, DAMAGED, pack, unpack } from "./link.ts";
import { midiOf } from "./midi.ts";
import { musicXmlOf } from "./musicxml/musicxml.ts";
import { openSaved } from "./own.ts";
import { pictureOf, pngOf, svgText } from "./picture.ts";
import { readState } from "./readstate.ts";
import { readOwnSong, writeOwnSong } from "./song.ts";
import { type State, stateOf, takeState, VERSION, writeState } from "./state.ts";
import { wavOf } from "./wav.ts";

const FRAGMENT = /^#musicking-(\d{1,6})-([a-z0-9]+(?:-[a-z0-9]+)*)--(.*)$/s;

export { download } from "./download.ts";
export { addressWith, DAMAGED, pack, unpack } from "./link.ts";
export { midiOf } from "./midi.ts";
export { musicXmlOf } from "./musicxml/musicxml.ts";
export { choose, goHome, openSong } from "./own.ts";
export { engrave } from "./reader.ts";
export { wavOf } from "./wav.ts";

/** Hand a file to the reader, named after her music; answers what to say. */
function save(desk: Desk, suffix: string, type: string, content: BlobPart): string {
  return download(desk.store.title.peek(), suffix, type, content);
}

/** The score as it is performed now, in the reader's key, with her instruments and balance. */
function played({ store }: Desk) {
  return { score: store.sounding.peek(), ...store.current.peek() };
}

export async function saveMidi(desk: Desk): Promise<string> {
  return save(desk, "mid", "audio/midi", midiOf(played(desk)) as BlobPart);
}

export async function saveMusicXml(desk: Desk): Promise<string> {
  return save(desk, "musicxml", "application/vnd.recordare.musicxml+xml", musicXmlNow(desk.store));
}

/** The score with the marks of what is performed; as written, with none. */
function musicXmlNow({ sounding, marks, view, current, speed }: Store): string {
  const { tempo } = current.peek();
  const period_at = (beat: number): number => valueAt(tempo, beat) * speed.peek();
  return musicXmlOf(sounding.peek(), { marks: view.peek() === "written" ? [] : marks.peek(), period_at });
}

export async function saveWav(
  desk: Desk,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<string> {
  const { performance } = desk.store.current.peek();
  return save(desk, "wav", "audio/wav", await wavOf(performance, desk.assets, signal, progress));
}

export async function saveSvg(desk: Desk): Promise<string> {
  return save(desk, "svg", "image/svg+xml", svgText(pictureOf(desk)));
}

export async function savePng(desk: Desk): Promise<string> {
  return save(desk, "png", "image/png", await pngOf(pictureOf(desk)));
}

export async function saveFile(desk: Desk): Promise<string> {
  const data = writeState(stateOf(desk.store), desk.store.piece.score.title);
  const own = desk.stage?.own;
  const song = own ? { own: writeOwnSong(own) } : {};
  return save(
    desk,
    "json",
    "application/json",
    JSON.stringify({ book: "musicking", ...data, ...song }, null, 1),
  );
}

export async function openFile(desk: Desk, file: File): Promise<string> {
  const { store } = desk;
  if (file.size > MOST_FILE_BYTES) throw new MusicError("The file is too large to be a saved version.");
  let data: unknown;
  try {
    data = JSON.parse(await file.text());
  } catch {
    throw new MusicError("The file is not a saved version of this book: choose one that was saved here.");
  }
  if (typeof data === "object" && data !== null && "own" in data) {
    await openSaved(desk, readOwnSong(data.own), data);
    return "";
  }
  takeState(store, readState(data, store.piece.score, "The file"));
  return "Opened the saved version.";
}

/** The address of the page with the state of one of its widgets; versions that make it too long stay at home. */
export async function linkTo({ store }: Desk, name: string): Promise<{ link: string; whole: boolean }> {
  const state = stateOf(store);
  const packed = (versions: State["versions"]): Promise<string> =>
    pack({ ...writeState({ ...state, versions }, store.piece.score.title), of: name });
  const head = addressWith(`musicking-${VERSION}-${name}--`);
  if (state.versions.length === 0) return { link: head + (await packed([])), whole: true };
  const whole = await packed(state.versions).catch(() => null);
  return { link: head + (whole ?? (await packed([]))), whole: whole !== null };
}

interface Copied {
  readonly link: string;
  /** Whether the versions are in it. */
  readonly whole: boolean;
  readonly copied: boolean;
}

/** Copy a link; answers the link itself where the browser does not let it be copied. */
export async function copyLink(desk: Desk, name: string): Promise<Copied> {
  const { link, whole } = await linkTo(desk, name);
  try {
    await navigator.clipboard.writeText(link);
    return { link, whole, copied: true };
  } catch {
    return { link, whole, copied: false };
  }
}

/** Open a link in the widget that it names, and bring that into view. Never throws: what is wrong is said there. */
export async function openLink(fragment: string, desks: ReadonlyMap<string, Desk>): Promise<void> {
  const [, version, name, text] = FRAGMENT.exec(fragment) ?? [];
  const [first] = desks.values();
  const desk = desks.get(name ?? "") ?? first;
  if (desk === undefined) return;
  try {
    takeState(desk.store, await stateIn(desk, desks.has(name ?? "") ? name : undefined, version, text));
    say(desk.announcement, "Opened as the link has it.");
  } catch (error) {
    desk.store.message.value = error instanceof MusicError ? error.message : DAMAGED;
  }
  const app = document.getElementById(desk.name);
  app?.scrollIntoView({ block: "start", behavior: "instant" });
  app?.focus({ preventScroll: true });
}

async function stateIn({ store }: Desk, name?: string, version?: string, text?: string) {
  if (version === undefined || text === undefined) throw new MusicError(DAMAGED);
  if (Number(version) > VERSION)
    throw new MusicError(
      "The link was made with a newer version of this book: reload the page to get the newest.",
    );
  if (name === undefined)
    throw new MusicError("The link leads to a music that this page does not have: ask for the link again.");
  const data = await unpack(text);
  if (typeof data !== "object" || data === null || !("of" in data) || data.of !== name)
    throw new MusicError(DAMAGED);
  return readState(data, store.piece.score, "The link");
}
