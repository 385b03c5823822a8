"""Every claim that is cited resolves; every sentence on whose music a style is says where that was looked up."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.book.test_quotations import MATERIAL, markdown_of

ROOT = Path(__file__).parents[2]
ENTRIES = re.split(r"^@", (ROOT / "references.bib").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
KEYS = {re.split(r"[{,]", entry)[1].strip() for entry in ENTRIES}
#: Words that say from where or from whom a music comes.
OF_WHOM = re.compile(
    r"Africa|America|Andalusia|Arab|Black|Brazil|Buenos|Cuba|Europe|Jamaica|Japan|Jewish|Spain|church|living tradition"
)


def table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((ROOT / "musicking" / "form" / name).read_text(encoding="utf-8"))


SAID = [
    *((f"{name} {key}", entry["culture"], entry.get("seen"))
      for name in ("styles.toml", "grooves.toml") for key, entry in table(name).items() if "culture" in entry),
    *((f"modes.toml {key}", entry["caution"], entry.get("seen", [])) for key, entry in table("modes.toml").items()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "sentence", "seen"), SAID, ids=[what for what, *_ in SAID])
def test_what_is_said_of_a_tradition_was_looked_up(what: str, sentence: str, seen: list[str] | None) -> None:
    assert seen is not None, f"{what} does not say where its sentence was looked up: give `seen`"
    assert set(seen) <= KEYS, f"{what} names a source that is not in references.bib"
    assert seen or not OF_WHOM.search(sentence), f"{what} says whose music it is, and names no source: {sentence}"


def test_no_entry_stands_twice() -> None:
    assert len(KEYS) == len(ENTRIES)


def test_what_is_cited_is_in_the_references() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("*.ipynb"), *ROOT.glob("chapters/*"), *ROOT.glob("exercises/*")]
    cited = {
        key.strip()
        for page in pages
        if page.is_file()
        for keys in re.findall(r"\{cite[a-z:]*\}`([^`]+)`", page.read_text(encoding="utf-8"))
        for key in keys.split(",")
    }
    assert cited <= KEYS, cited - KEYS


#: Techniques in Bruscia's list whose names were seen in no source: they are not printed as his.
UNSEEN = re.compile(
    r"\b(making spaces|completing|interjecting|modeling|introducing change|differentiating|modulating|intensifying|"
    r"calming|receding|holding|doubling|making transitions|anchoring)\b",
    re.IGNORECASE,
)


def test_no_technique_is_called_bruscias_that_was_not_seen() -> None:
    for page in MATERIAL:
        for paragraph in re.split(r"\n\s*\n", markdown_of(page)):
            if "Bruscia" in paragraph and "name" in paragraph:
                unseen = UNSEEN.search(paragraph)
                assert not unseen, f"{page.name}: {unseen} is not known as Bruscia's"
