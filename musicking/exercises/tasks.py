"""The four ways to practise: hear, find, make, play.

A task goes with a score into the widget `musicking.widgets.Exercise`. Hear, find and make check themselves; what is
played at one's own instrument is nobody's to judge but the player's.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from musicking.errors import MusicError
from musicking.exercises.checking import check
from musicking.interpretation import Interpretation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.exercises.goals import Goal
    from musicking.score import Place, Score


@dataclass(frozen=True)
class Task:
    """What is asked of the reader; one of the classes below."""

    kind: ClassVar[str] = ""
    prompt: str

    def laid(self) -> Interpretation | None:
        """Return what is laid over the music at the start."""
        return None

    def shows(self) -> list[str]:
        """Return the parts of a widget that are open at the start."""
        return ["notation"]

    def to_json(self, score: Score) -> dict[str, Any]:
        """Return the task as the page gets it, or raise MusicError if it does not suit the score."""
        raise NotImplementedError


@dataclass(frozen=True)
class Make(Task):
    """Make it: judged by goals, with a worked answer.

    Parameters
    ----------
    goals
        What is asked, every one of it.
    worked
        An interpretation that meets them all, to be opened when the reader asks for it.
    because
        Why it is as it is.
    start
        What is there at the start; None: the music as written.

    Examples
    --------
    >>> from musicking import fermata, song
    >>> from musicking.exercises import Held
    >>> boat = song("row_your_boat")
    >>> last = boat.note("melody", 8)
    >>> longer = Make("Hold the last word twice as long.", [Held(last, 2)], fermata(last, ratio=2))
    >>> longer.to_json(boat)["goals"][0]["ratio"]
    2
    """

    kind: ClassVar[str] = "make"
    goals: Sequence[Goal]
    worked: Interpretation
    because: str = ""
    start: Interpretation | None = None

    def laid(self) -> Interpretation | None:
        """Return what the reader begins with."""
        return self.start

    def shows(self) -> list[str]:
        """Return the parts of a widget in which what is asked can be seen."""
        seen = {part for goal in self.goals for part in goal.seen_in()}
        return ["notation", *(part for part in ("roll", "tempo", "level") if part in seen)]

    def to_json(self, score: Score) -> dict[str, Any]:
        """Return the task, with its worked answer sealed; a worked answer that misses is refused."""
        missed = [finding.said for finding in check(self.goals, score, self.worked) if not finding.met]
        if missed:
            raise MusicError(f"The worked answer misses what is asked: {missed[0]}")
        if all(finding.met for finding in check(self.goals, score, self.start or Interpretation())):
            raise MusicError("Nothing is left to do: what is asked is there from the start.")
        return {
            "kind": self.kind,
            "prompt": self.prompt,
            "goals": [goal.to_json() for goal in self.goals],
            "sealed": sealed({"worked": self.worked.to_json(), "because": self.because}),
        }


@dataclass(frozen=True)
class Hear(Task):
    """Say what is changed in the music.

    Parameters
    ----------
    changed
        What is laid over the music, and hidden until the answer is given.
    replies
        Each option with what is said of it once it is chosen.
    answer
        The option that is right.
    """

    kind: ClassVar[str] = "hear"
    changed: Interpretation
    replies: Mapping[str, str]
    answer: str

    def laid(self) -> Interpretation | None:
        """Return what is heard."""
        return self.changed

    def to_json(self, score: Score) -> dict[str, Any]:
        """Return the task, with what would give it away sealed."""
        del score
        options = list(self.replies)
        if self.answer not in options:
            raise MusicError(f'The answer "{self.answer}" is not among the options: {", ".join(options)}.')
        hidden = {
            "interpretation": self.changed.to_json(),
            "answer": options.index(self.answer),
            "replies": list(self.replies.values()),
        }
        return {"kind": self.kind, "prompt": self.prompt, "options": options, "sealed": sealed(hidden)}


@dataclass(frozen=True)
class Find(Task):
    """Say in which bar the change begins.

    Parameters
    ----------
    changed
        As in `Hear`.
    bar
        The number of the bar that is right.
    because
        What can be heard there.
    """

    kind: ClassVar[str] = "find"
    changed: Interpretation
    bar: int
    because: str = ""

    def laid(self) -> Interpretation | None:
        """Return what is heard."""
        return self.changed

    def to_json(self, score: Score) -> dict[str, Any]:
        """Return the task, with what would give it away sealed."""
        from musicking.words.places import bar_name

        answer = score.bars.index(score.bar(self.bar))
        replies = ["" for _ in score.bars]
        replies[answer] = self.because
        hidden = {"interpretation": self.changed.to_json(), "answer": answer, "replies": replies}
        options = [bar_name(bar) for bar in score.bars]
        return {"kind": self.kind, "prompt": self.prompt, "options": options, "sealed": sealed(hidden)}


@dataclass(frozen=True)
class Play(Task):
    """Do it at your own instrument, and ask yourself how it went.

    Parameters
    ----------
    checks
        What to ask yourself, in short sentences.
    cue
        The lead-in that the page plays, so that you come in in time.
    """

    kind: ClassVar[str] = "play"
    checks: Sequence[str]
    cue: Place | None = None

    def to_json(self, score: Score) -> dict[str, Any]:
        """Return the task."""
        del score
        cue = None if self.cue is None else [float(self.cue.from_beat), float(self.cue.to_beat)]
        return {"kind": self.kind, "prompt": self.prompt, "checks": list(self.checks), "cue": cue}


def sealed(hidden: Mapping[str, Any]) -> str:
    """Return plain data so that nobody reads it by chance: in base64, which is no secret.

    Examples
    --------
    >>> sealed({"answer": 2})
    'eyJhbnN3ZXIiOjJ9'
    """
    text = json.dumps(hidden, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return b64encode(text.encode()).decode("ascii")
