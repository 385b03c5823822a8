// Classroom view: the widget moves into a dialog of the whole window, and back to its place.

/** What is in classroom view now: a music shown in two places enters it once. */
const inside = new WeakSet<object>();

/** Show `app` (which holds a widget) in a modal dialog: the browser keeps the focus inside and the page behind inert. */
export function enterClassroom(
  music: object,
  app: HTMLElement,
  name: string,
  closed: () => void,
): () => void {
  if (inside.has(music)) return () => {};
  inside.add(music);
  const before = document.activeElement;
  const place = document.createComment("the widget is in classroom view");
  const dialog = document.createElement("dialog");
  dialog.className = "mk-classroom";
  dialog.setAttribute("aria-label", name);
  // Escape belongs to the screen reader: the button leaves.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.preventDefault();
  });
  dialog.addEventListener("close", closed);
  app.replaceWith(place);
  dialog.append(app);
  document.body.append(dialog);
  dialog.showModal();
  focusOn(app);
  return () => {
    inside.delete(music);
    dialog.removeEventListener("close", closed);
    if (document.fullscreenElement === dialog) void document.exitFullscreen();
    dialog.close();
    place.replaceWith(app);
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else focusOn(app);
  };
}

/** The widget as a whole, so that Space plays and no control is pressed by chance. */
function focusOn(app: HTMLElement): void {
  app.querySelector<HTMLElement>(".musicking-app")?.focus();
}

/** The browser's full screen, an extra where it exists. */
export function toggleFullScreen(app: HTMLElement): void {
  const dialog = app.closest("dialog");
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  else void dialog?.requestFullscreen().catch(() => undefined);
}
