// The book's own signs, drawn on a square of 24.

const PATHS = {
  play: "M7 4.5v15l12-7.5z",
  pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  stop: "M6.5 6.5h11v11h-11z",
  loop: "M4 12a6 6 0 0 1 6-6h7M14.5 3 17.5 6l-3 3M20 12a6 6 0 0 1-6 6H7M9.5 21l-3-3 3-3",
  undo: "M8.5 5 4.5 9l4 4M5 9h8.5a5.5 5.5 0 0 1 0 11H9",
  redo: "M15.5 5l4 4-4 4M19 9h-8.5a5.5 5.5 0 0 0 0 11H15",
  more: "M6 9.5l6 6 6-6",
  close: "M6 6l12 12M18 6 6 18",
  screen: "M4 5h16v11H4zM9 20h6M12 16v4",
  plus: "M12 5v14M5 12h14",
  accent: "M5 7l14 5-14 5",
  fermata: "M4 15a8 8 0 0 1 16 0M12 14v1.6",
} as const;
export type IconName = keyof typeof PATHS;

const SOLID: ReadonlySet<IconName> = new Set(["play", "pause", "stop"]);

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class={`mk-icon${SOLID.has(name) ? " is-solid" : ""}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
