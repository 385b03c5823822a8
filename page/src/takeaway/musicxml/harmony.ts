// Chord symbols as MusicXML's harmony.
import { tag, type Xml, xml } from "./xml.ts";

/** What follows the root in a chord symbol → MusicXML's name of that kind. */
const KINDS: Readonly<Record<string, string>> = {
  "": "major",
  maj: "major",
  M: "major",
  m: "minor",
  min: "minor",
  "-": "minor",
  "+": "augmented",
  aug: "augmented",
  dim: "diminished",
  o: "diminished",
  "°": "diminished",
  "5": "power",
  "6": "major-sixth",
  m6: "minor-sixth",
  "7": "dominant",
  maj7: "major-seventh",
  M7: "major-seventh",
  m7: "minor-seventh",
  min7: "minor-seventh",
  mM7: "major-minor",
  dim7: "diminished-seventh",
  o7: "diminished-seventh",
  "°7": "diminished-seventh",
  m7b5: "half-diminished",
  ø7: "half-diminished",
  "+7": "augmented-seventh",
  "9": "dominant-ninth",
  maj9: "major-ninth",
  m9: "minor-ninth",
  sus2: "suspended-second",
  sus4: "suspended-fourth",
  sus: "suspended-fourth",
};

const SYMBOL = /^([A-G])(##|bb|#|b)?([^/]*)(?:\/([A-G])(##|bb|#|b)?)?$/;
const ALTERS: Readonly<Record<string, number>> = { "##": 2, "#": 1, b: -1, bb: -2 };

/** A chord symbol, or null for one that names no root: that is written as plain words. */
export function harmonyXml(symbol: string): Xml | null {
  const [, root, sign, kind = "", bass, bass_sign] = SYMBOL.exec(symbol.trim()) ?? [];
  if (root === undefined) return null;
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind]! : "other";
  return tag(
    "harmony",
    note("root", root, sign),
    xml("kind", kind === "" ? {} : { text: kind }, known),
    bass === undefined ? null : note("bass", bass, bass_sign),
  );
}

function note(name: "root" | "bass", step: string, sign: string | undefined): Xml {
  const alter = sign === undefined ? null : tag(`${name}-alter`, ALTERS[sign]!);
  return tag(name, tag(`${name}-step`, step), alter);
}
