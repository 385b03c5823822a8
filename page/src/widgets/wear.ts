// Styles that travel with a part of the code: pages without the part do not carry them.
const worn = new Set<string>();

/** Put the styles of a part into the page, once. */
export function wear(styles: string): void {
  if (worn.has(styles)) return;
  worn.add(styles);
  const sheet = document.createElement("style");
  sheet.textContent = styles;
  document.head.append(sheet);
}
