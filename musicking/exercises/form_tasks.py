"""Three ways to practise form: identify what sounds, build to a brief, play along.

Such a task goes into the widget `musicking.widgets.FormExercise`. What sounds is a choice of the form lab, which the
page joins from its layers, or a short score.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from musicking.errors import MusicError
from musicking.exercises.checking import check
from musicking.exercises.clues import clues
from musicking.exercises.form_brief import asked
from musicking.exercises.tasks import sealed
from musicking.form.layer_choice import Choice, choice_to_json
from musicking.form.layer_file import layer_file
from musicking.form.layers import assemble
from musicking.form.tonality import degree_name, modes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.exercises.form_goals import FormGoal
    from musicking.score import Score

    Sound = Choice | Score


#: What the form lab begins with.
_FIRST = Choice()


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that a reader may give.

    Parameters
    ----------
    sound
        What is heard if it is this one.
    reply
        What is said of it when it is chosen and wrong: how it would sound.
    """

    sound: Sound
    reply: str


@dataclass(frozen=True)
class FormTask:
    """What is asked of the reader; one of the classes below."""

    kind: ClassVar[str] = ""
    prompt: str

    def to_json(self) -> dict[str, Any]:
        """Return the task as the page gets it, or raise MusicError if it cannot be done."""
        raise NotImplementedError


@dataclass(frozen=True)
class Identify(FormTask):
    """Say what sounds: one of the options.

    Parameters
    ----------
    options
        By what they are called.
    answer
        The option that is heard.
    why
        By what one could tell.
    before
        What is heard before it, to be compared with it.
    clues
        What is told to those who work from words (`musicking.exercises.clues.clues`).
    """

    kind: ClassVar[str] = "identify"
    options: Mapping[str, Option]
    answer: str
    why: str
    before: Sound | None = None
    clues: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the task; what each option sounds like stands openly there, which of them is heard is sealed."""
        names = list(self.options)
        if self.answer not in names:
            raise MusicError(f'The answer "{self.answer}" is not among the options: {", ".join(names)}.')
        replies = [self.why if name == self.answer else self.options[name].reply for name in names]
        told = clues(self.clues, _score_of(self.options[self.answer].sound))
        if self.before is not None:
            first = clues(self.clues, _score_of(self.before))
            told = [f"First: {said}" for said in first] + [f"Then: {said}" for said in told]
        return {
            "kind": self.kind,
            "prompt": self.prompt,
            "options": names,
            "sounds": [sound_to_json(option.sound) for option in self.options.values()],
            "before": None if self.before is None else sound_to_json(self.before),
            "clues": told,
            "sealed": sealed({"answer": names.index(self.answer), "replies": replies}),
        }


@dataclass(frozen=True)
class Brief(FormTask):
    """Build it in the form lab: judged by goals, with a worked answer.

    Parameters
    ----------
    goals
        What is asked, every one of it.
    worked
        A choice that meets them all, to be opened when the reader asks for it.
    because
        Why it is as it is.
    start
        What the lab begins with.

    Examples
    --------
    >>> from musicking.exercises import Open
    >>> room = Brief("Leave room.", [Open(4)], Choice(open_every=4), "Every fourth bar is theirs.")
    >>> room.to_json()["asked"]
    ['Left open: every fourth bar']
    """

    kind: ClassVar[str] = "brief"
    goals: Sequence[FormGoal]
    worked: Choice
    because: str = ""
    start: Choice = _FIRST

    def to_json(self) -> dict[str, Any]:
        """Return the task, with its worked answer sealed; a worked answer that misses is refused."""
        missed = [finding.said for finding in check(self.goals, self.worked, self.start) if not finding.met]
        if missed:
            raise MusicError(f"The worked answer misses what is asked: {missed[0]}")
        if all(finding.met for finding in check(self.goals, self.start)):
            raise MusicError("Nothing is left to do: what is asked is there from the start.")
        return {
            "kind": self.kind,
            "prompt": self.prompt,
            "goals": [goal.to_json() for goal in self.goals],
            "asked": [asked(goal, layer_file()) for goal in self.goals],
            "start": choice_to_json(self.start),
            "sealed": sealed({"worked": choice_to_json(self.worked), "because": self.because}),
        }


@dataclass(frozen=True)
class PlayAlong(FormTask):
    """Play the melody at one's own instrument, from a lead sheet.

    Parameters
    ----------
    choice
        What accompanies; its melody is silent until the reader wants to hear it.
    checks
        What to ask yourself, in short sentences.
    """

    kind: ClassVar[str] = "along"
    choice: Choice
    checks: Sequence[str]

    def to_json(self) -> dict[str, Any]:
        """Return the task, with the names that the tones of its mode have in C."""
        assemble(layer_file(), self.choice)
        tones = [degree_name("C", degree) for degree in modes()[self.choice.tonality].degrees.split()]
        return {
            "kind": self.kind,
            "prompt": self.prompt,
            "choice": choice_to_json(self.choice),
            "checks": list(self.checks),
            "tones": tones,
        }


def sound_to_json(sound: Sound) -> dict[str, Any]:
    """Return what sounds as plain data; a score without what would tell what it is."""
    if isinstance(sound, Choice):
        assemble(layer_file(), sound)
        return {"choice": choice_to_json(sound)}
    told = {"title": "", "chords": [], "key": "", "origin": {}, "sections": []}
    score = sound.to_json()
    return {"score": {name: told.get(name, value) for name, value in score.items()}}


def _score_of(sound: Sound) -> Mapping[str, Any]:
    """Return what sounds as data, in strict time: words tell no unevenness of hands."""
    return assemble(layer_file(), replace(sound, human=False)) if isinstance(sound, Choice) else sound.to_json()
