"""Widgets: thin classes whose traits Python reads and sets, while the page draws and sounds.

The same widget stands in a page of the book without a kernel, and in JupyterLab with one.
"""

from musicking.widgets.build import Build
from musicking.widgets.exercise import Exercise
from musicking.widgets.form_exercise import FormExercise
from musicking.widgets.hear import Hear
from musicking.widgets.listen import Listen
from musicking.widgets.path_widget import Path
from musicking.widgets.plan import Plan
from musicking.widgets.recall import Recall
from musicking.widgets.reflect import Reflect
from musicking.widgets.shape import Shape
from musicking.widgets.sort import Sort
from musicking.widgets.survey import Survey

__all__ = [
    "Build",
    "Exercise",
    "FormExercise",
    "Hear",
    "Listen",
    "Path",
    "Plan",
    "Recall",
    "Reflect",
    "Shape",
    "Sort",
    "Survey",
]
