"""The phrase arch: tempo and level rise together towards the middle of a phrase, and fall together to its end."""

from __future__ import annotations

from itertools import pairwise
from math import atanh, sqrt
from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.expression.placing import placed
from musicking.expression.shapes import DECIMALS, fitted, within
from musicking.interpretation import Interpretation
from musicking.score import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from musicking.interpretation import Table

#: Where in its phrase the arch of the named shapes peaks, as a share of its beats.
APEX = 0.6
#: Tempo and level of the named shapes: k_t, and k_d in dB.
SIZES = {"subtle": (0.06, 2.5), "clear": (0.14, 5.0), "bold": (0.25, 8.0)}
EARLIEST_APEX, LATEST_APEX = 0.2, 0.8
MOST_TEMPO, MOST_DB = 0.4, 20.0
PIECES_A_SIDE = 16


def arch_shares(k_t: float, apex: float = APEX) -> Table:
    """Return the share of time that each place of a phrase takes under an arch of tempo, with mean 1.

    Parameters
    ----------
    k_t
        Depth, 0 to 0.4: the tempo at the peak is to that at both ends as ``1 + k_t / 3`` to ``1 - 2 * k_t / 3``.
    apex
        Where the tempo peaks, as a share of the phrase's beats, 0.2 to 0.8.

    Returns
    -------
    Table of 33 points (x, share of time): a rubato of one cycle.

    Notes
    -----
    With u = (x - apex) / (apex before it, 1 - apex after it) the tempo factor is m = 1 + k_t (1/3 - u^2), and the
    share of time 1/m, divided by its mean, so that the phrase lasts as long as without it.

    Examples
    --------
    >>> shares = dict(arch_shares(0.25))
    >>> shares[0.0] > 1 > shares[0.6], shares[0.0] == shares[1.0]
    (True, True)
    """
    within(k_t, 0, MOST_TEMPO, "k_t (depth of the arch of tempo)")
    within(apex, EARLIEST_APEX, LATEST_APEX, "apex (where the arch peaks, as a share of the phrase)")
    if k_t == 0:
        return ((0.0, 1.0), (1.0, 1.0))
    root = sqrt(k_t / (1 + k_t / 3))
    scale = atanh(root)

    def seconds(x: float) -> float:
        u = _distance(x, apex)
        return (apex if x < apex else 1 - apex) * atanh(root * u) / scale

    points = [(x, root / scale / (1 - (root * _distance(x, apex)) ** 2)) for x in _places(apex)]
    return _balanced(fitted(points, seconds))


def arch_levels(k_d: float, apex: float = APEX) -> Table:
    """Return the level in dB over a phrase under an arch of loudness: ``k_d (1/3 - u^2)``, u as in `arch_shares`.

    Parameters
    ----------
    k_d
        From both ends to the peak, in dB, 0 to 20; over the phrase the mean is 0 dB.
    apex
        Where it peaks, as a share of the phrase's beats, 0.2 to 0.8.

    Examples
    --------
    >>> levels = dict(arch_levels(6))
    >>> levels[0.0], levels[0.6], levels[1.0]
    (-4.0, 2.0, -4.0)
    """
    within(k_d, 0, MOST_DB, "k_d (height of the arch of level, in dB)")
    within(apex, EARLIEST_APEX, LATEST_APEX, "apex (where the arch peaks, as a share of the phrase)")
    return tuple((x, round(k_d * (1 / 3 - _distance(x, apex) ** 2), DECIMALS)) for x in _places(apex))


def phrase_arch(  # noqa: PLR0913 (each is a musical choice)
    places: Place | Iterable[Place | tuple[Fraction | float, Fraction | float]],
    shape: str = "clear",
    *,
    amount: float = 1,
    k_t: float | None = None,
    k_d: float | None = None,
    apex: float | None = None,
) -> Interpretation:
    """Shape phrases as arches: faster and louder towards the middle, slower and softer towards the end.

    Parameters
    ----------
    places
        One place, as `Score.place` returns it, or several, such as ``score.phrases``: each is an arch.
    shape
        ``"subtle"``, ``"clear"`` or ``"bold"``: k_t of 0.06, 0.14 or 0.25, k_d of 2.5, 5 or 8 dB.
    amount
        How much of both is used, 0 to 1.
    k_t, k_d
        Numbers of your own in place of a shape: depth of tempo (0 to 0.4) and height of level in dB (0 to 20).
    apex
        Where the arch peaks, as a share of the phrase's beats, 0.2 to 0.8; 0.6 if nothing is said.

    Returns
    -------
    Interpretation
        For each place a rubato of all voices and a phrase arch of level.

    Notes
    -----
    With u = (p - apex) / (apex before it, 1 - apex after it) at the share p of a phrase, the tempo factor is
    1 + k_t (1/3 - u^2) and the level k_d (1/3 - u^2) dB. Both average to nothing; time is renormalised so that each
    phrase lasts as long as without its arch, which therefore is a rubato and cannot meet another.

    That tempo and loudness are coupled, and a phrase tends to grow and to fade, is N. P. McAngus Todd, "The dynamics of
    dynamics: a model of musical expression", *J. Acoust. Soc. Am.* 91(6), 1992, 3540-3550. This parabola and its sizes
    are defaults of this book, after that idea, and no finding.

    Examples
    --------
    >>> arch = phrase_arch([(0, 8), (8, 16)], "subtle")
    >>> [(item.kind, item.shape, item.from_beat) for item in arch.components[:2]]
    [('rubato', 'arch_subtle', 0.0), ('phrase_arch', 'subtle', 0.0)]
    >>> phrase_arch(Place(0, 8), k_d=6, apex=0.5).components[1].shape[16]
    (0.5, 2.0)
    """
    if shape not in SIZES:
        raise MusicError(f'A phrase arch has no shape "{shape}". Try: {", ".join(SIZES)}.')
    tempo: str | Table = f"arch_{shape}"
    level: str | Table = shape
    if not k_t is k_d is apex is None:
        own_t, own_d = SIZES[shape]
        peak = APEX if apex is None else apex
        tempo = arch_shares(own_t if k_t is None else k_t, peak)
        level = arch_levels(own_d if k_d is None else k_d, peak)
    made = Interpretation()
    for where in (places,) if isinstance(places, Place) else places:
        place = where if isinstance(where, Place) else Place(*where)  # type: ignore[arg-type]  # `placed` makes floats of any beats
        made += placed("rubato", place, tempo, until="stay", amount=amount)
        made += placed("phrase_arch", place, level, until="end", amount=amount)
    return made


def _places(apex: float) -> list[float]:
    """Return places of a phrase, evenly spread on each side of its peak."""
    before = [round(apex * k / PIECES_A_SIDE, DECIMALS) for k in range(PIECES_A_SIDE)]
    after = [round(apex + (1 - apex) * k / PIECES_A_SIDE, DECIMALS) for k in range(1, PIECES_A_SIDE + 1)]
    return [*before, apex, *after]


def _distance(x: float, apex: float) -> float:
    """Return u: how far a place lies from the peak, -1 at the beginning, 1 at the end."""
    return (x - apex) / (apex if x < apex else 1 - apex)


def _balanced(table: Table) -> Table:
    """Return the table with mean 1: the peak takes up what rounding has left."""
    over = sum((right - left) * (a + b) / 2 for (left, a), (right, b) in pairwise(table)) - 1
    points = list(table)
    x, share = points[PIECES_A_SIDE]
    points[PIECES_A_SIDE] = (x, share - 2 * over / (points[PIECES_A_SIDE + 1][0] - points[PIECES_A_SIDE - 1][0]))
    return tuple(points)
