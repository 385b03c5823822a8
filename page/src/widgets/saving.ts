// Text that the reader saves as a file.

const KEEP_MS = 60_000;

/** Hand a text to the reader as a file; answers what to say. */
export function saveText(name: string, text: string): string {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  return `Saved as ${name}.`;
}
