// One channel out of two, without the colour that either alone has: adding them would let spaced microphones cancel.
import { fft } from "./dsp.mjs";

const SIZE = 4096;
const HOP = SIZE / 2;
/** No part of a sound is raised by more than this where the left channel happens to cancel. */
const MOST_GAIN = 4;
/** The first moments keep their own shape, since a spectral filter would blur the attack. */
const ATTACK_SEC = [0.03, 0.08];

/**
 * The left channel, filtered from moment to moment so that each partial is as strong as in both channels together.
 * @param {Float32Array} left
 * @param {Float32Array} right
 * @param {number} rate in Hz
 */
export function fuse(left, right, rate) {
  const length = Math.min(left.length, right.length);
  const out = new Float32Array(length);
  const window = Float64Array.from({ length: SIZE }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / SIZE));
  const re = new Float64Array(SIZE);
  const im = new Float64Array(SIZE);
  for (let at = HOP - SIZE; at < length; at += HOP) {
    for (let i = 0; i < SIZE; i++) {
      re[i] = (left[at + i] ?? 0) * window[i];
      im[i] = (right[at + i] ?? 0) * window[i];
    }
    fft(re, im);
    balance(re, im);
    // The inverse transform, by the forward one of the conjugate.
    for (let i = 0; i < SIZE; i++) im[i] = -im[i];
    fft(re, im);
    for (let i = Math.max(0, -at); i < SIZE && at + i < length; i++)
      out[at + i] += (re[i] * window[i]) / SIZE;
  }
  return keepAttack(out, left, right, rate);
}

/** Takes the two real signals' transforms apart and leaves the left one at the power of both. */
function balance(re, im) {
  for (let k = 0; k <= SIZE / 2; k++) {
    const m = (SIZE - k) % SIZE;
    const lr = (re[k] + re[m]) / 2;
    const li = (im[k] - im[m]) / 2;
    const rr = (im[k] + im[m]) / 2;
    const ri = (re[m] - re[k]) / 2;
    const power = lr * lr + li * li;
    const gain = Math.min(MOST_GAIN, Math.sqrt((power + rr * rr + ri * ri) / (2 * power + 1e-20)));
    re[k] = gain * lr;
    im[k] = gain * li;
    re[m] = gain * lr;
    im[m] = -gain * li;
  }
}

function keepAttack(out, left, right, rate) {
  const [from, to] = ATTACK_SEC.map((sec) => Math.round(sec * rate));
  let [own, both] = [1e-20, 1e-20];
  for (let i = 0; i < to; i++) {
    own += 2 * left[i] * left[i];
    both += left[i] * left[i] + right[i] * right[i];
  }
  const gain = Math.sqrt(both / own);
  for (let i = 0; i < to; i++) {
    const share = i < from ? 0 : (i - from) / (to - from);
    out[i] = share * out[i] + (1 - share) * gain * left[i];
  }
  return out;
}
