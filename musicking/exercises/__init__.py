"""Exercises: what is asked of a reader, as data, and how what was made is judged.

``goals`` is the vocabulary, ``judging`` the judge (the page has the same), ``tasks`` the four ways to practise:
hear, find, make and play. ``recall`` asks for what was understood, ``questions`` has what the book asks.
"""

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
from musicking.exercises.judging import Finding, check
from musicking.exercises.listening import listening
from musicking.exercises.questions import questions_on
from musicking.exercises.recall import Question, gap, match_terms, question
from musicking.exercises.tasks import Find, Hear, Make, Play, Task

__all__ = [
    "Accented",
    "Course",
    "Displaced",
    "Find",
    "Finding",
    "Goal",
    "Hear",
    "Held",
    "Lasts",
    "Level",
    "Make",
    "Play",
    "Question",
    "Task",
    "Tempo",
    "Unchanged",
    "Uses",
    "check",
    "gap",
    "listening",
    "match_terms",
    "question",
    "questions_on",
]
