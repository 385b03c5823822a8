"""Cut the book's typeface down to what the book sets.

Source Serif 4 (SIL Open Font License 1.1) comes from the npm package `@fontsource-variable/source-serif-4`.
The two files this writes are kept in git, so that a build needs neither npm nor fontTools for them.
Run it again after a change to `CHARACTERS`: `python book/fonts.py`.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "@fontsource-variable" / "source-serif-4"
FONTS = Path(__file__).resolve().parent / "musicking_book" / "theme" / "static" / "fonts"

# Latin, so that any name in a western European language can be set; then the punctuation of books.
LATIN = (range(0x20, 0x7F), range(0xA0, 0x180))
PUNCTUATION = (range(0x2009, 0x200A), range(0x2010, 0x2045), (0x202F, 0x20AC, 0x2122, 0x2191, 0x2193, 0x2212))
CHARACTERS = sorted({code for part in (*LATIN, *PUNCTUATION) for code in part})
# The axis is cut to the weights that the styles use: text, quiet headings, headings.
WEIGHTS = {"normal": (400, 650), "italic": (400, 400)}


def cut(style: str) -> Path:
    """Write one style, subset and with its weight axis limited, as woff2."""
    font = TTFont(PACKAGE / "files" / f"source-serif-4-latin-wght-{style}.woff2", recalcTimestamp=False)
    options = subset.Options(layout_features=["kern", "liga", "locl", "ccmp", "tnum"], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    low, high = WEIGHTS[style]
    font = instancer.instantiateVariableFont(font, {"wght": low if low == high else (low, high)})
    target = FONTS / f"source-serif-4-{style}.woff2"
    font.flavor = "woff2"
    font.save(target)
    return target


if __name__ == "__main__":
    FONTS.mkdir(parents=True, exist_ok=True)
    for written in map(cut, WEIGHTS):
        print(f"{written.relative_to(ROOT)}: {written.stat().st_size} bytes")  # noqa: T201
    (FONTS / "OFL.txt").write_bytes((PACKAGE / "LICENSE").read_bytes())
