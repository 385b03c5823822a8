"""Questions that ask for what was understood: choose, fill a gap, match a term with what it means.

They go into the widget `musicking.widgets.Recall`. Every answer that can be taken has a reason of its own, why it is
or is not right: a reply teaches more than a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.exercises.tasks import sealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Where in the sentence of a gap the word is missing.
GAP = "___"


@dataclass(frozen=True)
class Question:
    """One thing asked, made by `question`, `gap` or `match_terms`.

    Parameters
    ----------
    kind
        "choose", "gap" or "match".
    prompt
        What is asked.
    told
        What the page shows beforehand.
    hidden
        What would give the answer away: it stands sealed in the page.
    """

    kind: str
    prompt: str
    told: Mapping[str, Any]
    hidden: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the question as the page gets it."""
        return {"kind": self.kind, "prompt": self.prompt, **self.told, "sealed": sealed(self.hidden)}


def question(prompt: str, *, options: Sequence[str], answer: int, because: Sequence[str]) -> Question:
    """Ask for one of several answers.

    Parameters
    ----------
    prompt
        What is asked.
    options
        The answers to choose from, in the order in which they stand.
    answer
        The index of the right one, from 0.
    because
        For each option, why it is or is not the answer: what is said once it is taken.

    Raises
    ------
    MusicError
        When there is no such option, or an option has no reason.

    Examples
    --------
    >>> asked = question("Which of these is a change of tempo?", options=["rubato", "forte"], answer=0,
    ...                  because=["It bends the time.", "It is a change of dynamics."])
    >>> asked.to_json()["options"]
    ['rubato', 'forte']
    """
    _say_if(len(set(options)) < max(2, len(options)), prompt, "needs two options or more, each another")
    _say_if(not 0 <= answer < len(options), prompt, f"has no option {answer}: count from 0")
    _say_if(len(because) != len(options), prompt, "needs one reason for each option")
    return Question("choose", prompt, {"options": list(options)}, {"answer": answer, "because": list(because)})


def gap(
    sentence: str,
    *,
    accept: Sequence[str],
    because: str,
    misses: Mapping[str, str] | None = None,
    otherwise: str,
) -> Question:
    """Ask for the word that is missing in a sentence.

    Capitals, accents, hyphens and a slip of the pen in a long word do not matter.

    Parameters
    ----------
    sentence
        The sentence, with three low lines, ``___``, where the word is missing.
    accept
        The words that are right, the best one first.
    because
        Why it is right.
    misses
        Words that are likely to be taken for it, each with why it is another thing.
    otherwise
        What is said of any other word: a hint.

    Raises
    ------
    MusicError
        When the sentence has not just one gap, or nothing would be right.

    Examples
    --------
    >>> gap("A ___ gives back the time that it takes.", accept=["rubato"], because="So it was robbed only for a while.",
    ...     otherwise="It is the Italian for robbed.").to_json()["after"]
    ' gives back the time that it takes.'
    """
    before, *rest = sentence.split(GAP)
    _say_if(len(rest) != 1, sentence, f"needs one gap, written {GAP}")
    _say_if(not accept, sentence, "needs a word that is right")
    misses = misses or {}
    _say_if(bool(set(accept) & set(misses)), sentence, "has a word that is both right and a miss")
    hidden = {
        "accept": list(accept),
        "because": because,
        "misses": [list(pair) for pair in misses.items()],
        "otherwise": otherwise,
    }
    return Question("gap", "Fill the gap.", {"before": before, "after": rest[0]}, hidden)


def match_terms(prompt: str, meanings: Mapping[str, str], because: Mapping[str, str]) -> Question:
    """Ask which term belongs to which meaning.

    Parameters
    ----------
    prompt
        What is asked.
    meanings
        Each term with what it means; the meanings stand in this order, the terms in that of the alphabet.
    because
        Each term with how to know it: what is said where it is taken, rightly or wrongly.

    Raises
    ------
    MusicError
        When there are fewer than two terms, or a term has no reason.

    Examples
    --------
    >>> asked = match_terms("Which is which?", {"rubato": "time borrowed and given back", "fermata": "time that waits"},
    ...                     {"rubato": "It gives back.", "fermata": "Nothing is given back."})
    >>> asked.to_json()["terms"], asked.to_json()["meanings"][0]
    (['fermata', 'rubato'], 'time borrowed and given back')
    """
    terms = sorted(meanings, key=str.casefold)
    _say_if(len(set(meanings.values())) < max(2, len(terms)), prompt, "needs two meanings or more, each another")
    _say_if(set(because) != set(meanings), prompt, "needs one reason for each term")
    answers = [terms.index(term) for term in meanings]
    hidden = {"answers": answers, "because": [because[term] for term in terms]}
    return Question("match", prompt, {"terms": terms, "meanings": list(meanings.values())}, hidden)


def _say_if(wrong: bool, prompt: str, what: str) -> None:
    if wrong:
        raise MusicError(f'The question "{prompt}" {what}.')
