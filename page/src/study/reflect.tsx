// Reflect: the reader's own words. They stay on the device, and leave it only as a document that the reader saves.
import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { download } from "../takeaway/download.ts";
import { Button } from "../widgets/controls.tsx";
import { printAlone } from "../widgets/printing.ts";
import { AllWritten } from "./allwritten.tsx";
import { asText, documentOf, isWritten, LONGEST_TEXT, REFLECTIONS, type Reflection } from "./reflections.ts";
import { openShelf, type Shelf } from "./shelf.ts";
import { copied, Delete, OnPaper } from "./written.tsx";

let opened: Shelf<Reflection> | null = null;

/** One shelf for all widgets of the page: two that ask the same show the same words. */
function reflectionsOfPage(): Shelf<Reflection> {
  opened ??= openShelf(REFLECTIONS, {
    storage: () => localStorage,
    now_ms: Date.now,
    tabs: globalThis as unknown as EventTarget,
  });
  return opened;
}

/** The widgets of the page; the first of them says what need be said only once. */
const there = signal<readonly HTMLElement[]>([]);

const inOrder = (places: readonly HTMLElement[]): readonly HTMLElement[] =>
  [...places].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

interface ReflectProps {
  readonly title: string;
  readonly prompt: string;
  /** The key of the text. */
  readonly note: string;
  /** Begins the ids of this widget. */
  readonly name: string;
}

export function Reflecting({ title, prompt, note, name }: ReflectProps) {
  const shelf = reflectionsOfPage();
  const said = useSignal("");
  const unfolded = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = root.current;
    if (here === null) return;
    there.value = inOrder([...there.peek(), here]);
    return () => {
      there.value = there.peek().filter((other) => other !== here);
    };
  }, []);
  const first = there.value[0] === root.current && root.current !== null;
  const text = shelf.all.value.find((item) => item.name === note)?.text ?? "";
  const own: Reflection = { name: note, prompt, text, changed_ms: 0 };
  const empty = !isWritten(own);
  const told = shelf.message.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      ref={root}
      class="musicking-app mk-reflect"
      aria-labelledby={`${name}-title ${name}-prompt`}
      data-lm-suppress-shortcuts="true"
    >
      <p class="mk-title" id={`${name}-title`}>
        {title}
      </p>
      <div class="mk-written">
        <label id={`${name}-prompt`} for={`${name}-text`}>
          {prompt}
        </label>
        {first && (
          <p class="mk-hint">
            What you write stays on this device, and is kept as you type. Write nothing that could identify a
            client.
          </p>
        )}
        <textarea
          id={`${name}-text`}
          rows={5}
          value={text}
          maxLength={Math.max(LONGEST_TEXT, text.length)}
          onInput={(event) => shelf.put([{ name: note, prompt, text: event.currentTarget.value }])}
        />
      </div>
      {told !== null && (told.name === note || (told.name === null && first)) && (
        <p class="mk-message" role="alert">
          {told.text}
        </p>
      )}
      <div class="mk-row">
        <Button
          idle={empty}
          onPress={async () => {
            said.value = await copied(asText([own]));
          }}
        >
          Copy
        </Button>
        <Button
          idle={empty}
          onPress={() => {
            said.value = download(note, "md", "text/markdown", documentOf([own]));
          }}
        >
          Save as text
        </Button>
        <Button idle={empty} onPress={() => root.current !== null && printAlone(root.current)}>
          Print
        </Button>
        <Delete shelf={shelf} said={said} names={empty ? [] : [note]}>
          Delete
        </Delete>
        <button
          type="button"
          class="mk-button is-plain"
          aria-expanded={unfolded.value}
          onClick={() => {
            unfolded.value = !unfolded.peek();
          }}
        >
          All my reflections
        </button>
      </div>
      <p class="mk-said" role="status">
        {said.value}
      </p>
      {unfolded.value && <AllWritten shelf={shelf} said={said} />}
      <OnPaper reflections={[own]} />
    </div>
  );
}
