// A small room: the sound is smeared by two allpasses (as in Dattorro's plate), then runs round six delay lines
// that feed each other through a Householder mirror (Jot's feedback delay network).

const SMEARS_SEC = [0.00477, 0.01273] as const;
const SMEAR = 0.65;
const LENGTHS_SEC = [0.0297, 0.0361, 0.0419, 0.0487, 0.0571, 0.0649] as const;
const DECAY_SEC = 1.1;
/** Each pass of a line loses this share of its brightness, as walls and air take it. */
const DAMPING = 0.35;
/** Level of the room under the dry sound. */
const WET = 0.1;
/** Not more than the shortest line at 8 kHz, so that a block never reads what it writes. */
const BLOCK_FRAMES = 128;

interface Line {
  readonly memory: Float32Array;
  readonly decay: number;
  readonly sign: number;
  readonly out: Float32Array;
  place: number;
  last: number;
}

export class Reverb {
  private readonly smears: readonly Line[];
  private readonly lines: readonly Line[];
  private readonly input = new Float32Array(BLOCK_FRAMES);
  private readonly sum = new Float32Array(BLOCK_FRAMES);

  constructor(sampleRate: number) {
    const line = (sec: number, k: number): Line => ({
      memory: new Float32Array(Math.round(sec * sampleRate)),
      decay: 10 ** ((-3 * sec) / DECAY_SEC),
      sign: k & 2 ? -1 : 1,
      out: new Float32Array(BLOCK_FRAMES),
      place: 0,
      last: 0,
    });
    this.smears = SMEARS_SEC.map(line);
    this.lines = LENGTHS_SEC.map(line);
  }

  clear(): void {
    for (const line of [...this.smears, ...this.lines]) {
      line.memory.fill(0);
      line.last = 0;
    }
  }

  /** Add the room to `count` frames, at most 128, in place. */
  process(left: Float32Array, right: Float32Array, count: number): void {
    const { input, sum, lines } = this;
    for (let i = 0; i < count; i++) input[i] = (left[i]! + right[i]!) * 0.5;
    for (const line of this.smears) smear(line, input, count);
    sum.fill(0, 0, count);
    for (const line of lines) listen(line, sum, count);
    for (let k = 0; k < lines.length; k++) feed(lines[k]!, input, sum, k % 2 === 0 ? left : right, count);
  }
}

/** An allpass: it keeps the colour and blurs the moment. */
function smear(line: Line, samples: Float32Array, count: number): void {
  const { memory } = line;
  let at = line.place;
  for (let i = 0; i < count; i++) {
    const old = memory[at]!;
    const fresh = samples[i]! - SMEAR * old;
    memory[at] = fresh;
    samples[i] = old + SMEAR * fresh;
    at = at + 1 === memory.length ? 0 : at + 1;
  }
  line.place = at;
}

/** What comes out of a line now, also summed up. A mean of neighbours takes the brightness. */
function listen(line: Line, sum: Float32Array, count: number): void {
  const { memory, out } = line;
  const fresh = line.decay * (1 - DAMPING);
  const stale = line.decay * DAMPING;
  let { last, place: at } = line;
  for (let i = 0; i < count; i++) {
    const now = memory[at]!;
    const value = fresh * now + stale * last;
    last = now;
    out[i] = value;
    sum[i] = sum[i]! + value;
    at = at + 1 === memory.length ? 0 : at + 1;
  }
  line.last = last;
}

/** It is heard on one side, and goes round: mirrored about the sum of all, with the new sound. */
function feed(line: Line, input: Float32Array, sum: Float32Array, side: Float32Array, count: number): void {
  const { memory, sign, out } = line;
  const share = 2 / LENGTHS_SEC.length;
  let at = line.place;
  for (let i = 0; i < count; i++) {
    const value = out[i]!;
    side[i] = side[i]! + WET * value;
    memory[at] = value - share * sum[i]! + sign * input[i]!;
    at = at + 1 === memory.length ? 0 : at + 1;
  }
  line.place = at;
}
