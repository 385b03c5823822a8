// Bytes of a text file as text: Unicode where it is, else Latin-1, which older files are. The same in every engine.

const PIECE = 8192;

function fromUnits(units: readonly number[] | Uint16Array | Uint8Array): string {
  let text = "";
  for (let i = 0; i < units.length; i += PIECE)
    text += String.fromCharCode(...(units.slice(i, i + PIECE) as Iterable<number> as number[]));
  return text;
}

function utf16(bytes: Uint8Array, littleEndian: boolean): string {
  const units = new Uint16Array(bytes.length >> 1);
  for (let i = 0; i < units.length; i += 1) {
    const [first, second] = [bytes[2 * i]!, bytes[2 * i + 1]!];
    units[i] = littleEndian ? first | (second << 8) : (first << 8) | second;
  }
  return fromUnits(units);
}

/** How many bytes follow the first of a letter in UTF-8, and the bits that the first gives; null if none can begin so. */
function begin(byte: number): readonly [following: number, bits: number] | null {
  if (byte < 0x80) return [0, byte];
  if (byte >= 0xc2 && byte < 0xe0) return [1, byte & 0x1f];
  if (byte >= 0xe0 && byte < 0xf0) return [2, byte & 0x0f];
  return byte >= 0xf0 && byte < 0xf5 ? [3, byte & 0x07] : null;
}

/** Null where the bytes are no UTF-8. */
function utf8(bytes: Uint8Array): string | null {
  let text = "";
  let units: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const start = begin(bytes[i]!);
    if (start === null || i + start[0] >= bytes.length) return null;
    let [following, letter] = start;
    for (i += 1; following > 0; following -= 1, i += 1) {
      if ((bytes[i]! & 0xc0) !== 0x80) return null;
      letter = (letter << 6) | (bytes[i]! & 0x3f);
    }
    if (letter > 0xffff)
      units.push(0xd800 + ((letter - 0x10000) >> 10), 0xdc00 + ((letter - 0x10000) & 0x3ff));
    else units.push(letter);
    if (units.length >= PIECE) {
      text += fromUnits(units);
      units = [];
    }
  }
  return text + fromUnits(units);
}

export function decode(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes.subarray(2), true);
  if (first === 0xfe && second === 0xff) return utf16(bytes.subarray(2), false);
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  return utf8(marked ? bytes.subarray(3) : bytes) ?? fromUnits(bytes);
}

/** Text that a file gives byte by byte, as MIDI does. */
export const decodeLetters = (letters: string): string =>
  decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
