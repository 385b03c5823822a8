// What can be done with reflections, one or all: copy, delete, put on paper.
import { type Signal, useSignal } from "@preact/signals";
import { Button } from "../widgets/controls.tsx";
import type { Reflection } from "./reflections.ts";
import type { Shelf } from "./shelf.ts";

export interface OnShelf {
  readonly shelf: Shelf<Reflection>;
  /** What came of the last press, announced. */
  readonly said: Signal<string>;
}

export async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    return "The browser does not let it be copied: save it as a file.";
  }
}

export function OnPaper({ reflections }: { readonly reflections: readonly Reflection[] }) {
  return (
    <div class="mk-on-paper">
      {reflections.map(({ name, prompt, text }) => (
        <div key={name}>
          <p class="mk-heading">{prompt}</p>
          <p class="mk-as-written">{text}</p>
        </div>
      ))}
    </div>
  );
}

/** Take away, and bring back for as long as the page is open. */
export function Delete({
  shelf,
  said,
  names,
  children,
}: OnShelf & { names: readonly string[]; children: string }) {
  const back = useSignal<(() => void) | null>(null);
  if (back.value !== null && names.length === 0) {
    const bring = back.value;
    return (
      <Button
        icon="undo"
        onPress={() => {
          bring();
          back.value = null;
          said.value = "It is back.";
        }}
      >
        Bring back what was deleted
      </Button>
    );
  }
  return (
    <Button
      idle={names.length === 0}
      onPress={() => {
        back.value = shelf.remove(names);
        said.value = "Deleted from this device.";
      }}
    >
      {children}
    </Button>
  );
}
