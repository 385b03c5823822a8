// Pictures from outside, made safe before they enter the page.

const REFUSED = "script, foreignObject, iframe, object, embed, image, animate, set, handler";
const SVG = "http://www.w3.org/2000/svg";

function clean(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const link = name === "href" || name === "xlink:href";
    if (name.startsWith("on") || (link && !value.startsWith("#"))) element.removeAttribute(name);
  }
}

/** Take out everything that could run or fetch. */
export function sanitise(svg: SVGSVGElement): SVGSVGElement {
  for (const element of svg.querySelectorAll(REFUSED)) element.remove();
  for (const style of svg.querySelectorAll("style")) {
    if (/url\s*\(|@import/i.test(style.textContent ?? "")) style.remove();
  }
  clean(svg);
  for (const element of svg.querySelectorAll("*")) clean(element);
  return svg;
}

/** The picture in a text of SVG, or null if the text holds none. */
export function parseSvg(text: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.namespaceURI !== SVG || root.localName !== "svg" || parsed.querySelector("parsererror"))
    return null;
  return sanitise(document.importNode(root, true) as unknown as SVGSVGElement);
}
