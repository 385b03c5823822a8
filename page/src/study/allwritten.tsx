// All reflections of a reader: as one document, on paper, and back from a document.
import { useRef } from "preact/hooks";
import { download } from "../takeaway/download.ts";
import { Button } from "../widgets/controls.tsx";
import { printAlone } from "../widgets/printing.ts";
import {
  asText,
  documentOf,
  isWritten,
  MOST_FILE_BYTES,
  type Reflection,
  readDocument,
  takeIn,
} from "./reflections.ts";
import type { Shelf } from "./shelf.ts";
import { copied, Delete, OnPaper, type OnShelf } from "./written.tsx";

async function open(shelf: Shelf<Reflection>, file: File): Promise<string> {
  try {
    if (file.size > MOST_FILE_BYTES) throw new Error("The file is too large to be your reflections.");
    const count = takeIn(shelf, readDocument(await file.text()));
    return `${count === 1 ? "One reflection is" : `${count} reflections are`} opened; what was here already is kept.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function AllWritten({ shelf, said }: OnShelf) {
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
