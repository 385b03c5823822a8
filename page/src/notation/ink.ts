// Verovio's SVG in the book's form: no colour of its own, every written note and bar addressable (CONTRIBUTING, Piece).
import { parseXml, XmlElement, XmlText } from "@rgrove/parse-xml";
import { PIECE_MARK } from "../takeaway/musicxml/staff.ts";
import { escaped } from "./escape.ts";

/** Groups that say something to the page; all others are only Verovio's bookkeeping. */
const KEPT = ["system", "measure", "note", "harm", "verse", "mNum"];
// The page says in its own words how fast it goes, and who plays.
const DROPPED = ["placeholder", "labelAttr", "label", "labelAbbr", "tempo"];
const SHAPES = ["path", "polygon", "polyline", "rect", "ellipse", "circle"];
const OWN_ATTRIBUTES = ["id", "class", "stroke", "color"];
const MUSIC_FONTS = ["Leipzig", "Bravura"];
const FURTHER_HEAD = new RegExp(`${PIECE_MARK}\\d+$`);
/** Accidentals that Verovio takes from a music font inside text, as any text font has them. */
const TEXT_ACCIDENTALS: Readonly<Record<string, string>> = {
  "\uE260": "♭",
  "\uE261": "♮",
  "\uE262": "♯",
  "\uED60": "♭",
  "\uED61": "♮",
  "\uED62": "♯",
  "\uEA63": "♭♭",
  "\uEA64": "♭",
  "\uEA65": "♮",
  "\uEA66": "♯",
  "\uEA67": "♯♯",
};

function elementsOf(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter((child) => child instanceof XmlElement);
}

function numbersIn(text: string | undefined): readonly number[] {
  return [...(text ?? "").matchAll(/-?[\d.]+/g)].map(([number]) => Number(number));
}

class Ink {
  #bars = 0;

  /** `prefix` begins every identifier: a page may hold many pictures. */
  constructor(readonly prefix: string) {}

  rewrite(root: XmlElement): string {
    const page = elementsOf(root).find(({ name }) => name === "svg");
    const definitions = elementsOf(root).find(({ name }) => name === "defs");
    if (!page) return "";
    const margin = elementsOf(page).find(({ attributes }) => attributes["class"] === "page-margin");
    const [x = 0, y = 0] = numbersIn(margin?.attributes["transform"]);
    const [, , width = 0, height = 0] = numbersIn(page.attributes["viewBox"]);
    const glyphs = (definitions ? elementsOf(definitions) : []).flatMap((glyph) =>
      elementsOf(glyph).map(
        (path) =>
          `<path id="${this.#glyph(glyph.attributes["id"] ?? "")}" transform="scale(1-1)" d="${escaped(path.attributes["d"] ?? "")}"/>`,
      ),
    );
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-x} ${-y} ${width} ${height}" fill="currentColor" stroke="currentColor" stroke-width="0" font-family="inherit"><defs>${glyphs.join("")}</defs>${this.#children(page)}</svg>`;
  }

  #glyph(name: string): string {
    return this.prefix + name.split("-", 1)[0];
  }

  #children(element: XmlElement): string {
    return elementsOf(element)
      .map((child) => this.#drawn(child))
      .join("");
  }

  #drawn(element: XmlElement): string {
    const { name, attributes } = element;
    const classes = (attributes["class"] ?? "").split(/\s+/);
    if (classes.some((one) => DROPPED.includes(one))) return "";
    if (name === "g" || name === "svg") {
      const kind = KEPT.find((one) => classes.includes(one));
      const opening = kind && this.#opening(kind, element);
      const inner = this.#children(element);
      return opening && inner !== "" ? `<g ${opening}>${inner}</g>` : inner;
    }
    if (name === "use") return this.#use(element);
    if (name === "text") return text(element);
    if (!SHAPES.includes(name)) return "";
    const width =
      name === "path" &&
      attributes["stroke-width"] === undefined &&
      /^M\S+ \S+ L/.test(attributes["d"] ?? "");
    const kept = Object.entries(attributes).filter(
      ([key, value]) => !OWN_ATTRIBUTES.includes(key) && (key !== "fill" || value === "none"),
    );
    const all: (readonly [string, string])[] = width ? [...kept, ["stroke-width", "1"]] : kept;
    return `<${name} ${all.map(([key, value]) => `${key}="${escaped(value)}"`).join(" ")}/>`;
  }

  #opening(kind: string, { attributes }: XmlElement): string {
    if (kind === "measure") {
      this.#bars += 1;
      return `class="measure" data-bar="${this.#bars - 1}"`;
    }
    if (kind !== "note") return `class="${kind}"`;
    const engraved = attributes["id"] ?? "";
    return `id="${escaped(this.prefix + engraved)}" class="note" data-note="${escaped(engraved.replace(FURTHER_HEAD, ""))}"`;
  }

  /** A music glyph in its place; its size is Verovio's, by transform. */
  #use({ attributes }: XmlElement): string {
    const name = (attributes["href"] ?? attributes["xlink:href"] ?? "").replace(/^#/, "");
    const [x = 0, y = 0, size = 1] = numbersIn(attributes["transform"]);
    return `<use href="#${this.#glyph(name)}" transform="translate(${x} ${y})scale(${size})"/>`;
  }
}

interface Run {
  readonly size: string;
  readonly letters: string;
}

/** Each run of text with its size; a music font's size says nothing of text. */
function runsOf(element: XmlElement, size: string): readonly Run[] {
  const { attributes } = element;
  const music = MUSIC_FONTS.includes(attributes["font-family"] ?? "");
  const here = music ? "" : (attributes["font-size"] ?? size).replace(/px$/, "");
  return element.children.flatMap((child): readonly Run[] => {
    if (child instanceof XmlText) {
      const letters = child.text.replace(/[\uE000-\uF8FF]/g, (sign) => TEXT_ACCIDENTALS[sign] ?? "");
      return letters.trim() === "" && /\n/.test(letters) ? [] : [{ size: here, letters }];
    }
    return child instanceof XmlElement && child.name !== "title" ? runsOf(child, here) : [];
  });
}

function text(element: XmlElement): string {
  const runs = runsOf(element, "");
  if (runs.every(({ letters }) => letters.trim() === "")) return "";
  const usual = runs.find(({ size }) => size !== "")?.size ?? "405";
  const place = ["x", "y", "text-anchor"].flatMap((name) => {
    const value = element.attributes[name];
    return value === undefined ? [] : [`${name}="${escaped(value)}"`];
  });
  const words = runs.map(({ size, letters }) =>
    size === "" || size === usual
      ? escaped(letters)
      : `<tspan font-size="${escaped(size)}">${escaped(letters)}</tspan>`,
  );
  return `<text ${place.join(" ")} font-size="${escaped(usual)}">${words.join("")}</text>`;
}

/** Verovio's SVG of a page, rewritten. */
export function inked(svg: string, prefix: string): string {
  const { root } = parseXml(svg);
  return root === null ? "" : new Ink(prefix).rewrite(root);
}
