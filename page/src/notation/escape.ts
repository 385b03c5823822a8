const LETTERS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML has it, in an element or an attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => LETTERS[letter]!);
