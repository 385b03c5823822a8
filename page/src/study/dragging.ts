// A row of a list follows the hand.

/** Follow a pointer until it is let go; `move` is told the index where the row belongs. */
export function dragRow(event: PointerEvent, list: HTMLElement, move: (index: number) => void): void {
  if (event.button !== 0) return;
  event.preventDefault(); // no text is selected on the way
  const row = (event.currentTarget as HTMLElement).closest("li");
  if (row === null) return;
  row.classList.add("is-held");
  const over = new AbortController();
  const { signal } = over;
  const follow = (moved: PointerEvent): void => {
    if (moved.pointerId !== event.pointerId) return;
    const rows = [...list.children];
    const others = rows.filter((other) => other !== row);
    const above = others.filter((other) => {
      const { top, height } = other.getBoundingClientRect();
      return top + height / 2 < moved.clientY;
    });
    if (rows.indexOf(row) !== above.length) move(above.length);
  };
  const end = (): void => {
    over.abort();
    row.classList.remove("is-held");
  };
  // The row is moved in the page, so the page listens, not the row.
  addEventListener("pointermove", follow, { signal });
  addEventListener("pointerup", end, { signal });
  addEventListener("pointercancel", end, { signal });
}
