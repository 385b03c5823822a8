"""Exercises: what is asked of a reader, as data, and how what was made is judged.

``goals`` is the vocabulary, ``judging`` the judge (the page has the same), ``tasks`` the four ways to practise:
hear, find, make and play. For what is built from the elements of form, ``form_goals``, ``form_judging`` and
``form_tasks`` are the same: identify, build to a brief, play along. ``check`` is the door to both judges.
``recall`` asks for what was understood, ``questions`` has what the book asks.
"""

from musicking.exercises.checking import check
from musicking.exercises.finding import Finding
from musicking.exercises.form_goals import (
    Among,
    AtHome,
    Changed,
    Chords,
    Foremost,
    FormGoal,
    Layers,
    Length,
    Metre,
    Open,
    Pace,
    Returns,
    Tones,
)
from musicking.exercises.form_tasks import Brief, Identify, PlayAlong
from musicking.exercises.goals import (
    Accented,
    Course,
    Displaced,
    Goal,
    Held,
    Lasts,
    Level,
    Tempo,
    Unchanged,
    Uses,
)
from musicking.exercises.identify import identify
from musicking.exercises.listening import listening
from musicking.exercises.questions import questions_on
from musicking.exercises.recall import Question, gap, match_terms, question
from musicking.exercises.tasks import Find, Hear, Make, Play, Task

__all__ = [
    "Accented",
    "Among",
    "AtHome",
    "Brief",
    "Changed",
    "Chords",
    "Course",
    "Displaced",
    "Find",
    "Finding",
    "Foremost",
    "FormGoal",
    "Goal",
    "Hear",
    "Held",
    "Identify",
    "Lasts",
    "Layers",
    "Length",
    "Level",
    "Make",
    "Metre",
    "Open",
    "Pace",
    "Play",
    "PlayAlong",
    "Question",
    "Returns",
    "Task",
    "Tempo",
    "Tones",
    "Unchanged",
    "Uses",
    "check",
    "gap",
    "identify",
    "listening",
    "match_terms",
    "question",
    "questions_on",
]
