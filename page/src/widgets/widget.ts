// One widget, from its model to the screen and back.
import { h, render } from "preact";
import { soundOf } from "../audio/engine.ts";
import type { Assets, Sound } from "../audio/types.ts";
import type { Layouts } from "../views/notation.tsx";
import { parseSvg } from "../views/svg.ts";
import { App } from "./app.tsx";
import { createDesk, type Desk } from "./desk.ts";
import { followKey } from "./engraving.ts";
import { isKind, type OpenModel, showKind } from "./kinds.ts";
import { meet } from "./links.ts";
import { type Model, StaticModel } from "./model.ts";
import type { Frame } from "./performing.ts";
import { createPlayer, type Player } from "./player.ts";
import type { OwnSong, Stage } from "./stage.ts";
import { createStore, type Store } from "./store.ts";
import { soundTable } from "./tables.ts";

/** Work before the next picture; a hidden page draws none and must not wait for one. */
const nextFrame: Frame = (work) => {
  if (document.hidden) setTimeout(work);
  else requestAnimationFrame(work);
};

export function soundOfPage(assets: Assets): Sound {
  return soundOf(assets, soundTable);
}

interface Shared {
  readonly store: Store;
  readonly player: Player;
  views: number;
}

/** A model that JupyterLab shows in two places is one music: it has one store and one player. */
const shared = new WeakMap<Model, Shared>();

function share(model: Model, sound: Sound): Shared {
  const known = shared.get(model);
  if (known) return known;
  const store = createStore(model, nextFrame);
  const made = { store, player: createPlayer(store, sound, nextFrame), views: 0 };
  shared.set(model, made);
  return made;
}

function showOne(model: Model, place: HTMLElement, layouts: Layouts | null, sound: Sound, stage: Stage) {
  const music = share(model, sound);
  music.views += 1;
  const desk = createDesk(music.store, music.player, layouts, sound.assets, stage);
  const unfollow = followKey(desk);
  render(h(App, { desk }), place);
  if (place.parentElement !== null) meet(place.parentElement, desk);
  const remove = (): void => {
    render(null, place);
    unfollow();
    music.views -= 1;
    if (music.views > 0) return;
    music.player.dispose();
    music.store.dispose();
    shared.delete(model);
  };
  return { desk, remove };
}

/** Make the widget in a place of its own; answers how to take it away. */
export function showWidget(
  model: Model,
  place: HTMLElement,
  layouts: Layouts | null,
  sound: Sound,
): () => void {
  let remove = (): void => {};
  const put = (shown: Model, pictures: Layouts | null, own: OwnSong | null): Desk => {
    remove();
    const stage: Stage = {
      own,
      show: (song, traits, its) => put(new StaticModel(traits), its, song),
      back: () => put(model, layouts, null),
    };
    const one = showOne(shown, place, pictures, sound, stage);
    remove = one.remove;
    return one.desk;
  };
  put(model, layouts, null);
  return () => remove();
}

/** The engraved score as the kernel sends it; a piece without one goes without. */
export function layoutsOf(model: Model): Layouts | null {
  const { notation } = model.get("piece");
  const wide = notation && parseSvg(notation.wide);
  const narrow = notation && parseSvg(notation.narrow);
  return wide && narrow ? { wide, narrow } : null;
}

/** Let a model of JupyterLab be shown in one of its cells. */
export function showModel(model: Model, cell: HTMLElement, assets: Assets): () => void {
  const place = document.createElement("div");
  place.className = "musicking-live";
  const home = document.createElement("div");
  home.className = "musicking";
  home.append(place);
  cell.append(home);
  const kind: string = model.get("widget");
  if (isKind(kind)) return showModelOf(kind, model, place, assets);
  try {
    const sound = soundOfPage(assets);
    const remove = showWidget(model, place, layoutsOf(model), sound);
    return () => {
      remove();
      home.remove();
    };
  } catch (error) {
    complain(home, error);
    return () => home.remove();
  }
}

/** The same for a model of a kind that is fetched where it stands. */
function showModelOf(kind: string, model: Model, place: HTMLElement, assets: Assets): () => void {
  let gone = false;
  let remove = (): void => {};
  const home = place.parentElement!;
  showKind(kind, place, model as unknown as OpenModel, assets).then(
    (end) => {
      remove = end;
      if (gone) remove();
    },
    (error: unknown) => complain(home, error),
  );
  return () => {
    gone = true;
    remove();
    home.remove();
  };
}

/** One sentence in place of a widget that cannot start. */
export function complain(home: HTMLElement, error: unknown): void {
  const line = document.createElement("p");
  line.className = "mk-message";
  line.setAttribute("role", "alert");
  line.textContent = error instanceof Error ? error.message : String(error);
  home.prepend(line);
  meet(home, null);
}
