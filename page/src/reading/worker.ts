// The reader at work in a thread of its own: what it is asked comes as messages, and so do its answers.

import { type Engraving, engrave, type Toolkit } from "../notation/engrave.ts";
import { type Reading, readFile } from "./read.ts";

/** What can be asked; `request` is repeated in the answer. */
export type Asked =
  | { readonly request: number; readonly work: "read"; readonly bytes: ArrayBuffer; readonly name: string }
  | { readonly request: number; readonly work: "prepare"; readonly verovio: ArrayBuffer }
  | {
      readonly request: number;
      readonly work: "engrave";
      readonly musicXml: string;
      readonly prefix: string;
    };

export type Answered =
  | { readonly request: number; readonly answer: Reading | Engraving | null }
  | { readonly request: number; readonly error: string };

/** Verovio's own script, as it makes itself known. */
interface Verovio {
  readonly module: { calledRun?: boolean; onRuntimeInitialized?: () => void };
  readonly toolkit: new () => Toolkit;
  readonly LOG_OFF: number;
  enableLog(level: number): void;
}

interface Room {
  verovio?: Verovio;
  importScripts(address: string): void;
  addEventListener(event: "message", listener: (event: MessageEvent<Asked>) => void): void;
  postMessage(answer: Answered): void;
}

let toolkit: Toolkit | null = null;

/** Start the engraver: an unmodified file of its own, handed over by the page. */
async function prepare(room: Room, script: ArrayBuffer): Promise<null> {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    room.importScripts(address);
  } finally {
    URL.revokeObjectURL(address);
  }
  const { verovio } = room;
  if (verovio === undefined) throw new Error("The engraver could not be started.");
  if (!verovio.module.calledRun)
    await new Promise<void>((resolve) => {
      verovio.module.onRuntimeInitialized = resolve;
    });
  verovio.enableLog(verovio.LOG_OFF);
  toolkit = new verovio.toolkit();
  return null;
}

async function work(room: Room, asked: Asked): Promise<Reading | Engraving | null> {
  if (asked.work === "read") return readFile(new Uint8Array(asked.bytes), asked.name);
  if (asked.work === "prepare") return prepare(room, asked.verovio);
  if (toolkit === null) throw new Error("The engraver is not there yet.");
  return engrave(toolkit, asked.musicXml, asked.prefix);
}

export function listen(room: Room): void {
  room.addEventListener("message", ({ data }) => {
    const { request } = data;
    work(room, data).then(
      (answer) => room.postMessage({ request, answer }),
      (error: unknown) =>
        room.postMessage({ request, error: error instanceof Error ? error.message : String(error) }),
    );
  });
}

/** Whether this script runs as a worker: Python's V8 calls it instead. */
export function isWorker(scope: object): scope is Room {
  return "importScripts" in scope && "postMessage" in scope;
}
