"""What an interpretation changes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.curve import Curve
from musicking.interpretation import Interpretation
from musicking.performance.tables import arch_top, family_of, table_of
from musicking.performance.timeline import Timeline
from musicking.performance.timing import hold_seconds
from musicking.words.places import duration, end_name, one_decimal, place_name, rounded, span_name
from musicking.words.sentences import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.interpretation import Accent, Component, Hold, Table
    from musicking.score import Score


def describe(score: Score, interpretation: Interpretation) -> list[str]:
    """Return what an interpretation changes, one sentence for each thing.

    Raises
    ------
    MusicError
        When the interpretation does not suit the score.

    Examples
    --------
    >>> from musicking import Bar, Metre, Note, Score, Voice, fermata
    >>> melody = Voice("melody", "Melody", "piano", (Note("m0", 0, 2, 60), Note("m1", 2, 4, 67)))
    >>> score = Score("Two notes", (melody,), (Bar(1, 0, 4),), (Metre(0, 4, 4),), ((0, 0.5),))
    >>> for sentence in describe(score, fermata("m0", ratio=2)):
    ...     print(sentence)
    Fermata on bar 1, Melody: the note lasts 2 times as long (1 second more).
    It lasts 3 seconds, 1 second longer than as written.
    """
    timeline = Timeline.of(score, interpretation)
    sentences = [_component(timeline, item) for item in interpretation.components if item.amount > 0]
    sentences += [_hold(timeline, hold) for hold in interpretation.holds if hold.amount > 0]
    sentences += [
        _accent(timeline, accent)
        for accent in interpretation.accents
        if accent.amount > 0 and (accent.level_db != 0 or accent.lengthen > 1)
    ]
    layers = {"hand_tempo": interpretation.hand_tempo, "hand_level": interpretation.hand_level}
    sentences += [_hand(score, layer, handles) for layer, handles in layers.items() if len(handles) > 1]
    if not sentences:
        return [WORDS["nothing"]]
    if timeline.is_clipped():
        sentences.append(WORDS["clipped"])
    return [*sentences, _lasting(timeline)]


def _component(timeline: Timeline, item: Component) -> str:
    gaps = {
        "name": WORDS["names"][item.kind],
        "span": span_name(timeline.score, item.from_beat, item.to_beat),
    }
    if family_of(item) == "warp":
        return _rubato(timeline, item, gaps)
    if family_of(item) == "tempo":
        change, after = _tempo_change(timeline, item), WORDS["tempo_after"]
    else:
        change, after = _level_change(timeline, item), WORDS["level_after"]
    return str(WORDS["component"].format(**gaps, change=change, after=_after(timeline.score, item, after)))


def _is_step(item: Component) -> bool:
    """Return whether it changes the music at once and then keeps it so."""
    return len({value for _, value in table_of(item)}) == 1


def _tempo_change(timeline: Timeline, item: Component) -> str:
    own = 1 + item.amount * (table_of(item)[0][1] - 1)
    period = timeline.tempo.value_at(item.from_beat)
    step = _is_step(item)
    before = rounded(60 * own / period)
    reached = rounded(60 / (period if step else timeline.tempo.value_before(item.to_beat)))
    words = WORDS["tempo_step" if step else "tempo"]
    return str(words[_direction(reached - before)].format(before=before, reached=reached))


def _level_change(timeline: Timeline, item: Component) -> str:
    top = arch_top(table_of(item))
    if top is not None:
        return _arch(timeline, item, top)
    own = item.amount * table_of(item)[0][1]
    step = _is_step(item)
    level = timeline.level
    rise = own if step else level.value_before(item.to_beat) - (level.value_at(item.from_beat) - own)
    db = one_decimal(abs(rise))
    return str(WORDS["level_step" if step else "level"]["keeps" if db == "0" else _direction(rise)].format(db=db))


def _arch(timeline: Timeline, item: Component, top: tuple[float, float]) -> str:
    x, level = top
    swells = item.amount * (level - table_of(item)[0][1])
    place = place_name(timeline.score, item.from_beat + x * (item.to_beat - item.from_beat))
    return str(WORDS["level_arch"].format(db=one_decimal(swells), top=place))


def _direction(change: float) -> str:
    return "keeps" if change == 0 else "rises" if change > 0 else "falls"


def _after(score: Score, item: Component, words: Mapping[str, str]) -> str:
    """Return what follows a component: nothing where the music is over."""
    if item.to_beat >= float(score.end_beat):
        return words["nothing"]
    if item.until_beat is None or item.until_beat >= float(score.end_beat):
        return words["stay"]
    if item.until_beat == item.to_beat:
        return words["end"]
    return words["until"].format(until=end_name(score, item.until_beat))


def _rubato(timeline: Timeline, item: Component, gaps: Mapping[str, str]) -> str:
    shares = Curve(tuple((x, 1 + item.amount * (share - 1)) for x, share in table_of(item)))
    shifts = [shares.integral_to(x) - x for x in shares.beats[1:-1]]
    cycle_beats = (item.to_beat - item.from_beat) / item.cycles
    millisecond = 1000 * cycle_beats * timeline.tempo.value_at(item.from_beat)
    late = rounded(max([0.0, *shifts]) * millisecond)
    early = rounded(max([0.0, *(-shift for shift in shifts)]) * millisecond)
    which = ("both" if early else "late") if late else "early" if early else "neither"
    if item.voice is None:
        who = WORDS["rubato_who"]["all"]
    else:
        who = WORDS["rubato_who"]["one"].format(voice=timeline.score.voice(item.voice).name)
    return str(
        WORDS["rubato"].format(
            **gaps,
            who=who,
            shift=WORDS["rubato_shift"][which].format(late=late, early=early),
            times=WORDS["rubato_times"]["one" if item.cycles == 1 else "many"].format(cycles=item.cycles),
        )
    )


def _hold(timeline: Timeline, hold: Hold) -> str:
    wait, breath = hold_seconds(hold, timeline.by_note[hold.note], timeline.tempo)
    silence = WORDS["hold_breath"].format(breath=duration(breath)) if breath > 0 else ""
    return str(
        WORDS["hold"].format(
            place=_place_of(timeline, hold.note),
            voice=_voice_of(timeline, hold.note),
            factor=one_decimal(1 + hold.amount * (hold.ratio - 1)),
            wait=duration(wait),
            breath=silence,
        )
    )


def _accent(timeline: Timeline, accent: Accent) -> str:
    level, longer = accent.amount * accent.level_db, accent.amount * (accent.lengthen - 1)
    percent = one_decimal(100 * longer)
    return str(
        WORDS["accent"][_direction(level)].format(
            place=_place_of(timeline, accent.note),
            voice=_voice_of(timeline, accent.note),
            db=one_decimal(abs(level)),
            percent=percent,
            longer=WORDS["accent_longer"].format(percent=percent) if longer > 0 else "",
        )
    )


def _hand(score: Score, layer: str, handles: Table) -> str:
    return str(WORDS[layer].format(span=span_name(score, handles[0][0], handles[-1][0])))


def _place_of(timeline: Timeline, note: str) -> str:
    return place_name(timeline.score, timeline.by_note[note].onset_beat)


def _voice_of(timeline: Timeline, note: str) -> str:
    return next(voice.name for voice in timeline.score.voices for own in voice.notes if own.id == note)


def _lasting(timeline: Timeline) -> str:
    seconds = timeline.duration_sec()
    longer = rounded(seconds * 10) - rounded(Timeline.of(timeline.score, Interpretation()).duration_sec() * 10)
    which = "same" if longer == 0 else "longer" if longer > 0 else "shorter"
    return str(WORDS["duration"][which].format(duration=duration(seconds), difference=duration(abs(longer) / 10)))
