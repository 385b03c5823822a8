// The tick of click and count-in: a small block of wood, made here so that no file has to come for it.

const LENGTH_SEC = 0.06;
const DECAY_SEC = 0.009;
/** Of full scale, after the master gain; the accent is also higher, so that it is not told by loudness alone. */
const VOICES = {
  plain: { hertz: 1250, peak: 0.13 },
  accented: { hertz: 1900, peak: 0.2 },
} as const;
/** The second partial of a struck bar, free at both ends, in parts of the first. */
const PARTIAL = 2.76;

function struck(hertz: number, peak: number, sampleRate: number): Float32Array {
  const samples = Float32Array.from({ length: Math.round(LENGTH_SEC * sampleRate) }, (_, i) => {
    const sec = i / sampleRate;
    const turn = 2 * Math.PI * hertz * sec;
    const bar = Math.sin(turn) + 0.4 * Math.exp(-sec / DECAY_SEC) * Math.sin(PARTIAL * turn);
    return bar * Math.exp(-sec / DECAY_SEC);
  });
  const most = samples.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);
  return samples.map((sample) => (sample * peak) / most);
}

export class Tick {
  private readonly plain: Float32Array;
  private readonly accented: Float32Array;
  private sound: Float32Array;
  private at = Number.POSITIVE_INFINITY;

  constructor(sampleRate: number) {
    this.plain = struck(VOICES.plain.hertz, VOICES.plain.peak, sampleRate);
    this.accented = struck(VOICES.accented.hertz, VOICES.accented.peak, sampleRate);
    this.sound = this.plain;
  }

  /** It begins with the next frame. */
  strike(accented: boolean): void {
    this.sound = accented ? this.accented : this.plain;
    this.at = 0;
  }

  silence(): void {
    this.at = Number.POSITIVE_INFINITY;
  }

  /** Add the next frames to both channels. */
  add(left: Float32Array, right: Float32Array, count: number, gain: number): void {
    const most = Math.min(count, this.sound.length - this.at);
    for (let i = 0; i < most; i++) {
      const sample = this.sound[this.at + i]! * gain;
      left[i] = left[i]! + sample;
      right[i] = right[i]! + sample;
    }
    this.at += count;
  }
}
