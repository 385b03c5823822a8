// The little that every cell of JupyterLab carries: it asks the kernel for the bundle once a page and hands over.
import type { Assets } from "../audio/types.ts";
import type { Model } from "./model.ts";
import type * as Bundle from "./mount.ts";

const SHARED = Symbol.for("musicking.bundle");
const SILENCE_MS = 30_000;

type Shared = typeof globalThis & { [SHARED]?: Promise<typeof Bundle> };

interface Answer {
  readonly request: number;
  readonly error?: string;
  readonly answer?: unknown;
}

const NO_ANSWER = "The kernel does not answer; run the cell again.";

let requests = 0;

/** Ask the kernel by custom message; what it cannot answer rejects with its sentence. */
function ask(
  model: Model,
  question: object,
): Promise<readonly [answer: unknown, buffer: DataView | undefined]> {
  return new Promise((resolve, reject) => {
    requests += 1;
    const request = requests;
    const done = (): void => {
      clearTimeout(patience);
      model.off("msg:custom", answered);
    };
    const answered = (reply: Answer, buffers: readonly DataView[] = []): void => {
      if (reply?.request !== request) return;
      done();
      if (reply.error === undefined) resolve([reply.answer, buffers[0]]);
      else reject(new Error(reply.error));
    };
    const patience = setTimeout(() => {
      done();
      reject(new Error(NO_ANSWER));
    }, SILENCE_MS);
    model.on("msg:custom", answered);
    model.send({ ...question, request });
  });
}

/** Files of the build, and music that Python composes. */
function assetsOf(model: Model): Assets {
  return {
    fetch: async (asset) => {
      const [, view] = await ask(model, { asset });
      if (view === undefined) throw new Error(NO_ANSWER);
      return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer;
    },
    ask: async (question) => (await ask(model, question))[0],
  };
}

async function loadBundle(assets: Assets): Promise<typeof Bundle> {
  const [script, styles] = await Promise.all([
    assets.fetch("page/notebook.js"),
    assets.fetch("page/widgets.css"),
  ]);
  const sheet = document.createElement("style");
  sheet.textContent = new TextDecoder().decode(styles);
  document.head.append(sheet);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return (await import(address)) as typeof Bundle;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function bundleOf(assets: Assets): Promise<typeof Bundle> {
  const shared = globalThis as Shared;
  shared[SHARED] ??= loadBundle(assets).catch((error: unknown) => {
    delete shared[SHARED];
    throw error;
  });
  return shared[SHARED];
}

interface Cell {
  readonly model: Model;
  readonly el: HTMLElement;
}

/** Every view is handed a model of its own that forgets its listeners with the view: the first one lasts. */
const lasting = new WeakMap<object, Model>();

/** What all these models have in common: the piece, where the widget has one. */
const keyOf = (model: Model): object | undefined => model.get("piece");

function initialize({ model }: Pick<Cell, "model">): void {
  const key = keyOf(model);
  if (key) lasting.set(key, model);
}

async function render({ model: passing, el }: Cell): Promise<() => void> {
  const key = keyOf(passing);
  const model = (key && lasting.get(key)) ?? passing;
  const assets = assetsOf(model);
  try {
    return (await bundleOf(assets)).showModel(model, el, assets);
  } catch (error) {
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = error instanceof Error ? error.message : String(error);
    el.append(line);
    return () => line.remove();
  }
}

export default { initialize, render };
