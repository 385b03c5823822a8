// A guard against clipping: looks a little ahead, is bit-transparent below its ceiling, and says if it ever acted.

export const CEILING_DB = -1;
export const LOOKAHEAD_FRAMES = 64;
/** Below this sample peak no peak between samples of music reaches the ceiling, so it need not be looked for. */
const SAFE_PEAK = 0.5;
const RELEASE_SEC = 0.08;
/** Half-way values by a windowed sinc of 8 samples: true peak within 0.2 dB for what lies below a quarter of the rate. */
const HALF_WAY = [-0.0063, 0.0339, -0.1127, 0.5851, 0.5851, -0.1127, 0.0339, -0.0063] as const;
const TAPS = HALF_WAY.length;

/** Looks ahead LOOKAHEAD_FRAMES frames; its output is that much later than its input. */
export class Limiter {
  /** Whether it has had to turn anything down since the last reset. */
  engaged = false;
  private readonly ceiling = 10 ** (CEILING_DB / 20);
  private readonly release: number;
  private readonly delayed: readonly [Float32Array, Float32Array];
  private readonly history: readonly [Float32Array, Float32Array];
  private at = 0;
  private gain = 1;
  private target = 1;
  private step = 0;
  private hold = 0;
  private loud = 0;

  constructor(sampleRate: number) {
    this.release = 1 - Math.exp(-1 / (RELEASE_SEC * sampleRate));
    this.delayed = [new Float32Array(LOOKAHEAD_FRAMES), new Float32Array(LOOKAHEAD_FRAMES)];
    this.history = [new Float32Array(TAPS * 2), new Float32Array(TAPS * 2)];
  }

  reset(): void {
    for (const buffer of [...this.delayed, ...this.history]) buffer.fill(0);
    this.engaged = false;
    this.gain = this.target = 1;
    this.step = this.hold = this.loud = 0;
  }

  /** Limit `count` frames in place. */
  process(left: Float32Array, right: Float32Array, count: number): void {
    const [delayLeft, delayRight] = this.delayed;
    for (let i = 0; i < count; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const peak = this.peakOf(l, r);
      if (peak > this.ceiling) this.press(this.ceiling / peak);
      const slot = this.at % LOOKAHEAD_FRAMES;
      const gain = this.follow();
      left[i] = delayLeft[slot]! * gain;
      right[i] = delayRight[slot]! * gain;
      delayLeft[slot] = l;
      delayRight[slot] = r;
      this.at++;
    }
  }

  /** Be down at `needed` when the peak that was just seen leaves the delay. */
  private press(needed: number): void {
    this.engaged = true;
    this.hold = LOOKAHEAD_FRAMES + TAPS;
    if (needed >= this.target) return;
    this.target = needed;
    this.step = Math.max(this.step, (this.gain - needed) / (LOOKAHEAD_FRAMES - TAPS));
  }

  private follow(): number {
    if (this.gain > this.target) this.gain = Math.max(this.target, this.gain - this.step);
    else if (this.hold > 0) this.hold--;
    else if (this.target < 1) {
      this.step = 0;
      this.target += (1 - this.target) * this.release;
      if (this.target > 0.99999) this.target = 1;
      this.gain = this.target;
    }
    return this.gain;
  }

  private peakOf(l: number, r: number): number {
    const slot = this.at % TAPS;
    const [historyLeft, historyRight] = this.history;
    historyLeft[slot] = historyLeft[slot + TAPS] = l;
    historyRight[slot] = historyRight[slot + TAPS] = r;
    const peak = Math.max(Math.abs(l), Math.abs(r));
    if (peak >= SAFE_PEAK) this.loud = TAPS;
    else if (this.loud === 0) return peak;
    else this.loud--;
    let between_l = 0;
    let between_r = 0;
    for (let k = 0; k < TAPS; k++) {
      between_l += HALF_WAY[k]! * historyLeft[slot + 1 + k]!;
      between_r += HALF_WAY[k]! * historyRight[slot + 1 + k]!;
    }
    return Math.max(peak, Math.abs(between_l), Math.abs(between_r));
  }
}
