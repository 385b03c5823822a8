"""An interpretation in words, one sentence for each thing it changes (spec §10)."""

from musicking.words.description import describe
from musicking.words.sentences import WORDS

__all__ = ["WORDS", "describe"]
