"""What lies outside the layers of the form lab: Python composes it anew, in the form that layers are joined to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from musicking.form.compose import compose
from musicking.form.feel import WORDS, off_beat, swung
from musicking.form.groove import grooves
from musicking.form.hand import Hand
from musicking.form.harmony import progressions
from musicking.form.layer_choice import LAYERS, Choice, checked_own
from musicking.form.style import style_of, styles
from musicking.form.ticks import to_beat
from musicking.form.tonality import modes
from musicking.score import Voice
from musicking.written import FEEL

if TYPE_CHECKING:
    from musicking.form.groove import Groove
    from musicking.score import Note, Score

_VOICES = (*LAYERS, "answer")
_NAMES = {"melody": "Melody", "harmony": "Harmony", "bass": "Bass", "drums": "Drums", "answer": "Answer"}
_GO_ON = {"bass", "drums"}


def compose_own(choice: Choice) -> dict[str, Any]:
    """Return the score of a choice that lies outside the layers, as `musicking.form.layers.assemble` would.

    Parameters
    ----------
    choice
        Its ``own`` says what lies outside: ``groove``, ``mode``, ``progression`` (roman numerals, or a name),
        ``seed``; what is missing there is as in the rest of the choice.

    Raises
    ------
    MusicError
        As `musicking.compose` refuses, in one sentence.

    Examples
    --------
    >>> piece = compose_own(Choice(style="waltz", tonality="ionian", tonic="G", own={"progression": "I vi ii V"}))
    >>> piece["title"], [symbol for _, symbol in piece["chords"][:4]]
    ('AABA in G major, Waltz', ['G', 'Em', 'Am', 'D'])
    """
    own = checked_own(choice.own or {})
    made_on = choice.style if choice.style in styles() else None
    score = compose(
        groove=own["groove"] or (None if made_on else choice.style),
        tonality=f"{choice.tonic} {own['mode'] or choice.tonality}",
        progression=own["progression"] or choice.progression,
        phrase=choice.phrase,
        form=choice.plan,
        style=made_on,
        seed=own["seed"],
        tempo_bpm=choice.tempo_bpm,
    )
    return _as_layers(score, choice, _groove_of(score), own["seed"]).to_json()


def elements() -> dict[str, list[list[str]]]:
    """Return what may be asked for by id, with its name: grooves, modes, progressions."""
    return {
        "grooves": [[name, beat.name] for name, beat in grooves().items()],
        "modes": [[name, mode.name] for name, mode in modes().items()],
        "progressions": [[name, row.name] for name, row in progressions().items()],
    }


def _groove_of(score: Score) -> Groove:
    name = score.origin["groove"]
    return next(beat for beat in grooves().values() if beat.name == name)


def _as_layers(score: Score, choice: Choice, beat: Groove, seed: int) -> Score:
    """Return the score from its first downbeat, with five voices always, played as the choice says."""
    bpm = 60 / score.tempo[0][1]
    off, bar = off_beat(beat, bpm), Fraction(beat.beats_per_bar)
    balance, first = style_of(beat.id).balance_db, score.voices[0].instrument
    voices = []
    for number, name in enumerate(_VOICES):
        layer = "melody" if name == "answer" else name
        voice = next((v for v in score.voices if v.id == name), Voice(name, _NAMES[name], first, ()))
        hand = Hand(seed, number, bpm) if choice.human else None
        notes = [n for n in voice.notes if n.onset_beat >= 0 and layer in choice.layers]
        if name not in _GO_ON:
            notes = _with_room(notes, choice.open_every, bar)
        usual = voice.balance_db if voice.notes else balance[layer]
        level = choice.balance_db.get(layer, usual) - (layer in choice.balance_db and name == "answer")
        played = tuple(_played(note, off, hand, bar) for note in notes)
        voices.append(replace(voice, name=_NAMES[name], balance_db=level, notes=played))
    origin = {"instead": "", **score.origin} | ({FEEL: WORDS[beat.swing]} if beat.swing else {})
    return replace(
        score,
        voices=tuple(voices),
        bars=tuple(b for b in score.bars if b.start_beat >= 0),
        metres=tuple(replace(metre, beat=max(Fraction(0), metre.beat)) for metre in score.metres),
        tempo=((Fraction(0), score.tempo[0][1]),),
        phrases=tuple((max(Fraction(0), a), b) for a, b in score.phrases),
        origin=origin,
    )


def _with_room(notes: list[Note], every: int, bar: Fraction) -> list[Note]:
    """Leave bars open: nothing begins in them, and nothing lasts into them."""
    if not every:
        return notes
    kept = []
    for note in notes:
        number = note.onset_beat // bar
        if number % every != every - 1:
            kept.append(replace(note, end_beat=min(note.end_beat, (number // every * every + every - 1) * bar)))
    return kept


def _played(note: Note, off: int, hand: Hand | None, bar: Fraction) -> Note:
    onset, end, level_db = swung(note.onset_beat, off), swung(note.end_beat, off), note.level_db
    if hand:
        onset = hand.moved(onset, end, on_bar_line=note.onset_beat % bar == 0)
        level_db += hand.louder_db()
    return replace(
        note,
        onset_beat=to_beat(onset),
        end_beat=to_beat(end),
        level_db=level_db,
        written_beat=(note.onset_beat, note.end_beat),
    )
