"""What the form lab says of the elements that one can choose, and what they are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from musicking.form.chords import pitch_class
from musicking.form.groove import kit
from musicking.form.harmony import progressions, suited
from musicking.form.phrases import phrase_kind, phrase_kinds
from musicking.form.repetition import plan_of_repetition, plans
from musicking.form.tonality import Tonality, modes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.form.groove import Groove
    from musicking.form.style import Style

#: The plans to choose from; an octave up is not among what is composed beforehand, nor is thinning out.
PLANS = ("aaba", "aab", "aba", "verse_refrain", "rondo", "strophic", "once")
_MIDDLE_C = 60


def words_of_elements(
    manners: Mapping[str, tuple[Style, Groove]], tonalities: Sequence[str], rows: Sequence[str]
) -> dict[str, Any]:
    """Return the elements by kind, each with its name and what it does in words."""
    return {
        "styles": {name: _style(made, beat) for name, (made, beat) in manners.items()},
        "tonalities": {name: _tonality(name, rows) for name in tonalities},
        "progressions": {
            name: {"name": row.name, "about": row.about}
            for name, row in progressions().items()
            if name in rows or any(suited(r, Tonality("C", modes()[t])).progression.id == name
                                   for t in tonalities for r in rows)
        },
        "phrases": {name: {"name": kind.name, "about": kind.about} for name, kind in phrase_kinds().items()},
        "plans": {
            name: {
                "name": plan.name,
                "about": plan.about,
                "parts": [[part.letter, part.ends, part.variation] for part in plan.parts],
                "names": dict(plan.names),
            }
            for name, plan in plans().items()
            if name in PLANS
        },
    }  # fmt: skip


def _style(made: Style, beat: Groove) -> dict[str, Any]:
    own = beat.bpm[0] <= made.tempo_bpm <= beat.bpm[1]
    return {
        "name": made.name if made.groove == beat.id else beat.name,
        "about": made.about or f"The groove {beat.name}, with piano and plucked bass.",
        "culture": made.culture or beat.culture,
        "metre": list(beat.metre),
        "beats_per_bar": beat.beats_per_bar,
        "beat_quarters": float(beat.beat_quarters),
        "tempo_bpm": made.tempo_bpm if own or made.groove == beat.id else beat.tempo_bpm,
        "bpm": list(beat.bpm),
        "swing": beat.swing,
        "instruments": dict(made.instruments),
        "balance_db": dict(made.balance_db),
        "close": [[kit()[drum].key, kit()[drum].level_db] for drum in beat.close] if made.drums else [],
        "tonalities": list(made.tonalities),
        "progressions": list(made.progressions),
        "phrase": phrase_kind(made.phrase).id,
        "plan": plan_of_repetition(made.plan).id,
        "stand_ins": _stand_ins(beat) if made.drums else "",
    }


def _stand_ins(beat: Groove) -> str:
    """Return which drums of a groove are heard on another, in words; empty where all have their own sound.

    Examples
    --------
    >>> from musicking.form.groove import groove
    >>> _stand_ins(groove("samba"))
    'a bass drum for the surdo, a high wood block for the side stick'
    """
    drums = [kit()[name] for name in dict.fromkeys((*beat.drums, *beat.fill, *beat.close)) if kit()[name].stands_in]
    return ", ".join(f"a {drum.stands_in} for the {drum.name.lower()}" for drum in drums)


def _tonality(name: str, rows: Sequence[str]) -> dict[str, Any]:
    mode = modes()[name]
    home = Tonality("C", mode)
    instead = {}
    for row in rows:
        answer = suited(row, home)
        if answer.substitute_for is not None:
            tone = re.search(r'" needs ([A-G][#b]*), which', answer.reason)
            instead[row] = [answer.progression.id, tone[1] if tone else ""]
    return {
        "name": mode.name,
        "steps": list(mode.steps),
        "names": [home.spell(_MIDDLE_C + pc).rstrip("0123456789") for pc in range(12)],
        "signature": list(mode.signature),
        "caution": mode.caution,
        "why": mode.why,
        "instead": instead,
        "tonic": min((t for t in "CDEFGAB"), key=lambda t: (abs(Tonality(t, mode).fifths), pitch_class(t))),
    }
