"""From score and interpretation to a performance: notes in seconds, velocities and gain.

What is done here is laid down in ``spec/performance.md``; the page does the same while music sounds.
"""

from musicking.performance.performed import Performance, PerformedNote, PerformedVoice, perform

__all__ = ["Performance", "PerformedNote", "PerformedVoice", "perform"]
