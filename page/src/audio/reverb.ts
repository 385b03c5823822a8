// A small room: eight delay lines fed back through a Householder mirror (Jot's feedback delay network).

const LENGTHS_SEC = [0.0297, 0.0353, 0.0409, 0.0461, 0.0523, 0.0587, 0.0641, 0.0719] as const;
const LINES = LENGTHS_SEC.length;
const DECAY_SEC = 1.1;
/** Each pass of a line loses this share of its brightness, as walls and air take it. */
const DAMPING = 0.35;
const PREDELAY_SEC = 0.012;
/** Level of the room under the dry sound. */
const WET = 0.09;

export class Reverb {
  private readonly lines: readonly Float32Array[];
  private readonly decay: Float32Array;
  private readonly damped = new Float32Array(LINES);
  private readonly read = new Float32Array(LINES);
  private readonly place = new Int32Array(LINES);
  private readonly predelay: Float32Array;
  private at = 0;

  constructor(sampleRate: number) {
    this.lines = LENGTHS_SEC.map((sec) => new Float32Array(Math.round(sec * sampleRate)));
    this.decay = Float32Array.from(LENGTHS_SEC, (sec) => 10 ** ((-3 * sec) / DECAY_SEC));
    this.predelay = new Float32Array(Math.round(PREDELAY_SEC * sampleRate));
  }

  clear(): void {
    for (const line of [...this.lines, this.predelay, this.damped]) line.fill(0);
  }

  /** Add the room to `count` frames in place. */
  process(left: Float32Array, right: Float32Array, count: number): void {
    const { lines, decay, damped, read, place, predelay } = this;
    for (let i = 0; i < count; i++) {
      const input = predelay[this.at]!;
      predelay[this.at] = (left[i]! + right[i]!) * 0.5;
      this.at = this.at + 1 === predelay.length ? 0 : this.at + 1;
      let sum = 0;
      for (let k = 0; k < LINES; k++) {
        const value = lines[k]![place[k]!]! * decay[k]!;
        damped[k] = value + (damped[k]! - value) * DAMPING;
        read[k] = damped[k]!;
        sum += damped[k]!;
      }
      const mirror = (2 / LINES) * sum;
      for (let k = 0; k < LINES; k++) {
        const line = lines[k]!;
        const at = place[k]!;
        line[at] = read[k]! - mirror + (k & 2 ? -input : input);
        place[k] = at + 1 === line.length ? 0 : at + 1;
      }
      left[i]! += WET * (read[0]! + read[2]! + read[4]! + read[6]!);
      right[i]! += WET * (read[1]! + read[3]! + read[5]! + read[7]!);
    }
  }
}
