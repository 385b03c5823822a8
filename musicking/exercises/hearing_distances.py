"""How far apart two names are to the ear, counted from what the tables know of them.

The numbers order the pairs of a topic and mean nothing between topics. That the ear goes by them is a design choice.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from musicking.expression.kinds import ON_NOTES, kinds
from musicking.form.groove import groove
from musicking.form.phrases import phrase_kinds
from musicking.form.style import style_of, styles
from musicking.form.tonality import modes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from musicking.form.style import Style

    #: Two names, and their topic in ``hearing.toml``.
    Compare = Callable[[str, str, Mapping[str, Any]], int]

_DYNAMICS = frozenset({"level", "accent"})
#: From these tempos on, in beats of the metre a minute, a groove goes at a moderate pace, and at a quick one.
_MODERATE_BPM, _QUICK_BPM = 80, 120


def component_distance(one: str, other: str, topic: Mapping[str, Any]) -> int:
    """Compare two expressive components: 3 between tempo and dynamics, 1 where only one of two is gradual, else 2.

    Examples
    --------
    >>> [component_distance("ritardando", other, {"alike": []}) for other in ("fermata", "rubato", "crescendo")]
    [1, 2, 3]
    """
    if _stands_in(topic["alike"], one, other):
        return 0
    families = [kinds()[name].family in _DYNAMICS for name in (one, other)]
    if families[0] != families[1]:
        return 3
    return 2 if is_gradual(one) == is_gradual(other) else 1


def is_gradual(component: str) -> bool:
    """Say whether a component changes the music little by little, and not at once.

    Examples
    --------
    >>> is_gradual("crescendo"), is_gradual("tempo_contrast"), is_gradual("fermata")
    (True, False, False)
    """
    kind = kinds()[component]
    return kind.family not in ON_NOTES and len({value for _, value in kind.shapes["bold"]}) > 1


def mode_distance(one: str, other: str, _topic: Mapping[str, Any]) -> int:
    """Count the tones that one of two modes on the same tonic has and the other lacks.

    Examples
    --------
    >>> mode_distance("dorian", "aeolian", {})
    1
    """
    mine, yours = (set(modes()[name].steps) for name in (one, other))
    return max(len(mine - yours), len(yours - mine))


def groove_distance(one: str, other: str, topic: Mapping[str, Any]) -> int:
    """Count in what two grooves differ: beats in the bar, how a beat is divided, the pace; and add 1.

    Examples
    --------
    >>> groove_distance("waltz", "march", {"names": {"waltz": {}, "march": {}}})
    2
    """
    mine, yours = (groove_feel(name, topic["names"][name]) for name in (one, other))
    return 1 + sum(a != b for a, b in zip(mine, yours, strict=True))


def groove_feel(name: str, told: Mapping[str, Any]) -> tuple[int, int, str]:
    """Return the beats in a bar of a style's groove, into how many a beat is divided, and its pace.

    Parameters
    ----------
    told
        ``division`` and ``pace`` where they are felt otherwise than the tables say.

    Examples
    --------
    >>> groove_feel("gospel", {}), groove_feel("reggae", {"pace": "slow"})
    ((4, 3, 'slow'), (4, 2, 'slow'))
    """
    played = style_played(name)
    own = groove(played.groove)
    in_three = own.swing or own.beat_quarters == Fraction(3, 2)
    division = told.get("division", 3 if in_three else 2)
    pace = "slow" if played.tempo_bpm < _MODERATE_BPM else "moderate" if played.tempo_bpm < _QUICK_BPM else "quick"
    return own.beats_per_bar, division, told.get("pace", pace)


def style_played(name: str) -> Style:
    """Return what the form lab plays under a name: a style, or a groove that no style has.

    Examples
    --------
    >>> style_played("gospel").groove, style_played("samba").groove
    ('gospel128', 'samba')
    """
    return styles().get(name) or style_of(name)


def cadence_distance(one: str, other: str, _topic: Mapping[str, Any]) -> int:
    """Count in which of their two chords two cadences of a major key differ, and add 1.

    Examples
    --------
    >>> cadence_distance("authentic", "deceptive", {}), cadence_distance("half", "deceptive", {})
    (2, 3)
    """
    mine, yours = (modes()["ionian"].cadences[name].split() for name in (one, other))
    return 1 + sum(a != b for a, b in zip(mine, yours, strict=True))


def phrase_distance(one: str, other: str, topic: Mapping[str, Any]) -> int:
    """Compare two kinds of phrase: 1 where they lie near, 3 where one alone has an answering voice, else 2.

    Examples
    --------
    >>> phrase_distance("period", "call_and_response", {"close": []})
    3
    """
    if _stands_in(topic["close"], one, other):
        return 1
    answered = [any(">" in bars for bars in phrase_kinds()[name].bars.values()) for name in (one, other)]
    return 3 if answered[0] != answered[1] else 2


def _stands_in(pairs: list[list[str]], one: str, other: str) -> bool:
    return any({one, other} == set(pair) for pair in pairs)


#: How the names of a topic are compared; other topics ask among all their names.
DISTANCES: Mapping[str, Compare] = MappingProxyType(
    {
        "component": component_distance,
        "mode": mode_distance,
        "groove": groove_distance,
        "cadence": cadence_distance,
        "phrase": phrase_distance,
    }
)
