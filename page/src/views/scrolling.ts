// Pictures that are wider than their room: what is heard or chosen stays in sight.

/** Keep the place in the music in sight, a share of the whole width. */
export function follow(room: HTMLElement, share: number): void {
  const { scrollLeft, clientWidth, scrollWidth } = room;
  if (scrollWidth <= clientWidth) return;
  const x = share * scrollWidth;
  if (x < scrollLeft || x > scrollLeft + clientWidth - 8) room.scrollLeft = Math.max(0, x - 24);
}

/** Bring what is chosen into sight, and move nothing where it is. */
export function reveal(room: HTMLElement, left: number, width: number): void {
  const { scrollLeft, clientWidth, scrollWidth } = room;
  if (scrollWidth <= clientWidth) return;
  if (left < scrollLeft || left + Math.min(width, clientWidth) > scrollLeft + clientWidth - 40)
    room.scrollLeft = Math.max(0, left - 24);
}

type Points = readonly (readonly [beat: number, value: number])[];

/** The share of a curve's width at which it first leaves the value with which the score begins; 0 if it never does. */
export function firstTurn(points: Points, written: Points): number {
  const [from] = points[0] ?? [0];
  const [, first] = written[0] ?? [0, 0];
  const turn = points.findIndex(([, value]) => Math.abs(value - first) > 1e-6);
  return turn < 1 ? 0 : (points[turn - 1]![0] - from) / (points.at(-1)![0] - from || 1);
}
