// A state in an address: packed, with a checksum, in letters that no messenger changes. It never leaves the reader's hands.
import { MusicError } from "../core/error.ts";

/** Longer addresses are cut by messengers and mail. */
const LONGEST_LINK = 16_000;
const MOST_BYTES = 256 * 1024;
const SHAPE = /^[A-Za-z0-9_-]+$/;
/** Zlib's own format: unlike bare deflate it ends with a checksum, so that a damaged link is known as one. */
const FORMAT = "deflate";

export const DAMAGED =
  "The link is damaged, so the music stands as this page has it: ask for the link again.";

/** This page's address with a fragment behind it, in place of the one that it may have. */
export const addressWith = (fragment: string): string => `${location.href.split("#", 1)[0]}#${fragment}`;

/** Pack plain data. */
export async function pack(data: unknown): Promise<string> {
  const packed = new Blob([JSON.stringify(data)]).stream().pipeThrough(new CompressionStream(FORMAT));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = base64url(bytes);
  if (text.length > LONGEST_LINK)
    throw new MusicError("This is too much for a link: save it as a file and share that.");
  return text;
}

/** Unpack what `pack` made. Raises MusicError where it is damaged, too long, or would unfold to too much. */
export async function unpack(text: string): Promise<unknown> {
  if (text.length > LONGEST_LINK || !SHAPE.test(text)) throw new MusicError(DAMAGED);
  try {
    const bytes = bytesOf(text);
    if (base64url(bytes) !== text) throw new MusicError(DAMAGED);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await inflate(bytes)));
  } catch {
    throw new MusicError(DAMAGED);
  }
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(FORMAT)).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      void reader.cancel().catch(() => undefined);
      throw new MusicError(DAMAGED);
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
