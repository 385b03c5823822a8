// The ink of a mark: signs of the music font, words, and the meaning that colours them.
import type { Mark } from "../core/marks.ts";
import { GLYPHS, type Glyph } from "./glyphs.ts";

const SVG = "http://www.w3.org/2000/svg";
/** As large as the engraving's own signs. */
export const GLYPH_SCALE = 0.72;
export const TEXT_SIZE = 430;
export const ROW = 560;
export const GAP = 90;
export const STROKE = 30;

type Attributes = Readonly<Record<string, string | number>>;

export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): SVGGraphicsElement {
  const made = document.createElementNS(SVG, name) as SVGGraphicsElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** A sign of the music font, its left edge and baseline at a place. */
export function glyph(
  name: keyof typeof GLYPHS,
  x: number,
  y: number,
  scale = GLYPH_SCALE,
): SVGGraphicsElement {
  const sign: Glyph = GLYPHS[name];
  const transform = `translate(${x - sign.left * scale} ${y})scale(${scale} ${-scale})`;
  return element("path", { d: sign.d, transform });
}

export const widthOf = (name: keyof typeof GLYPHS, scale = GLYPH_SCALE): number => GLYPHS[name].width * scale;

/** Which musical meaning colours a mark. */
const LEVEL_SIGNS: ReadonlySet<string> = new Set(["hairpin", "dynamic", "accent"]);

export function groupOf(mark: Mark): SVGGraphicsElement {
  const meaning = LEVEL_SIGNS.has(mark.sign) ? "level" : "tempo";
  return element("g", { class: `mk-mark is-${meaning}`, "data-sign": mark.sign, "data-meaning": meaning });
}

/** Text upright or slanted, its left end at a place. */
export function text(content: string, x: number, y: number, more: Attributes = {}): SVGGraphicsElement {
  return element("text", { x, y, "font-size": TEXT_SIZE, "font-style": "italic", ...more }, content);
}

/** Move part of a picture down, or leave it where it was engraved. */
export function move(group: SVGGraphicsElement, down: number): void {
  if (down === 0) group.removeAttribute("transform");
  else group.setAttribute("transform", `translate(0 ${Math.round(down)})`);
}
