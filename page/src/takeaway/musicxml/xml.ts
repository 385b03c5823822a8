// XML as a tree of plain data, and as text: whatever stands in a score is escaped.

export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Xml | string)[];
}

/** What may stand as a child: nothing stands for none. */
export type Content = Xml | string | number | null | readonly Xml[];

export function xml(name: string, attributes: Xml["attributes"] = {}, ...content: readonly Content[]): Xml {
  const children = content.flatMap((item): readonly (Xml | string)[] => {
    if (item === null) return [];
    if (typeof item === "number") return [String(item)];
    return typeof item === "string" || !Array.isArray(item)
      ? [item as Xml | string]
      : (item as readonly Xml[]);
  });
  return { name, attributes, children };
}

/** An element without attributes. */
export function tag(name: string, ...content: readonly Content[]): Xml {
  return xml(name, {}, ...content);
}

/** Characters that XML 1.0 cannot hold, escaped or not. */
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  const kept = text.replace(IMPOSSIBLE, "");
  return kept.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

export function written({ name, attributes, children }: Xml): string {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  if (children.length === 0) return `<${name}${told.join("")}/>`;
  const inner = children.map((child) => (typeof child === "string" ? escaped(child) : written(child)));
  return `<${name}${told.join("")}>${inner.join("")}</${name}>`;
}
