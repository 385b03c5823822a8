// A small room: the sound is smeared by two allpasses (as in Dattorro's plate), then runs round six delay lines
// that feed each other through a Householder mirror (Jot's feedback delay network).

const SMEAR = 0.65;
const DECAY_SEC = 1.1;
/** Each pass of a line loses this share of its brightness, as walls and air take it. */
const DAMPING = 0.35;
/** Level of the room under the dry sound. */
const WET = 0.1;

/** What was put in at a frame comes out `sec` later. */
class Line {
  private readonly delay_frames: number;
  /** A power of two, so that a place in it is a mask away. */
  private readonly memory: Float32Array;
  private readonly mask: number;
  private readonly fresh: number;
  private readonly stale: number;

  constructor(sec: number, sampleRate: number) {
    this.delay_frames = Math.round(sec * sampleRate);
    this.memory = new Float32Array(2 ** Math.ceil(Math.log2(this.delay_frames + 2)));
    this.mask = this.memory.length - 1;
    const decay = 10 ** ((-3 * sec) / DECAY_SEC);
    this.fresh = decay * (1 - DAMPING);
    this.stale = decay * DAMPING;
  }

  clear(): void {
    this.memory.fill(0);
  }

  put(frame: number, value: number): void {
    this.memory[frame & this.mask] = value;
  }

  /** What comes out at a frame, decayed. A mean of neighbours takes the brightness. */
  heard(frame: number): number {
    const { memory, mask } = this;
    const place = frame - this.delay_frames;
    return this.fresh * memory[place & mask]! + this.stale * memory[(place - 1) & mask]!;
  }

  /** An allpass: it keeps the colour and blurs the moment. */
  smeared(frame: number, value: number): number {
    const old = this.memory[(frame - this.delay_frames) & this.mask]!;
    const fresh = value - SMEAR * old;
    this.put(frame, fresh);
    return old + SMEAR * fresh;
  }
}

export class Reverb {
  private readonly smears: readonly [Line, Line];
  private readonly lines: readonly [Line, Line, Line, Line, Line, Line];
  private frame = 0;

  constructor(sampleRate: number) {
    const line = (sec: number): Line => new Line(sec, sampleRate);
    this.smears = [line(0.00477), line(0.01273)];
    this.lines = [line(0.0297), line(0.0361), line(0.0419), line(0.0487), line(0.0571), line(0.0649)];
  }

  clear(): void {
    for (const line of [...this.smears, ...this.lines]) line.clear();
  }

  /**
   * Add the room to `count` frames, in place. Every line is heard on one side, and goes round: mirrored about the sum
   * of all, with the new sound. The six are written out: a loop over them takes half as long again.
   */
  process(left: Float32Array, right: Float32Array, count: number): void {
    const [early, late] = this.smears;
    const [a, b, c, d, e, f] = this.lines;
    let { frame } = this;
    for (let i = 0; i < count; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const fresh = late.smeared(frame, early.smeared(frame, (l + r) * 0.5));
      const from_a = a.heard(frame);
      const from_b = b.heard(frame);
      const from_c = c.heard(frame);
      const from_d = d.heard(frame);
      const from_e = e.heard(frame);
      const from_f = f.heard(frame);
      left[i] = l + WET * (from_a + from_c + from_e);
      right[i] = r + WET * (from_b + from_d + from_f);
      const mirror = (from_a + from_b + from_c + from_d + from_e + from_f) / 3;
      a.put(frame, from_a - mirror + fresh);
      b.put(frame, from_b - mirror + fresh);
      c.put(frame, from_c - mirror - fresh);
      d.put(frame, from_d - mirror - fresh);
      e.put(frame, from_e - mirror + fresh);
      f.put(frame, from_f - mirror + fresh);
      frame = (frame + 1) | 0;
    }
    this.frame = frame;
  }
}
