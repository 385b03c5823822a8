"""The listening tasks of the book's exercises, kept apart from its pages so that no page gives an answer away.

To write one of your own, give `Hear` or `Find` to `musicking.widgets.Exercise`, with any song.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.exercises.listening_words import WORD_TASKS
from musicking.exercises.tasks import Find, Hear
from musicking.expression import (
    accelerando,
    accentuation,
    crescendo,
    diminuendo,
    dynamic_contrast,
    fermata,
    piano,
    ritardando,
    tempo_contrast,
)
from musicking.repertoire import song

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from musicking.score import Score

    Heard = tuple[Score, Hear | Find]

_ONE_OF_TEMPO = "One thing is changed, and it is the tempo. Which of the five is it?"
_ONE_OF_DYNAMICS = "The beat stays; one thing is changed in how loud it is. What?"
_FAMILY = "Is anything changed, and if so, is it the tempo, the dynamics, or both?"
_BEGINS = "The music changes once. In which bar does it begin?"

_FIVE = {
    "accelerando": "Tap along: you would have to tap faster and faster.",
    "ritardando": "Tap along: your taps would come later and later, up to the end.",
    "tempo contrast": "There would be another tempo from one beat to the next, and it would then stay the same.",
    "fermata": "One single note would be held, and before and after it the beat would be as ever.",
    "rubato": "Notes would come late and then early, and the line would end on time.",
}
_FOUR = {
    "it grows louder": "From bar to bar there would be a little more of it.",
    "it grows softer": "From bar to bar there would be a little less of it.",
    "it is softer at once": "One bar would be as loud as before, and the next much softer.",
    "single notes stand out": "Some notes would be louder than those beside them.",
}
_FAMILIES = {
    "the tempo": "Then the beat would move, and the loudness would stay.",
    "the dynamics": "Then the loudness would move, and the beat would stay.",
    "both": "Then both would move: tap the beat, and listen for the loudness while you tap.",
    "neither": "Then as written and as performed would be the same.",
}


def listening(name: str) -> Heard:
    """Return a piece and what is to be heard or found in it, as `musicking.widgets.Exercise` takes them.

    Parameters
    ----------
    name
        The chapter and a number: ``"tempo 1"``.

    Examples
    --------
    >>> score, task = listening("tempo 1")
    >>> score.title, task.kind
    ('London Bridge', 'hear')
    """
    if name not in _TASKS:
        raise MusicError(f'There is no listening task "{name}". Tasks: {", ".join(_TASKS)}.')
    return _TASKS[name]()


def _replies(options: Mapping[str, str], answer: str, why: str) -> dict[str, str]:
    return dict(options) | {answer: why}


def _tempo_1() -> Heard:
    bridge = song("london_bridge")
    why = "The second half slows down, beat by beat, until the last bar takes more than twice its time."
    changed = ritardando(bridge.place(5, 8), "bold")
    return bridge, Hear(_ONE_OF_TEMPO, changed, _replies(_FIVE, "ritardando", why), "ritardando")


def _tempo_2() -> Heard:
    boat = song("row_your_boat")
    why = "At merrily the song is slower from one beat to the next, and keeps to that."
    changed = tempo_contrast(boat.place(5, 8), "slower_clear")
    return boat, Hear(_ONE_OF_TEMPO, changed, _replies(_FIVE, "tempo contrast", why), "tempo contrast")


def _tempo_3() -> Heard:
    sailor = song("drunken_sailor")
    why = "With hooray the beats begin to come sooner. The first of them are the hardest to notice."
    return sailor, Find(_BEGINS, accelerando(sailor.place(9, 16), "bold"), 9, why)


def _tempo_4() -> Heard:
    bridge = song("london_bridge")
    why = "The note on fair is held, and what follows comes later."
    held = fermata(bridge.note("melody", 7, 3))
    return bridge, Find("One note is held. In which bar?", held, 7, why)


def _dynamics_1() -> Heard:
    jacques = song("frere_jacques")
    why = "The whole second half fades, until the last bell is hardly there."
    changed = diminuendo(jacques.place(5, 8), "bold")
    return jacques, Hear(_ONE_OF_DYNAMICS, changed, _replies(_FOUR, "it grows softer", why), "it grows softer")


def _dynamics_2() -> Heard:
    old_man = song("this_old_man")
    why = "The first beat of every bar stands out."
    firsts = [note for note in old_man.voice("melody").notes if note.onset_beat % 4 == 0]
    answer = "single notes stand out"
    return old_man, Hear(_ONE_OF_DYNAMICS, accentuation(firsts, "bold"), _replies(_FOUR, answer, why), answer)


def _dynamics_3() -> Heard:
    arirang = song("arirang")
    why = "With nareul the line begins to grow, three beats in a bar, for four bars; then it stays."
    return arirang, Find(_BEGINS, crescendo(arirang.place(9, 12)), 9, why)


def _dynamics_4() -> Heard:
    michael = song("michael_row_the_boat")
    why = "The second time round the boat is rowed far away, at once."
    return michael, Find(_BEGINS, dynamic_contrast(michael.place(5, 8)), 5, why)


def _components_1() -> Heard:
    grace = song("amazing_grace")
    why = "The third line grows louder. Tap along: the beat has not moved."
    changed = crescendo(grace.place(9, 12), "bold")
    return grace, Hear(_FAMILY, changed, _replies(_FAMILIES, "the dynamics", why), "the dynamics")


def _components_2() -> Heard:
    joy = song("ode_to_joy")
    why = "The last line grows softer and slower at once: a pair that often goes together, and is hard to hear apart."
    changed = ritardando(joy.place(13, 16)) + diminuendo(joy.place(13, 16))
    return joy, Hear(_FAMILY, changed, _replies(_FAMILIES, "both", why), "both")


def _components_3() -> Heard:
    star = song("twinkle_twinkle")
    why = "Nothing was changed. If you heard something, you are in good company: who listens for a change hears one."
    nothing = ritardando(star.place(9, 12), amount=0)
    return star, Hear(_FAMILY, nothing, _replies(_FAMILIES, "neither", why), "neither")


def _components_4() -> Heard:
    star = song("twinkle_twinkle")
    why = "Up above the world the song is soft at once, and at the return of the first line it is back."
    return star, Find(_BEGINS, piano(star.place(5, 8)), 5, why)


_TASKS: dict[str, Callable[[], Heard]] = {
    "tempo 1": _tempo_1,
    "tempo 2": _tempo_2,
    "tempo 3": _tempo_3,
    "tempo 4": _tempo_4,
    "dynamics 1": _dynamics_1,
    "dynamics 2": _dynamics_2,
    "dynamics 3": _dynamics_3,
    "dynamics 4": _dynamics_4,
    "components 1": _components_1,
    "components 2": _components_2,
    "components 3": _components_3,
    "components 4": _components_4,
    **WORD_TASKS,
}
