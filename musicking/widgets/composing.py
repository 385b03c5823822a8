"""What a page asks its kernel to compose: the form lab beyond what was composed beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Mapping


def answer(content: object) -> tuple[dict[str, Any], list[bytes]] | None:
    """Answer a page that asks for a piece, with its score or with a sentence; None if it asks for none.

    Parameters
    ----------
    content
        What the page sends: ``{"compose": choice, "request": number}``, or ``"elements"`` in place of the choice
        to learn which grooves, modes and progressions there are.

    Examples
    --------
    >>> answer({"compose": {"own": {"groove": "walz"}}, "request": 3})[0]
    {'request': 3, 'error': "There is no groove called 'walz'. Try: waltz, ballad."}
    """
    asked: Mapping[str, object] = content if isinstance(content, dict) else {}
    if "compose" not in asked:
        return None
    from musicking.form.layer_choice import choice_from_json
    from musicking.form.own_piece import compose_own, elements

    head = {"request": asked.get("request")}
    try:
        what = asked["compose"]
        return head | {"answer": elements() if what == "elements" else compose_own(choice_from_json(what))}, []
    except MusicError as refusal:
        return head | {"error": str(refusal)}, []
