// Signal processing for cutting samples: resampling, spectra, pitch, decay.

const TWIDDLES = new Map();

/** Cosines and sines of one stage, side by side. */
function twiddles(length) {
  if (!TWIDDLES.has(length)) {
    const table = new Float64Array(length);
    for (let k = 0; k < length / 2; k++) {
      table[2 * k] = Math.cos((-2 * Math.PI * k) / length);
      table[2 * k + 1] = Math.sin((-2 * Math.PI * k) / length);
    }
    TWIDDLES.set(length, table);
  }
  return TWIDDLES.get(length);
}

/** In-place complex FFT; the length is a power of two. */
export function fft(re, im) {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      const r = re[i];
      const m = im[i];
      re[i] = re[j];
      im[i] = im[j];
      re[j] = r;
      im[j] = m;
    }
  }
  for (let length = 2; length <= n; length <<= 1) {
    const half = length >> 1;
    const table = twiddles(length);
    for (let start = 0; start < n; start += length) {
      for (let k = 0, i = start; k < half; k++, i++) {
        const c = table[2 * k];
        const s = table[2 * k + 1];
        const r = re[i + half] * c - im[i + half] * s;
        const m = re[i + half] * s + im[i + half] * c;
        re[i + half] = re[i] - r;
        im[i + half] = im[i] - m;
        re[i] += r;
        im[i] += m;
      }
    }
  }
}

/** Sums of products of a short sound with every stretch of a longer one: result[k] = ∑ long[k + i]·short[i]. */
export function correlate(long, short) {
  const n = 2 ** Math.ceil(Math.log2(long.length + short.length));
  const [ar, ai, br, bi] = Array.from({ length: 4 }, () => new Float64Array(n));
  ar.set(long);
  br.set(short);
  fft(ar, ai);
  fft(br, bi);
  for (let k = 0; k < n; k++) {
    const r = ar[k] * br[k] + ai[k] * bi[k];
    ai[k] = -(ai[k] * br[k] - ar[k] * bi[k]);
    ar[k] = r;
  }
  fft(ar, ai);
  return ar.subarray(0, long.length - short.length + 1).map((value) => value / n);
}

/** Power spectrum of `size` samples from `from` under a Hann window, zero-padded to `padded`. */
export function spectrum(audio, from, size, padded = size) {
  const re = new Float64Array(padded);
  const im = new Float64Array(padded);
  for (let i = 0; i < size; i++)
    re[i] = (audio[from + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  fft(re, im);
  const power = re.subarray(0, padded / 2);
  for (let i = 0; i < power.length; i++) power[i] = re[i] * re[i] + im[i] * im[i];
  return power;
}

const TAPS = 24;

/** Audio at another sample rate, by a windowed sinc that passes nine tenths of the band. */
export function resample(audio, fromRate, toRate) {
  if (fromRate === toRate) return audio;
  const divisor = gcd(fromRate, toRate);
  const up = toRate / divisor;
  const down = fromRate / divisor;
  const cutoff = 0.95 * Math.min(1, toRate / fromRate);
  const reach = Math.ceil(TAPS / cutoff);
  const kernels = Array.from({ length: up }, (_, phase) => kernel(phase / up, cutoff, reach));
  const out = new Float32Array(Math.floor((audio.length * up) / down));
  const padded = new Float32Array(audio.length + 2 * reach + 1);
  padded.set(audio, reach - 1);
  for (let i = 0; i < out.length; i++) {
    const place = i * down;
    const from = Math.floor(place / up);
    const taps = kernels[place % up];
    let sum = 0;
    for (let k = 0; k < taps.length; k++) sum += padded[from + k] * taps[k];
    out[i] = sum;
  }
  return out;
}

function kernel(fraction, cutoff, reach) {
  return Float64Array.from({ length: 2 * reach }, (_, k) => {
    const x = fraction - (k - reach + 1);
    const window = 0.42 + 0.5 * Math.cos((Math.PI * x) / reach) + 0.08 * Math.cos((2 * Math.PI * x) / reach);
    const t = Math.PI * x * cutoff;
    return Math.abs(x) >= reach ? 0 : (x === 0 ? cutoff : (cutoff * Math.sin(t)) / t) * window;
  });
}

const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

/** Frequency in Hz of a key in equal temperament. */
export const keyHz = (key) => 440 * 2 ** ((key - 69) / 12);

const PITCH_SEC = [0.15, 1.2];
const PARTIALS = 8;

/**
 * How far a note lies from equal temperament, in cents: the frequencies of its partials fitted by
 * f·n·sqrt(1 + B·n²), the law of a stiff string, weighted by their power.
 */
export function detuning(audio, rate, key) {
  const from = Math.round(PITCH_SEC[0] * rate);
  const size = Math.min(Math.round((PITCH_SEC[1] - PITCH_SEC[0]) * rate), audio.length - from);
  const padded = 2 ** Math.ceil(Math.log2(size * 2));
  const power = spectrum(audio, from, size, padded);
  const rows = [];
  for (let n = 1; n <= PARTIALS && keyHz(key) * n < rate * 0.45; n++) {
    const found = partialPeak(power, (keyHz(key) * n * padded) / rate, n);
    if (found)
      rows.push({
        x: n * n,
        y: 1200 * Math.log2((found.bin * rate) / padded / (keyHz(key) * n)),
        w: found.power,
      });
  }
  return fitLine(
    rows
      .filter(({ w }) => w > 1e-4 * Math.max(...rows.map((row) => row.w)))
      .map((row) => ({ ...row, w: Math.sqrt(row.w) })),
  );
}

/** The highest peak within about half a semitone of where a partial should be. */
function partialPeak(power, bin, n) {
  const low = Math.floor(bin * 2 ** (-40 / 1200));
  const high = Math.ceil(bin * 2 ** ((40 + 4 * n) / 1200));
  let best = low;
  for (let i = low; i <= high; i++) if (power[i] > power[best]) best = i;
  if (best === low || best === high) return undefined;
  const [a, b, c] = [best - 1, best, best + 1].map((i) => Math.log(power[i] + 1e-30));
  return { bin: best + (0.5 * (a - c)) / (a - 2 * b + c), power: power[best] };
}

/** Value at x = 1 of the weighted line through the rows: the pitch of the first partial. */
function fitLine(rows) {
  const sum = (f) => rows.reduce((total, row) => total + row.w * f(row), 0);
  const w = sum(() => 1);
  const x = sum((r) => r.x) / w;
  const y = sum((r) => r.y) / w;
  const spread = sum((r) => (r.x - x) ** 2);
  const slope = spread > 0 ? Math.max(0, sum((r) => (r.x - x) * (r.y - y)) / spread) : 0;
  return y + slope * (1 - x);
}

const FRAME_SEC = 0.05;

/** How fast a sound fades between two times, in dB a second (positive: it fades). */
export function decayRate(audio, rate, fromSec, toSec) {
  const frame = Math.round(FRAME_SEC * rate);
  const rows = [];
  for (let at = Math.round(fromSec * rate); at + frame <= Math.min(toSec * rate, audio.length); at += frame) {
    let sum = 0;
    for (let i = at; i < at + frame; i++) sum += audio[i] * audio[i];
    rows.push([at / rate, 10 * Math.log10(sum / frame + 1e-12)]);
  }
  const mean = (column) => rows.reduce((total, row) => total + row[column], 0) / rows.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = rows.reduce((total, [t, db]) => total + (t - x) * (db - y), 0);
  return -covariance / rows.reduce((total, [t]) => total + (t - x) ** 2, 0);
}

/** Value of a piecewise linear table at x, constant beyond its ends. */
export function interpolate(table, x) {
  const after = table.findIndex(([place]) => place > x);
  if (after === 0) return table[0][1];
  if (after < 0) return table.at(-1)[1];
  const [x0, y0] = table[after - 1];
  const [x1, y1] = table[after];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** The cubic nearest to points [x, y] in the least-squares sense, as a function of x. */
export function fitCubic(points) {
  const low = Math.min(...points.map(([x]) => x));
  const high = Math.max(...points.map(([x]) => x));
  const row = (x) => {
    const t = (2 * x - low - high) / (high - low);
    return [1, t, t * t, t * t * t];
  };
  const matrix = Array.from({ length: 4 }, () => new Float64Array(5));
  for (const [x, y] of points) {
    const terms = [...row(x), y];
    for (let i = 0; i < 4; i++) for (let j = 0; j < 5; j++) matrix[i][j] += terms[i] * terms[j];
  }
  for (let i = 0; i < 4; i++) {
    for (let k = 0; k < 4; k++) {
      if (k === i) continue;
      const factor = matrix[k][i] / matrix[i][i];
      for (let j = i; j < 5; j++) matrix[k][j] -= factor * matrix[i][j];
    }
  }
  return (x) => row(x).reduce((sum, term, i) => sum + (term * matrix[i][4]) / matrix[i][i], 0);
}
