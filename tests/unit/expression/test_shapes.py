"""The shapes against their closed forms."""

from collections.abc import Callable
from itertools import accumulate
from math import cos, log, pi, pow, sin  # noqa: A004 (floats in, float out)

import pytest

from musicking.curve import Curve
from musicking.errors import MusicError
from musicking.expression.arch import arch_levels, arch_shares
from musicking.expression.kinds import kinds
from musicking.expression.shapes import Table, another_tempo, quickening, slowing, steady, stolen_time, straight

# Sixteen beats at 60 a minute.
SECONDS = 16


def furthest(table: Table, closed: Callable[[float], float]) -> float:
    """Return the greatest distance in seconds between a table and its closed form."""
    curve = Curve(table)
    return max(abs(curve.integral_to(k / 1000) - closed(k / 1000)) for k in range(1001)) * SECONDS


@pytest.mark.parametrize("w", [0.9, 0.65, 0.4, 0.3])
@pytest.mark.parametrize("q", [1, 2, 3, 5])
def test_ritardando_keeps_to_friberg_and_sundberg(w: float, q: float) -> None:
    a = pow(w, q) - 1

    def seconds(x: float) -> float:
        if q == 1:
            return log(1 + a * x) / a
        return (pow(1 + a * x, 1 - 1 / q) - 1) / (a * (1 - 1 / q))

    table = slowing(w, q)
    assert furthest(table, seconds) < 0.001
    assert table[-1][1] == pytest.approx(1 / w)


def test_ritardando_stretches_as_published() -> None:
    # Total stretch for q = 3: 2/3-power law of the closed form, worked out for w = 0.5 as 9/7.
    assert Curve(slowing(0.5)).integral_to(1) == pytest.approx(9 / 7, abs=1e-4)


@pytest.mark.parametrize("ratio", [1.06, 1.25, 1.6, 4])
def test_accelerando_is_geometric_in_beats(ratio: float) -> None:
    assert furthest(quickening(ratio), lambda x: (1 - ratio**-x) / log(ratio)) < 0.001
    assert quickening(ratio)[-1][1] == pytest.approx(1 / ratio)


@pytest.mark.parametrize("depth", [0.08, 0.2, 0.35, 0.9])
def test_rubato_keeps_to_its_waves(depth: float) -> None:
    half = depth / (2 * pi)
    assert furthest(stolen_time(depth), lambda x: x + half * (1 - cos(2 * pi * x))) < 0.001
    assert furthest(stolen_time(depth, "hump"), lambda x: x + half * sin(2 * pi * x)) < 0.001


@pytest.mark.parametrize("apex", [0.2, 0.4, 0.6, 0.8])
@pytest.mark.parametrize("k_t", [0.06, 0.14, 0.25, 0.4])
def test_a_phrase_arch_keeps_to_its_parabola(k_t: float, apex: float) -> None:
    def tempo(x: float) -> float:
        u = (x - apex) / (apex if x < apex else 1 - apex)
        return 1 + k_t * (1 / 3 - u * u)

    # By a sum of its own: ten thousand steps, each taken in its middle.
    steps = [1 / tempo((k + 0.5) / 10_000) for k in range(10_000)]
    sums = [0.0, *accumulate(steps)]
    table = arch_shares(k_t, apex)
    assert furthest(table, lambda x: sums[round(x * 10_000)] / sums[-1]) < 0.001
    assert abs(Curve(table).integral_to(1) - 1) <= 1e-12
    assert min(table, key=lambda point: point[1])[0] == apex


@pytest.mark.parametrize("apex", [0.2, 0.6, 0.8])
def test_an_arch_of_level_peaks_where_it_should_and_averages_to_nothing(apex: float) -> None:
    table = arch_levels(6, apex)
    assert (table[0][1], table[-1][1], dict(table)[apex]) == (-4, -4, 2)
    assert Curve(table).integral_to(1) == pytest.approx(0, abs=0.02)


def test_every_shape_is_a_table_that_the_spec_allows() -> None:
    for kind in kinds().values():
        for name, table in kind.shapes.items():
            if kind.family == "hold":
                assert 1 <= table["ratio"] <= 8
                continue
            if kind.family == "accent":
                assert 0 < table["level_db"] <= 10
                continue
            xs = [x for x, _ in table]
            assert 2 <= len(table) <= 65, name
            assert xs[0] == 0
            assert xs[-1] == 1
            assert xs == sorted(set(xs))
            if kind.family == "warp":
                assert abs(Curve(table).integral_to(1) - 1) <= 1e-12


@pytest.mark.parametrize("form", ["", "slower_", "louder_"])
def test_bolder_shapes_go_further(form: str) -> None:
    neutral = {"tempo": 1, "level": 0}
    for kind in kinds().values():
        if kind.family in neutral and f"{form}clear" in kind.shapes:
            ends = [abs(kind.shapes[form + size][-1][1] - neutral[kind.family]) for size in ("subtle", "clear", "bold")]
            assert ends == sorted(set(ends)), kind.name


def test_a_contrast_goes_both_ways() -> None:
    tempo, dynamic = kinds()["tempo_contrast"].shapes, kinds()["dynamic_contrast"].shapes
    # Tempo over the tempo before, as the book gives it.
    ratios = {name: 1 / table[0][1] for name, table in tempo.items()}
    assert ratios == pytest.approx(
        {"subtle": 1.06, "clear": 1.33, "bold": 2, "slower_subtle": 0.94, "slower_clear": 0.75, "slower_bold": 0.5},
        abs=1e-8,
    )
    for size in ("subtle", "clear", "bold"):
        assert dynamic[size][0][1] == -dynamic[f"louder_{size}"][0][1] < 0


def test_a_step_is_there_at_once_and_stays() -> None:
    for name in ("tempo_contrast", "forte", "piano", "dynamic_contrast"):
        assert all(table[0][1] == table[1][1] and len(table) == 2 for table in kinds()[name].shapes.values())


@pytest.mark.parametrize(
    "make",
    [
        lambda: slowing(1.2),
        lambda: slowing(0.05),
        lambda: slowing(0.5, 0.5),
        lambda: quickening(0.9),
        lambda: another_tempo(0),
        lambda: another_tempo(11),
        lambda: stolen_time(0.95),
        lambda: stolen_time(0.2, "jump"),  # type: ignore[arg-type]  # wrong on purpose
    ],
)
def test_numbers_out_of_reach_are_refused(make: Callable[[], Table]) -> None:
    with pytest.raises(MusicError):
        make()


def test_no_change_is_a_flat_table() -> None:
    assert {value for _, value in slowing(1)} == {1.0}
    assert {value for _, value in quickening(1)} == {1.0}
    assert {value for _, value in stolen_time(0)} == {1.0}
    assert {value for _, value in arch_shares(0)} == {1.0}
    assert another_tempo(1) == steady(1)
    assert straight(0) == ((0.0, 0.0), (1.0, 0.0))
