// A file handed to the reader.

/** How long a browser may take to begin with a download. */
const KEEP_MS = 60_000;
const LONGEST_NAME = 80;

/** Hand a file to the reader, named by what it holds; answers what to say. */
export function download(title: string, suffix: string, type: string, content: BlobPart): string {
  const letters = title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-");
  const stem = letters.toLowerCase().slice(0, LONGEST_NAME).replace(/^-|-$/g, "");
  const name = `${stem || "music"}.${suffix}`;
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  return `Saved as ${name}.`;
}
