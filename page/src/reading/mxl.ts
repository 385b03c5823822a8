// Compressed MusicXML: a zip archive whose container names the score. Nothing is inflated beyond what was agreed to.
import { unzipSync } from "fflate";
import { decode } from "./decode.ts";
import { MOST_UNPACKED_BYTES, refuse } from "./limits.ts";
import { all, at, readXml } from "./xml.ts";

const CONTAINER = "META-INF/container.xml";
const LONGEST_CONTAINER = 64 * 1024;
const SLACK_BYTES = 1024;

/** The bytes of one file of the archive, or null; its announced size is its limit, and is limited itself. */
function take(archive: Uint8Array, wanted: (name: string) => boolean, most: number): Uint8Array | null {
  let taken = false;
  try {
    const found = unzipSync(archive, {
      filter: ({ name, size, originalSize }) => {
        if (taken || !wanted(name)) return false;
        // What is packed is never much larger than what it unpacks to: such an archive lies about its size.
        if (originalSize > most || size > originalSize + SLACK_BYTES) throw new RangeError("too large");
        taken = true;
        return true;
      },
    });
    return Object.values(found)[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError && error.message === "too large")
      refuse("The file would unpack to more than a score can be: save it again from a notation program.");
    return refuse("The .mxl file is damaged and cannot be unpacked: save it again and bring that.");
  }
}

function nameOfScore(archive: Uint8Array): string | null {
  const container = take(archive, (name) => name === CONTAINER, LONGEST_CONTAINER);
  if (container === null) return null;
  const files = at(readXml(decode(container)), "rootfiles");
  return files === null ? null : (all(files, "rootfile")[0]?.attributes["full-path"] ?? null);
}

export function unpackScore(archive: Uint8Array): string {
  const named = nameOfScore(archive);
  const isScore = (name: string): boolean =>
    named === null ? !name.startsWith("META-INF/") && /\.(xml|musicxml)$/i.test(name) : name === named;
  const bytes = take(archive, isScore, MOST_UNPACKED_BYTES);
  return bytes === null
    ? refuse("The .mxl file holds no score: save it again from a notation program.")
    : decode(bytes);
}
