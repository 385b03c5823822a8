// Cutting a long, fading sample short: a seamless loop at its end, whose fading the envelope takes over.
import { correlate, decayRate } from "./dsp.mjs";

const FADE_SEC = 0.12;
const MATCH_SEC = 0.03;
const SLOPE_WINDOW_SEC = 1.5;
/** After the end of the loop its beginning goes on for a while: what an encoder does at the end of a stream stays unheard. */
const GUARD = 1024;

/**
 * A sample cut to `seconds` with a loop at its end.
 * @returns {{audio: Float32Array, loopStart: number, loopEnd: number, holdSec: number, slope: number}} From `holdSec`
 *   on the sample no longer fades by itself: the envelope must, by `slope` dB a second.
 */
export function cutWithLoop(source, rate, { seconds, loopSec, leastSlope }) {
  const end = Math.min(Math.round(seconds * rate), source.length - GUARD);
  const natural = decayRate(source, rate, end / rate - SLOPE_WINDOW_SEC, end / rate);
  const [shortest, longest] = loopSec.map((sec) => Math.round(sec * rate));
  const width = Math.round(FADE_SEC * rate);
  const cut = source.slice(0, end);
  const { start, likeness } = bestStart(
    flatten(cut.slice(), end - longest - width, natural / rate),
    end - longest,
    end - shortest,
    Math.round(MATCH_SEC * rate),
  );
  const audio = flatten(cut, start - width, natural / rate);
  crossfade(audio, start, width, likeness);
  const whole = new Float32Array(end + GUARD);
  whole.set(audio);
  for (let i = 0; i < GUARD; i++) whole[end + i] = audio[start + i];
  const slope = Math.max(natural, leastSlope);
  return { audio: whole, loopStart: start, loopEnd: end, holdSec: (start - width) / rate, slope };
}

/** Undoes the fading from one place on; a decay in dB a sample. */
function flatten(audio, from, decay) {
  for (let i = Math.max(0, from); i < audio.length; i++) audio[i] *= 10 ** ((decay * (i - from)) / 20);
  return audio;
}

/** The start between two places whose preceding sound is most like what precedes the end. */
function bestStart(audio, from, to, width) {
  const end = audio.length;
  const tail = audio.slice(end - width, end);
  const products = correlate(audio.subarray(from - width, to), tail);
  let best = { start: from, likeness: Number.NEGATIVE_INFINITY };
  let square = audio.subarray(from - width, from).reduce((total, x) => total + x * x, 0);
  for (let start = from; start <= to; start++) {
    const likeness = products[start - from] / Math.sqrt(square + 1e-20);
    if (likeness > best.likeness) best = { start, likeness };
    square += audio[start] ** 2 - audio[start - width] ** 2;
  }
  const power = tail.reduce((total, x) => total + x * x, 0);
  return { start: best.start, likeness: best.likeness / Math.sqrt(power + 1e-20) };
}

/** Fades the end of the loop into what precedes its start, at constant power for sounds of this likeness. */
function crossfade(audio, start, width, likeness) {
  const end = audio.length;
  const ratio = level(audio, end - width, end) / (level(audio, start - width, start) + 1e-12);
  for (let i = 0; i < width; i++) {
    const b = (i + 0.5) / width;
    const a = 1 - b;
    const norm = 1 / Math.sqrt(a * a + b * b + 2 * a * b * Math.max(0, likeness));
    audio[end - width + i] = norm * (a * audio[end - width + i] + b * ratio ** a * audio[start - width + i]);
  }
}

function level(audio, from, to) {
  let sum = 0;
  for (let i = from; i < to; i++) sum += audio[i] * audio[i];
  return Math.sqrt(sum / (to - from));
}
