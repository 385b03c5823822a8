// Ogg Vorbis with a fixed serial number, so that two builds give the same bytes.
import { createOggEncoder } from "wasm-media-encoders";

const SERIAL = 1;
/** One for all samples: to have each bring its own is to compile it anew for each. */
const encoder = await createOggEncoder();

/**
 * One channel as Ogg Vorbis.
 * @param {Float32Array} audio samples within -1 … 1
 * @param {number} sampleRate in Hz
 * @param {number} quality 0 … 10 (tenths of libvorbis's q: 4 is q 0.4)
 * @returns {Uint8Array}
 */
export function encodeVorbis(audio, sampleRate, quality) {
  encoder.configure({ channels: 1, sampleRate, vbrQuality: quality, oggSerialNo: SERIAL });
  const parts = [];
  for (let at = 0; at < audio.length; at += 8192)
    parts.push(encoder.encode([audio.subarray(at, at + 8192)]).slice());
  parts.push(encoder.finalize().slice());
  return new Uint8Array(Buffer.concat(parts));
}
