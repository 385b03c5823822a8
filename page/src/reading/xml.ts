// XML as a tree: entities of the file's own making are refused, nothing is ever fetched.
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { refuse } from "./limits.ts";

export type { XmlElement };

export function readXml(text: string): XmlElement {
  if (/<!ENTITY/i.test(text))
    refuse("The file defines XML entities, which no music needs: save it again from a notation program.");
  try {
    const { root } = parseXml(text);
    if (root !== null) return root;
  } catch {
    // Said below.
  }
  return refuse(
    "The file is damaged: its XML breaks off or is not well formed. Save it again and bring that.",
  );
}

export function elements(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter((child) => child instanceof XmlElement);
}

export function all(parent: XmlElement, name: string): readonly XmlElement[] {
  return elements(parent).filter((child) => child.name === name);
}

function childNamed(parent: XmlElement, name: string): XmlElement | null {
  for (const child of parent.children) if (child instanceof XmlElement && child.name === name) return child;
  return null;
}

/** The first element at a path of names, or null. */
export function at(parent: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  let here = parent;
  for (const name of path) here = here && childNamed(here, name);
  return here;
}

export function textAt(parent: XmlElement | null, ...path: readonly string[]): string {
  return at(parent, ...path)?.text.trim() ?? "";
}

/** A finite number, or null. */
export function numberIn(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

export const numberAt = (parent: XmlElement | null, ...path: readonly string[]): number | null =>
  numberIn(textAt(parent, ...path));
