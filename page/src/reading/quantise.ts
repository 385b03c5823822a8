// Whether notes lie on the grid of written music, and what they are when they are put on it.

/** Parts of a quarter on which written notes begin: eighths of it, and sixths for triplets. */
const GRID = [0, 3, 4, 6, 8, 9, 12, 15, 16, 18, 20, 21, 24];
/** How far from the grid a written note may lie, in quarters: a machine's rounding, not a player's freedom. */
const SLACK = 1 / 64;
/** A release this much of the note's length before the next onset is a habit of notation programs, not a rest. */
const SHORTENED = 0.3;

interface Timed {
  readonly start: number;
  readonly end: number;
}

/** The nearest place of the grid, in ticks. */
function nearest(tick: number, ticksPerQuarter: number): number {
  const quarter = Math.floor(tick / ticksPerQuarter);
  const within = ((tick - quarter * ticksPerQuarter) * 24) / ticksPerQuarter;
  const best = GRID.reduce((a, b) => (Math.abs(b - within) < Math.abs(a - within) ? b : a));
  return quarter * ticksPerQuarter + (best * ticksPerQuarter) / 24;
}

/** Whether every one of these notes begins on the grid. */
export function onGrid(starts: readonly number[], ticksPerQuarter: number): boolean {
  const slack = SLACK * ticksPerQuarter;
  return starts.every((start) => Math.abs(nearest(start, ticksPerQuarter) - start) <= slack);
}

/** The notes of one voice, on the grid: a release goes to the next onset where it was only a little short of it. */
export function snapped<N extends Timed>(notes: readonly N[], ticksPerQuarter: number): readonly N[] {
  const onsets = [...new Set(notes.map(({ start }) => nearest(start, ticksPerQuarter)))].sort(
    (a, b) => a - b,
  );
  return notes.map((note) => {
    const start = nearest(note.start, ticksPerQuarter);
    const [near, after] = [nearest(note.end, ticksPerQuarter), onsets.find((onset) => onset > start)];
    const exact = Math.abs(near - note.end) <= SLACK * ticksPerQuarter;
    const gap = after === undefined ? Number.POSITIVE_INFINITY : after - note.end;
    const legato = !exact && after !== undefined && Math.abs(gap) <= SHORTENED * (after - start);
    const end = legato ? after : Math.max(near, start + ticksPerQuarter / 8);
    return { ...note, start, end };
  });
}
