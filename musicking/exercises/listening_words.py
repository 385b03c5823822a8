"""The listening tasks of the word chapters: what was done for somebody, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.exercises.tasks import Find, Hear
from musicking.expression import (
    crescendo,
    diminuendo,
    dynamic_contrast,
    fermata,
    piano,
    ritardando,
    rubato,
    tempo_contrast,
)
from musicking.repertoire import piece_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicking.score import Score

    Heard = tuple[Score, Hear | Find]

_FOR_SOMEBODY = {
    "it waits on single notes": "Some notes would be held, and between them the beat would be as ever.",
    "it goes at a slower pace": "The beat would be slower from some place on, and stay so.",
    "it becomes softer": "The beat would stay, and there would be less of the sound.",
    "nothing is done": "Then as written and as performed would be the same.",
}
_ADJUSTED = {
    "one note is held": "The beat would stop once, and go on as before.",
    "its end slows down": "The last beats would come later and later.",
    "its end grows louder": "The beat would stay, and the last bars would have more and more sound.",
    "nothing but notes was added": "Then as written and as performed would be the same.",
}
_LOOSENED = {
    "it waits where a phrase ends": "One note would be held, and then the old beat would go on.",
    "the beat gives way and comes back": "Notes would come late and then early, and the line would end in time.",
    "it grows slower and slower": "What is lost in time would not come back.",
    "it fades": "The beat would be as strict as before.",
}
_ENDED = {
    "it slows down": "Listen to the loudness of the last two bars as well.",
    "it grows softer": "Tap along through the last two bars: does your tap still fit?",
    "it slows down and grows softer": "Both would change together; tap the beat, and listen for the loudness.",
    "it just stops": "Then the last two bars would be as those before them.",
}
_PULSE = {
    "it hurries and grows louder": "Tap along: your taps would have to come sooner and sooner.",
    "it holds, and the music grows louder": "Tap along: your taps would fit to the end.",
    "it hurries, at one level": "There would be no more sound at the end than at the beginning.",
    "it drags, and the music grows louder": "Tap along: you would be too early.",
}
_QUALITIES = {
    "a progression of change: it quickens": "Tap along: the beats would come sooner and sooner.",
    "another degree of intensity: one line is softer": "The beat would stay, and a line would have less sound.",
    "one leans: the melody is free within its bars": "Its notes would come late and early, over a beat that stays.",
    "nothing: it is as written": "Then as written and as performed would be the same.",
}


def _waiting() -> Heard:
    clementine = piece_named("clementine")
    why = "It waits where a line ends: on mine, on Clementine, and on Clementine again."
    changed = (
        fermata(clementine.note("melody", 4))
        + fermata(clementine.note("melody", 8))
        + fermata(clementine.note("melody", 12))
    )
    answer = "it waits on single notes"
    return clementine, Hear(
        "A song is sung with somebody. What is done for them?", changed, _FOR_SOMEBODY | {answer: why}, answer
    )


def _their_pace() -> Heard:
    old_man = piece_named("this_old_man")
    why = "With knick-knack, paddy whack the song goes at another pace, and stays there."
    changed = tempo_contrast(old_man.place(5, 8), "slower_clear")
    return old_man, Find("From one bar on the song goes at the pace of somebody else. From which?", changed, 5, why)


def _adjusted() -> Heard:
    star = piece_named("twinkle_elaborated")
    why = "The last two bars slow down. The notes in between were added beforehand; this was added to them."
    answer = "its end slows down"
    prompt = "The tune is elaborated in both versions. How is it adjusted as well, as performed?"
    return star, Hear(prompt, ritardando(star.place(11, 12)), _ADJUSTED | {answer: why}, answer)


def _another_pace() -> Heard:
    tune = piece_named("over_a_framework")
    why = "On the chord of C the tune is slower from one beat to the next, for two bars; then the old tempo is back."
    changed = tempo_contrast(tune.place(3, 4), "slower_clear")
    return tune, Find("Two bars go at another pace. In which bar do they begin?", changed, 3, why)


def _loosened() -> Heard:
    five = piece_named("five_notes_loosened")
    why = "In the first phrases notes come late, and others early; each phrase ends when it would have ended."
    answer = "the beat gives way and comes back"
    changed = rubato(five.place(1, 4), "bold", cycles=2)
    return five, Hear("The form is loosened further. By what?", changed, _LOOSENED | {answer: why}, answer)


def _held() -> Heard:
    five = piece_named("five_notes_formed")
    why = "The last note of the answer is held, before the first idea comes back: a place to wait for somebody."
    return five, Find("One note is held. In which bar?", fermata(five.note("melody", 6, 3)), 6, why)


def _ended() -> Heard:
    greeting = piece_named("greeting_predictable")
    why = "The last two bars grow slower and softer: two signs that say the same."
    answer = "it slows down and grows softer"
    changed = ritardando(greeting.place(7, 8)) + diminuendo(greeting.place(7, 8))
    prompt = "The greeting goes on as expected. How does it say, as performed, that it is over?"
    return greeting, Hear(prompt, changed, _ENDED | {answer: why}, answer)


def _unexpected() -> Heard:
    greeting = piece_named("greeting_predictable")
    why = "The way home, which everybody could have joined in, is far away all of a sudden."
    changed = dynamic_contrast(greeting.place(7, 8))
    return greeting, Find("All notes are as expected, and one thing is not. Where does it begin?", changed, 7, why)


def _pulse() -> Heard:
    susanna = piece_named("oh_susanna")
    why = "The refrain grows from bar to bar, and the beat does not move. Did you expect it to hurry?"
    answer = "it holds, and the music grows louder"
    return susanna, Hear(
        "Does the pulse hold?", crescendo(susanna.place(9, 16), "bold"), _PULSE | {answer: why}, answer
    )


def _stops() -> Heard:
    moon = piece_named("au_clair_de_la_lune")
    why = "On feu the song waits; then the last line begins in the old tempo."
    return moon, Find(
        "The song stops, waits, and resumes. In which bar does it wait?", fermata(moon.note("melody", 12)), 12, why
    )


def _quality() -> Heard:
    stranger = piece_named("wayfaring_stranger")
    why = "The second line is softer at once, and nothing else is changed: one degree less of one thing."
    answer = "another degree of intensity: one line is softer"
    prompt = "Which idea of the passage can be heard, as performed?"
    return stranger, Hear(prompt, piano(stranger.place(5, 8)), _QUALITIES | {answer: why}, answer)


def _growing() -> Heard:
    sleeves = piece_named("greensleeves")
    why = "With the name of Greensleeves the line begins to grow, and it grows for four bars."
    prompt = "A progression of change begins: the music grows. In which bar?"
    return sleeves, Find(prompt, crescendo(sleeves.place(9, 12)), 9, why)


WORD_TASKS: dict[str, Callable[[], Heard]] = {
    "why-improvise 1": _waiting,
    "why-improvise 2": _their_pace,
    "what-is-improvisation 1": _adjusted,
    "what-is-improvisation 2": _another_pace,
    "improvisation-in-music-therapy 1": _loosened,
    "improvisation-in-music-therapy 2": _held,
    "preparing-a-session 1": _ended,
    "preparing-a-session 2": _unexpected,
    "musical-craft 1": _pulse,
    "musical-craft 2": _stops,
    "readings 1": _quality,
    "readings 2": _growing,
}
