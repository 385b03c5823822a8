"""Whether an interpretation suits a score; what does not is said in one sentence (spec §4)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.expression.kinds import kinds
from musicking.performance.tables import family_of, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.interpretation import Accent, Component, Hold, Interpretation, Table
    from musicking.performance.chains import Chain
    from musicking.score import Score

SLOWEST_SPEED, FASTEST_SPEED = 0.25, 4.0
LEAST_FACTOR, GREATEST_FACTOR = 0.1, 10.0
LONGEST_RATIO, LONGEST_BREATH = 8.0, 8.0
MOST_LENGTHENED = 2.0
HAND_DB = 40.0
FEWEST_POINTS, MOST_POINTS = 2, 65
# How far the mean of a rubato's shares may lie from 1.
BALANCE = 1e-12


def check_speed(speed: float) -> None:
    """Raise MusicError if the practice tempo is out of reach."""
    if not SLOWEST_SPEED <= speed <= FASTEST_SPEED:
        raise MusicError(f"The speed must lie from {SLOWEST_SPEED:g} to {FASTEST_SPEED:g}; it is {speed:g}.")


def check_interpretation(score: Score, laid: Interpretation, chains: Mapping[str, Chain]) -> None:
    """Raise MusicError if an item of the interpretation does not suit the score."""
    for item in laid.components:
        _check_component(item, score)
    _check_rubatos(laid, score)
    first = min((chain.onset_beat for chain in chains.values()), default=0.0)
    for hold in laid.holds:
        _check_note("fermata", hold, score, chains)
        _check_hold(hold, chains[hold.note], score, first)
    for accent in laid.accents:
        _check_note("accent", accent, score, chains)
        _check_accent(accent, chains[accent.note], score)
    _check_hand("tempo", laid.hand_tempo, (LEAST_FACTOR, GREATEST_FACTOR), score)
    _check_hand("level", laid.hand_level, (-HAND_DB, HAND_DB), score)


def _check_component(item: Component, score: Score) -> None:
    family = family_of(item)
    what = f"The {kinds()[item.kind].name} from {_place(score, item.from_beat)}"
    if not item.from_beat < item.to_beat:
        raise MusicError(f"{what} must end after it begins, not at {_place(score, item.to_beat)}.")
    if item.until_beat is not None and not item.until_beat >= item.to_beat:
        raise MusicError(f"{what} cannot be given up at {_place(score, item.until_beat)}, before it ends.")
    last = item.to_beat if item.until_beat is None else item.until_beat
    if not (float(score.start_beat) <= item.from_beat and last <= float(score.end_beat)):
        raise MusicError(f"{what} reaches beyond the music, which {_extent(score)}.")
    _check_amount(what, item.amount)
    _check_table(what, family, table_of(item))
    if family == "warp":
        if item.cycles < 1 or item.cycles != int(item.cycles):
            raise MusicError(f"{what} must have a whole number of cycles, at least 1, not {item.cycles:g}.")
        if item.voice is not None and all(voice.id != item.voice for voice in score.voices):
            known = ", ".join(voice.id for voice in score.voices) or "none"
            raise MusicError(f'{what} belongs to a voice "{item.voice}" that is not there. Voices: {known}.')


def _check_table(what: str, family: str, table: Table) -> None:
    xs = [x for x, _ in table]
    values = [value for _, value in table]
    rising = all(left < right for left, right in pairwise(xs))
    if not (FEWEST_POINTS <= len(table) <= MOST_POINTS and rising and xs[0] == 0 and xs[-1] == 1):
        raise MusicError(f"{what} needs a table of {FEWEST_POINTS} to {MOST_POINTS} points whose x rises from 0 to 1.")
    if family == "tempo" and not all(LEAST_FACTOR <= value <= GREATEST_FACTOR for value in values):
        raise MusicError(f"{what} has a factor outside {LEAST_FACTOR:g} to {GREATEST_FACTOR:g}.")
    if family == "warp":
        if min(values) <= 0:
            raise MusicError(f"{what} has a share of time that is not above 0.")
        mean = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(table))
        if not abs(mean - 1) <= BALANCE:
            raise MusicError(f"{what} does not give back what it takes: its shares have the mean {mean:g}, not 1.")


def _check_rubatos(laid: Interpretation, score: Score) -> None:
    rubatos = [item for item in laid.components if family_of(item) == "warp"]
    for voice in [None, *(voice.id for voice in score.voices)]:
        mine = sorted(
            (item for item in rubatos if item.voice is None or item.voice == voice),
            key=lambda item: item.from_beat,
        )
        for earlier, later in pairwise(mine):
            if later.from_beat < earlier.to_beat:
                place = _place(score, later.from_beat)
                raise MusicError(f"Two rubatos overlap at {place}: let one end before the other begins.")


def _check_note(what: str, item: Hold | Accent, score: Score, chains: Mapping[str, Chain]) -> None:
    if item.note not in chains:
        raise MusicError(f'The {what} is on a note "{item.note}" that {score.title or "the score"} does not have.')
    _check_amount(f"The {what} on {_place(score, chains[item.note].onset_beat)}", item.amount)


def _check_hold(hold: Hold, chain: Chain, score: Score, first_onset: float) -> None:
    what = f"The fermata on {_place(score, chain.onset_beat)}"
    if chain.end_beat <= first_onset:
        raise MusicError(f"{what} lies before the music begins.")
    if not 1 <= hold.ratio <= LONGEST_RATIO:
        raise MusicError(f"{what} must last 1 to {LONGEST_RATIO:g} times as long, not {hold.ratio:g}.")
    if not 0 <= hold.breath_beats <= LONGEST_BREATH:
        raise MusicError(f"{what} takes a breath of 0 to {LONGEST_BREATH:g} beats, not {hold.breath_beats:g}.")


def _check_accent(accent: Accent, chain: Chain, score: Score) -> None:
    if not 1 <= accent.lengthen <= MOST_LENGTHENED:
        what = f"The accent on {_place(score, chain.onset_beat)}"
        raise MusicError(f"{what} must last 1 to {MOST_LENGTHENED:g} times as long, not {accent.lengthen:g}.")


def _check_hand(layer: str, handles: Table, limits: tuple[float, float], score: Score) -> None:
    if any(left >= right for (left, _), (right, _) in pairwise(handles)):
        raise MusicError(f"The handles of the {layer} drawn by hand must rise from beat to beat.")
    for beat, value in handles:
        if not limits[0] <= value <= limits[1]:
            raise MusicError(
                f"The {layer} drawn by hand is {value:g} at {_place(score, beat)}; "
                f"it goes from {limits[0]:g} to {limits[1]:g}."
            )
        if not float(score.start_beat) <= beat <= float(score.end_beat):
            raise MusicError(f"The {layer} drawn by hand has a handle outside the music, which {_extent(score)}.")


def _check_amount(what: str, amount: float) -> None:
    if not 0 <= amount <= 1:
        raise MusicError(f"{what} has the amount {amount:g}; an amount lies from 0 to 1.")


def _extent(score: Score) -> str:
    if not score.bars:
        return f"goes from beat {float(score.start_beat):g} to {float(score.end_beat):g}"
    return f"goes from {_place(score, float(score.start_beat))} to {_place(score, float(score.bars[-1].start_beat))}"


def _place(score: Score, beat: float) -> str:
    """Return a place as a reader knows it; one outside the music has only its beat."""
    from musicking.words.places import place_name  # the words build on performances

    inside = score.bars and float(score.start_beat) <= beat <= float(score.end_beat)
    return place_name(score, beat) if inside else f"beat {beat:g}"
