// Reflect: the reader's own words. They stay on the device, and leave it only as a document that the reader saves.
import { type Signal, signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { download } from "../takeaway/download.ts";
import { Button } from "../widgets/controls.tsx";
import { printAlone } from "../widgets/printing.ts";
import {
  asText,
  documentOf,
  isWritten,
  LONGEST_TEXT,
  MOST_FILE_BYTES,
  REFLECTIONS,
  type Reflection,
  readDocument,
  takeIn,
} from "./reflections.ts";
import { openShelf, type Shelf } from "./shelf.ts";

interface Of {
  readonly shelf: Shelf<Reflection>;
  /** What came of the last press, announced. */
  readonly said: Signal<string>;
}

let opened: Shelf<Reflection> | null = null;

/** One shelf for all widgets of the page: two that ask the same show the same words. */
export function reflectionsOfPage(): Shelf<Reflection> {
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

async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    return "The browser does not let it be copied: save it as a file.";
  }
}

function OnPaper({ reflections }: { readonly reflections: readonly Reflection[] }) {
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
function Delete({ shelf, said, names, children }: Of & { names: readonly string[]; children: string }) {
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

async function open(shelf: Shelf<Reflection>, file: File): Promise<string> {
  try {
    if (file.size > MOST_FILE_BYTES) throw new Error("The file is too large to be your reflections.");
    const count = takeIn(shelf, readDocument(await file.text()));
    return `${count === 1 ? "One reflection is" : `${count} reflections are`} opened; what was here already is kept.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function Everything({ shelf, said }: Of) {
  const paper = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const all = shelf.all.value.filter(isWritten);
  const none = all.length === 0;
  return (
    <div class="mk-group">
      <p class="mk-heading">All my reflections</p>
      {none && <p>Nothing is written yet.</p>}
      <ul>
        {all.map(({ name, prompt }) => (
          <li key={name}>{prompt}</li>
        ))}
      </ul>
      <div class="mk-row">
        <Button
          idle={none}
          onPress={() => {
            said.value = download("My reflections", "md", "text/markdown", documentOf(all));
          }}
        >
          Save all as one document
        </Button>
        <Button
          idle={none}
          onPress={async () => {
            said.value = await copied(asText(all));
          }}
        >
          Copy all
        </Button>
        <Button idle={none} onPress={() => paper.current !== null && printAlone(paper.current)}>
          Print all
        </Button>
        <Button onPress={() => file.current?.click()}>Open a saved document</Button>
        <input
          ref={file}
          type="file"
          accept=".md,text/markdown,text/plain"
          hidden
          aria-label="Saved reflections"
          onChange={async ({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            currentTarget.value = "";
            if (chosen !== undefined) said.value = await open(shelf, chosen);
          }}
        />
        <Delete shelf={shelf} said={said} names={all.map(({ name }) => name)}>
          Delete all
        </Delete>
      </div>
      <div ref={paper} class="mk-all-on-paper">
        <p class="mk-title">My reflections</p>
        <OnPaper reflections={all} />
      </div>
    </div>
  );
}

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
      {unfolded.value && <Everything shelf={shelf} said={said} />}
      <OnPaper reflections={[own]} />
    </div>
  );
}
