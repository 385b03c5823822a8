// MusicXML → the two pictures of a score, by Verovio.
import { MusicError } from "../core/error.ts";
import { inked } from "./ink.ts";

/** What is used of Verovio's toolkit. */
export interface Toolkit {
  setOptions(options: Readonly<Record<string, unknown>>): void;
  loadData(data: string): boolean | number;
  renderToSVG(page: number): string;
}

/** SVG text for a wide column and for a narrow one. */
export interface Engraving {
  readonly wide: string;
  readonly narrow: string;
}

/** Sizes in Verovio's units, as the book's own scores have them (musicking/export/notation.py). */
const SETUPS = {
  wide: { pageWidth: 2050, lyricSize: 4.5 },
  narrow: { pageWidth: 970, lyricSize: 5 },
} as const;
const MARGIN = 35;
const OPTIONS = {
  breaks: "auto",
  pageHeight: 60000,
  adjustPageHeight: true,
  pageMarginLeft: MARGIN,
  pageMarginRight: 0,
  pageMarginTop: 0,
  pageMarginBottom: 0,
  minLastJustification: 0.5,
  header: "none",
  footer: "none",
  scale: 100,
  svgViewBox: true,
  svgRemoveXlink: true,
  svgFormatRaw: true,
  smuflTextFont: "none",
  xmlIdSeed: 1,
} as const;

/** Engrave a score in both layouts. Raises MusicError where it cannot be. */
export function engrave(toolkit: Toolkit, musicXml: string, prefix: string): Engraving {
  const draw = (layout: keyof typeof SETUPS): string => {
    toolkit.setOptions({ ...OPTIONS, ...SETUPS[layout] });
    if (!toolkit.loadData(musicXml))
      throw new MusicError("The score could not be engraved: see the piano roll.");
    return inked(toolkit.renderToSVG(1), `${prefix}${layout[0]}-`);
  };
  return { wide: draw("wide"), narrow: draw("narrow") };
}
