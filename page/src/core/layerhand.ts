// The small unevenness of hands: the same for the same seed, in Python and in the page (spec/layers.md, 3).

/** The sum of four bytes lies round 510, with a standard deviation of 148. */
const MIDDLE = 510;
/** One standard deviation is 4 ms, and 0.7 dB; and the most. */
const MS = 0.027;
const MOST_MS = 10;
const DB = 0.0047;
const MOST_DB = 1.5;

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** How late and how loud one voice plays each note, drawn note after note. */
export class Hand {
  private state: number;

  constructor(
    seed: number,
    voice: number,
    private readonly bpm: number,
    private readonly ticks: number,
  ) {
    this.state = seed * 16 + voice;
  }

  /** How much louder the next note is, in dB. */
  louder_db(): number {
    return Math.floor(within(this.draw() * DB, MOST_DB) * 100 + 0.5) / 100;
  }

  /** Where a note begins that is written at an onset, in ticks; on a bar line never early, so that nothing is lost there. */
  moved(onset: number, end: number, on_bar_line: boolean): number {
    const late_ms = within(this.draw() * MS, MOST_MS);
    const late = Math.floor((late_ms * this.ticks * this.bpm) / 60_000 + 0.5);
    const most = Math.floor((end - onset) / 2);
    return onset + within(on_bar_line ? Math.abs(late) : late, most);
  }

  /** A number round 0, nearly as a bell curve has them (mulberry32, four bytes added up). */
  private draw(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    const word = t ^ (t >>> 14);
    return (word >>> 24) + ((word >>> 16) & 255) + ((word >>> 8) & 255) + (word & 255) - MIDDLE;
  }
}
