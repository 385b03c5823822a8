// A small room: eight delay lines fed back through a Householder mirror (Jot's feedback delay network).

const LENGTHS_SEC = [0.0297, 0.0353, 0.0409, 0.0461, 0.0523, 0.0587, 0.0641, 0.0719] as const;
const DECAY_SEC = 1.1;
/** Each pass of a line loses this share of its brightness, as walls and air take it. */
const DAMPING = 0.35;
/** Level of the room under the dry sound. */
const WET = 0.09;
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
  private readonly lines: readonly Line[];
  private readonly input = new Float32Array(BLOCK_FRAMES);
  private readonly mirror = new Float32Array(BLOCK_FRAMES);

  constructor(sampleRate: number) {
    this.lines = LENGTHS_SEC.map((sec, k) => ({
      memory: new Float32Array(Math.round(sec * sampleRate)),
      decay: 10 ** ((-3 * sec) / DECAY_SEC),
      sign: k & 2 ? -1 : 1,
      out: new Float32Array(BLOCK_FRAMES),
      place: 0,
      last: 0,
    }));
  }

  clear(): void {
    for (const line of this.lines) {
      line.memory.fill(0);
      line.last = 0;
    }
  }

  /** Add the room to `count` frames, at most 128, in place. */
  process(left: Float32Array, right: Float32Array, count: number): void {
    const { input, mirror } = this;
    for (let i = 0; i < count; i++) input[i] = (left[i]! + right[i]!) * 0.5;
    mirror.fill(0, 0, count);
    for (const line of this.lines) listen(line, mirror, count);
    this.lines.forEach((line, k) => {
      const side = k % 2 === 0 ? left : right;
      for (let i = 0; i < count; i++) side[i]! += WET * line.out[i]!;
      feed(line, input, mirror, count);
    });
  }
}

/** What comes out of a line now, also summed up. A mean of neighbours takes the brightness: no sample waits for another. */
function listen(line: Line, sum: Float32Array, count: number): void {
  const { memory, out } = line;
  const fresh = line.decay * (1 - DAMPING);
  const stale = line.decay * DAMPING;
  let last = line.last;
  for (let i = 0, at = line.place; i < count; at = 0) {
    for (const end = Math.min(count, i + memory.length - at); i < end; i++, at++) {
      const now = memory[at]!;
      const value = fresh * now + stale * last;
      last = now;
      out[i] = value;
      sum[i]! += value;
    }
  }
  line.last = last;
}

/** What goes into it: its own output mirrored about the sum of all, and the new sound. */
function feed(line: Line, input: Float32Array, sum: Float32Array, count: number): void {
  const { memory, sign, out } = line;
  const share = 2 / LENGTHS_SEC.length;
  let at = line.place;
  for (let i = 0; i < count; at = at === memory.length ? 0 : at) {
    for (const end = Math.min(count, i + memory.length - at); i < end; i++, at++) {
      memory[at] = out[i]! - share * sum[i]! + sign * input[i]!;
    }
  }
  line.place = at;
}
