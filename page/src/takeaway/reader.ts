// The page's door to the reader: a worker that reads and engraves, and a watch that stops it.
import type { Assets } from "../audio/types.ts";
import { MusicError } from "../core/error.ts";
import type { Score } from "../core/types.ts";
import type { Engraving } from "../notation/engrave.ts";
import type { Reading } from "../reading/read.ts";
import type { Answered, Asked } from "../reading/worker.ts";
import type { Layouts } from "../views/notation.tsx";
import { parseSvg } from "../views/svg.ts";
import { musicXmlOf } from "./musicxml/musicxml.ts";

/** How long reading may take. */
const PATIENCE_MS = 5000;
/** Engraving goes on while the music can be heard already. */
const ENGRAVING_MS = 30_000;
/** The engraver has to be compiled first, which a slow device takes its time for. */
const START_MS = 60_000;
const UNREACHABLE =
  "What reads files could not be loaded, perhaps because the connection is lost; try again.";

type Question = Asked extends infer One ? (One extends Asked ? Omit<One, "request"> : never) : never;

/** A worker and what it is asked; once stopped it is of no more use. */
class Reader {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (answered: Answered) => void>();
  #count = 0;
  engraver: Promise<unknown> | null = null;
  stopped = false;

  constructor(script: ArrayBuffer) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    this.#worker = new Worker(address);
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Answered>) => {
      URL.revokeObjectURL(address);
      this.#waiting.get(data.request)?.(data);
      this.#waiting.delete(data.request);
    });
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#stop("The file is damaged and cannot be read: save it again and bring that.");
    });
  }

  ask(question: Question, patience_ms: number, late: string): Promise<unknown> {
    this.#count += 1;
    const request = this.#count;
    return new Promise((resolve, reject) => {
      const watch = setTimeout(() => this.#stop(late), patience_ms);
      this.#waiting.set(request, (answered) => {
        clearTimeout(watch);
        if ("error" in answered) reject(new MusicError(answered.error));
        else resolve(answered.answer);
      });
      this.#worker.postMessage({ ...question, request });
    });
  }

  #stop(error: string): void {
    this.stopped = true;
    this.#worker.terminate();
    for (const [request, answer] of this.#waiting) answer({ request, error });
    this.#waiting.clear();
  }
}

let starting: Promise<Reader> | null = null;

async function fetched(assets: Assets, name: string): Promise<ArrayBuffer> {
  try {
    return await assets.fetch(name);
  } catch {
    throw new MusicError(UNREACHABLE);
  }
}

async function reader(assets: Assets): Promise<Reader> {
  if (starting !== null && !(await starting.catch(() => ({ stopped: true }))).stopped) return starting;
  starting = fetched(assets, "page/reader.js").then((script) => new Reader(script));
  return starting;
}

/** Read a file that the reader brings. Rejects with one sentence. */
export async function readSong(assets: Assets, bytes: ArrayBuffer, name: string): Promise<Reading> {
  const late = "The file took too long to read: it is damaged, or holds too much. Bring a shorter one.";
  return (await (await reader(assets)).ask({ work: "read", bytes, name }, PATIENCE_MS, late)) as Reading;
}

let pictures = 0;

/** Engrave a score, by default the voice that leads it, as the book engraves its songs. Rejects with one sentence. */
export async function engrave(
  assets: Assets,
  score: Score,
  voices: readonly string[] = score.voices.slice(0, 1).map(({ id }) => id),
): Promise<Layouts> {
  const engraver = await reader(assets);
  engraver.engraver ??= fetched(assets, "page/verovio-toolkit-wasm.js").then((verovio) =>
    engraver.ask({ work: "prepare", verovio }, START_MS, "The engraver did not start: see the piano roll."),
  );
  try {
    await engraver.engraver;
  } catch (error) {
    engraver.engraver = null;
    throw error;
  }
  pictures += 1;
  const musicXml = musicXmlOf(score, { voices });
  const late = "The score is too long to be engraved here: see the piano roll.";
  const question = { work: "engrave", musicXml, prefix: `own${pictures}-` } as const;
  const { wide, narrow } = (await engraver.ask(question, ENGRAVING_MS, late)) as Engraving;
  const [wideSvg, narrowSvg] = [parseSvg(wide), parseSvg(narrow)];
  if (wideSvg === null || narrowSvg === null)
    throw new MusicError("The score could not be engraved: see the piano roll.");
  return { wide: wideSvg, narrow: narrowSvg };
}
