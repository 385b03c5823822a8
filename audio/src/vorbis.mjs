// Ogg Vorbis with a fixed serial number, so that two builds give the same bytes.
import { createOggEncoder } from "wasm-media-encoders";

const SERIAL = 1;
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let r = n << 24;
  for (let i = 0; i < 8; i++) r = r & 0x80000000 ? (r << 1) ^ 0x04c11db7 : r << 1;
  return r >>> 0;
});

/**
 * One channel as Ogg Vorbis.
 * @param {Float32Array} audio samples within -1 … 1
 * @param {number} sampleRate in Hz
 * @param {number} quality 0 … 10 (tenths of libvorbis's q: 4 is q 0.4)
 * @returns {Promise<Uint8Array>}
 */
export async function encodeVorbis(audio, sampleRate, quality) {
  const encoder = await createOggEncoder();
  encoder.configure({ channels: 1, sampleRate, vbrQuality: quality });
  const parts = [];
  for (let at = 0; at < audio.length; at += 8192)
    parts.push(encoder.encode([audio.subarray(at, at + 8192)]).slice());
  parts.push(encoder.finalize().slice());
  return fixSerial(new Uint8Array(Buffer.concat(parts)));
}

/** Writes the constant serial into every page of an Ogg stream, and each page's checksum anew. */
export function fixSerial(ogg) {
  const view = new DataView(ogg.buffer, ogg.byteOffset, ogg.byteLength);
  for (let page = 0; page < ogg.length; ) {
    if (view.getUint32(page, false) !== 0x4f676753)
      throw new Error("The Vorbis encoder wrote a broken Ogg page.");
    const segments = ogg[page + 26];
    let end = page + 27 + segments;
    for (let i = 0; i < segments; i++) end += ogg[page + 27 + i];
    view.setUint32(page + 14, SERIAL, true);
    view.setUint32(page + 22, 0, true);
    view.setUint32(page + 22, crc(ogg.subarray(page, end)), true);
    page = end;
  }
  return ogg;
}

function crc(bytes) {
  let r = 0;
  for (const byte of bytes) r = ((r << 8) ^ CRC_TABLE[((r >>> 24) ^ byte) & 255]) >>> 0;
  return r;
}
