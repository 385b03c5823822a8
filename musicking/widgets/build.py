"""Build: the form lab, where a small piece grows from one element."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from musicking.form.examples import examples as pieces_to_hear
from musicking.form.layer_choice import choice_from_json, choice_to_json
from musicking.form.layers import assemble, read_tables
from musicking.form.own_piece import compose_own
from musicking.widgets import assets
from musicking.widgets.page_widget import PageWidget

if TYPE_CHECKING:
    from musicking.form.layers import Choice

_FILE = "layers/form.json"


class Build(PageWidget):
    """Build a small piece from the elements of form, and change any of them while it plays.

    Parameters
    ----------
    examples
        Whether it offers the twenty-four pieces of `musicking.form.examples`.
    classroom
        Whether it opens in classroom view.
    **choice
        What it begins with, as in `musicking.form.layers.Choice`: ``style``, ``tonality``, ``tonic``,
        ``progression``, ``phrase``, ``plan``, ``tempo_bpm``, ``layers``, ``open_every``, ``balance_db``, ``human``; and
        ``own``, what lies outside the layers: ``own={"progression": "I vi ii V", "seed": 12}``
        (`musicking.form.own_piece`). Online there is no Python to compose it: that takes JupyterLab.

    Raises
    ------
    MusicError
        If an element is not among the layers.

    Examples
    --------
    >>> build = Build(style="waltz", tonality="ionian", progression="primary")  # doctest: +SKIP
    >>> build.data["title"]  # doctest: +SKIP
    'AABA in D Ionian, Waltz'
    """

    choice = traitlets.Dict().tag(sync=True)
    examples: traitlets.List[list[Any]] = traitlets.List(read_only=True).tag(sync=True)
    classroom = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(self, *, examples: bool = False, classroom: bool = False, **choice: Any) -> None:  # noqa: ANN401 (checked by assemble)
        self.set_trait("widget", "build")
        if examples:
            self.set_trait("examples", [[title, choice_to_json(piece)] for title, piece in pieces_to_hear().items()])
        made = choice_from_json(choice)
        _score_of(made)
        super().__init__(classroom=classroom, choice=choice_to_json(made))

    @property
    def data(self) -> dict[str, Any]:
        """The score of what is chosen now, as JSON data."""
        return _score_of(choice_from_json(self.choice))

    def page_traits(self) -> dict[str, Any]:
        """Return what the piece is built from at first."""
        return {"choice": self.choice, "classroom": self.classroom, "examples": self.examples}

    def paper(self) -> str:
        """Return what stands on paper: the piece in words, with its chords and a link to its sound."""
        score = self.data
        chords = " ".join(symbol for _, symbol in score["chords"][:16])
        rows = "".join(
            f"<dt>{escape(heading.capitalize())}</dt><dd>{escape(words)}</dd>"
            for heading, words in score["origin"].items()
            if words
        )
        sound = f'<p><a href="{_sound(score)}">Hear it as a sound file</a></p>'
        pieces = "".join(
            f'<li><a href="{_sound(_score_of(choice_from_json(piece)), title)}">{escape(title)}</a></li>'
            for title, piece in self.examples
        )
        hear = f"<p>Pieces to listen to:</p><ol>{pieces}</ol>" if pieces else ""
        return f"{hear}<p>{escape(score['title'])}</p><dl>{rows}<dt>Chords</dt><dd>{escape(chords)}</dd></dl>{sound}"


def _sound(data: dict[str, Any], title: str = "") -> str:
    """Order a piece as a sound file; return its address, escaped."""
    from musicking.export.book_sounds import order
    from musicking.performance import perform
    from musicking.score_json import score_from_json

    score = score_from_json(data)
    made_of = [score.origin[name] for name in ("phrase", "progression") if score.origin.get(name)]
    said = [f"{score.title}: {', '.join(made_of)}."]
    return escape(order(perform(score), title or score.title, said), quote=True)


def _score_of(choice: Choice) -> dict[str, Any]:
    return assemble(read_tables(assets.read(_FILE)), choice) if choice.own is None else compose_own(choice)
