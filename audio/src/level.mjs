// Levels: RMS, K-weighted loudness and true peak (ITU-R BS.1770-5), all at 48 kHz.
const SHELF = {
  b: [1.53512485958697, -2.69169618940638, 1.19839281085285],
  a: [-1.69065929318241, 0.73248077421585],
};
const HIGHPASS = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] };
const BLOCK_SEC = 0.4;
const STEP_SEC = 0.1;

/** Decibels of a power. */
export const powerDb = (power) => 10 * Math.log10(Math.max(power, 1e-20));

/** Mean power of both channels together, in dB, from one second to another. */
export function rmsDb([left, right], fromSec, toSec, rate = 48000) {
  const from = Math.round(fromSec * rate);
  const to = Math.min(Math.round(toSec * rate), left.length);
  let sum = 0;
  for (let i = from; i < to; i++) sum += left[i] * left[i] + right[i] * right[i];
  return powerDb(sum / (to - from));
}

/** Both channels through the K filter. */
export const kWeighted = (channels) => channels.map((audio) => biquad(biquad(audio, SHELF), HIGHPASS));

/** Loudness of a stretch without gating: LUFS of a steady sound. */
export const loudnessDb = (channels, fromSec, toSec) => -0.691 + rmsDb(kWeighted(channels), fromSec, toSec);

/** Integrated, gated loudness in LUFS. */
export function integratedLufs(channels) {
  const weighted = kWeighted(channels);
  const blocks = [];
  for (let sec = 0; (sec + BLOCK_SEC) * 48000 <= weighted[0].length; sec += STEP_SEC) {
    blocks.push(10 ** (rmsDb(weighted, sec, sec + BLOCK_SEC) / 10));
  }
  const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  const loud = blocks.filter((power) => -0.691 + powerDb(power) > -70);
  const gate = mean(loud) / 10;
  return -0.691 + powerDb(mean(loud.filter((power) => power > gate)));
}

/** True peak in dBTP: the highest sample of the signal oversampled four times by a windowed sinc. */
export function truePeakDb(channels) {
  let peak = 0;
  for (const audio of channels) {
    for (let i = 0; i < audio.length; i++) {
      // Between samples a band-limited signal rises above its neighbours by a few dB only: skip quiet places.
      if (Math.abs(audio[i]) > peak) peak = Math.abs(audio[i]);
    }
  }
  const floor = peak / 2;
  for (const audio of channels) {
    for (let i = 0; i < audio.length - 1; i++) {
      if (Math.max(Math.abs(audio[i]), Math.abs(audio[i + 1])) < floor) continue;
      for (const fraction of [0.25, 0.5, 0.75]) peak = Math.max(peak, Math.abs(sincAt(audio, i, fraction)));
    }
  }
  return 2 * powerDb(peak);
}

const TAPS = 12;
function sincAt(audio, index, fraction) {
  let sum = 0;
  for (let k = 1 - TAPS; k <= TAPS; k++) {
    const x = fraction - k;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (TAPS + 0.5));
    sum += (audio[index + k] ?? 0) * (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  }
  return sum;
}

function biquad(audio, { b, a }) {
  const out = new Float32Array(audio.length);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  for (let i = 0; i < audio.length; i++) {
    const x = audio[i];
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
    out[i] = y;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
  }
  return out;
}
