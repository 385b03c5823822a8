"""A small piece from the elements of form: groove, tonality, progression, phrase, plan of repetition, style."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.form.chords import pitch_class, spell
from musicking.form.elements import Asked, Elements, choose
from musicking.form.ensemble import accompany
from musicking.form.sections import Laid, Recipe, lay_out
from musicking.score import Bar, Metre, Note, Score, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from musicking.form.ensemble import Accompaniment
    from musicking.form.melody import Sung
    from musicking.form.tonality import Tonality

#: What a piece may be layered from; "answer" is the second voice of a call and response.
LAYERS = ("melody", "answer", "harmony", "bass", "drums")
_COMMON_NAMES = {"ionian": "major", "aeolian": "minor"}
_ANSWER_BALANCE_DB = -1.0


def compose(  # noqa: PLR0913, PLR0917  (the elements of form)
    groove: str | None = None,
    tonality: str | None = None,
    progression: str | None = None,
    phrase: str | None = None,
    form: str | None = None,
    style: str | None = None,
    *,
    seed: int = 7,
    bars: int | None = None,
    layers: Sequence[str] = LAYERS,
    space: int = 0,
    motive: str | None = None,
    tempo_bpm: float | None = None,
) -> Score:
    """Compose a small piece. Whatever is left out, the style fills in, or a plain default.

    Parameters
    ----------
    groove
        What drums and bass keep going: ``"bossa"``, ``"waltz"`` (`musicking.form.groove.grooves`).
    tonality
        Tonic and mode: ``"D dorian"`` (`musicking.form.tonality.modes`).
    progression
        Roman numerals, ``"i IV"``, or a name (`musicking.form.harmony.progressions`).
    phrase
        ``"period"``, ``"sentence"``, ``"call and response"`` (`musicking.form.phrases.phrase_kinds`).
    form
        The plan of repetition: ``"AABA"``, ``"verse-refrain"``, ``"rondo"`` (`musicking.form.repetition.plans`).
    style
        ``"waltz"``, ``"bossa nova"`` (`musicking.form.style.styles`): fills what is left out.
    seed
        The same number gives the same piece.
    bars
        Bars of each section: 4, 8, 12 or 16; by default 8, or what the progression takes.
    layers
        Which voices play, of `LAYERS`.
    space
        Leave every bar of this number open in the melody, as room for somebody else: 2, 3 or 4; 0 leaves none.
    motive
        The idea to begin with (`musicking.form.motives.motives`); by default the seed chooses.
    tempo_bpm
        Beats of the metre a minute.

    Returns
    -------
    Score
        As written; `musicking.form.feel.felt` makes it swing. ``sections`` holds the plan of repetition, and
        ``origin`` what it was made from: under ``instead`` what took the place of an element that does not
        belong, with the reason; under ``chromatic`` the notes that leave the scale on purpose, by their ids.

    Raises
    ------
    MusicError
        If an element is not known; names the nearest.

    Examples
    --------
    >>> piece = compose("bossa", "D dorian", "i IV", form="AABA")
    >>> piece.title, [section.letter for section in piece.sections]
    ('AABA in D Dorian, Bossa nova', ['A', 'A', 'B', 'A'])
    >>> compose(tonality="C whole_tone", progression="ii V I").origin["instead"][:42]
    '"ii-V-I" needs F, which C whole tone does '
    """
    _check(layers, tempo_bpm)
    made = choose(Asked(groove, tonality, progression, phrase, form, style, bars, motive, tempo_bpm))
    laid = lay_out(
        Recipe(
            made.tonality,
            made.row,
            made.phrase,
            made.plan,
            made.metre,
            made.bars,
            space,
            seed,
            made.motive,
            made.style.id,
        )
    )
    played = accompany(laid.harmony, made.tonality, style=made.style, groove=made.groove, section_bars=made.bars)
    sung, altered = _sung_voices(laid, made)
    voices = [voice for voice in (*sung, *played.voices) if voice.id in layers and voice.notes]
    upbeat = min((voice.notes[0].onset_beat for voice in voices), default=Fraction(0))
    upbeat = min(upbeat, Fraction(0))
    length = made.groove.beats_per_bar
    number = made.bars * len(made.plan.parts)
    full = tuple(Bar(bar + 1, Fraction(bar * length), Fraction((bar + 1) * length)) for bar in range(number))
    return Score(
        title=_title(made),
        voices=tuple(voices),
        bars=((Bar(0, upbeat, Fraction(0)), *full) if upbeat else full),
        metres=(Metre(upbeat, *made.groove.metre),),
        tempo=((upbeat, 60 / made.tempo_bpm),),
        beat_quarters=made.groove.beat_quarters,
        chords=tuple(_symbols(laid)),
        phrases=laid.phrases,
        key=_key(made.tonality),
        origin=_origin(made, laid, seed, _chromatic(altered, played, voices)),
        sections=laid.sections,
    )


def _check(layers: Sequence[str], tempo_bpm: float | None) -> None:
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown or not layers:
        raise MusicError(f"There is no layer '{(unknown or ['none'])[0][:20]}'. Choose of: {', '.join(LAYERS)}.")
    if tempo_bpm is not None and not 20 <= tempo_bpm <= 400:  # noqa: PLR2004  (what can still be felt as a beat)
        raise MusicError("The tempo must lie between 20 and 400 beats a minute.")


def _sung_voices(laid: Laid, made: Elements) -> tuple[tuple[Voice, Voice], dict[str, str]]:
    """Return melody and answer, and why their altered tones leave the scale."""
    instrument = made.style.instruments["melody"]
    other = "flute" if instrument == "clarinet" else "clarinet"
    altered: dict[str, str] = {}
    melody = tuple(_notes("m", [tone for tone in laid.tones if not tone.answer], laid, made, altered))
    answer = tuple(_notes("a", [tone for tone in laid.tones if tone.answer], laid, made, altered))
    balance = made.style.balance_db["melody"]
    return (
        Voice("melody", "Melody", instrument, melody, balance),
        Voice("answer", "Answer", other, answer, balance + _ANSWER_BALANCE_DB),
    ), altered


def _notes(prefix: str, tones: Sequence[Sung], laid: Laid, made: Elements, altered: dict[str, str]) -> Iterable[Note]:
    for number, tone in enumerate(tones, start=1):
        key = made.tonality.pitch(tone.step, laid.anchor) + tone.alter
        spelling = made.tonality.spell(key)
        name = f"{prefix}{number}"
        if tone.alter:
            chord = next(
                span.chord for span in laid.harmony if span.from_beat <= max(tone.onset, Fraction(0)) < span.to_beat
            )
            spelling = next((spell(t, key) for t in chord.tones if pitch_class(t) == key % 12), spelling)
            altered[name] = f"a tone of {chord.symbol}"
        yield Note(name, tone.onset, tone.onset + tone.length, key, spelling)


def _symbols(laid: Laid) -> Iterable[tuple[Fraction, str]]:
    before = ""
    for span in laid.harmony:
        if span.chord.symbol != before:
            yield span.from_beat, span.chord.symbol
        before = span.chord.symbol


def _chromatic(altered: dict[str, str], played: Accompaniment, voices: Sequence[Voice]) -> dict[str, str]:
    there = {note.id for voice in voices for note in voice.notes}
    return {name: reason for name, reason in (altered | dict(played.chromatic)).items() if name in there}


def _key(home: Tonality) -> str:
    """Return a tonality by the name that musicians give it: ``"C major"``, ``"E phrygian dominant"``."""
    return f"{home.tonic} {_COMMON_NAMES.get(home.mode.id, home.mode.id.replace('_', ' '))}"


def _title(made: Elements) -> str:
    what = made.plan.letters if len(made.plan.parts) > 1 else made.phrase.name.split(" (")[0]
    mode = _COMMON_NAMES.get(made.tonality.mode.id, made.tonality.mode.name.split(" (")[0])
    return f"{what} in {made.tonality.tonic} {mode}, {made.groove.name}"


def _origin(made: Elements, laid: Laid, seed: int, chromatic: dict[str, str]) -> dict[str, str]:
    """Return what the piece was made from, by heading."""
    origin = {
        "composed": f"by rule from the elements below, seed {seed}",
        "style": made.style.name,
        "groove": made.groove.name,
        "progression": made.row.name,
        "phrase": made.phrase.name,
        "form": made.plan.name,
        "motives": ", ".join(f"{motive.name} ({motive.character})" for motive in laid.motives),
        "culture": made.style.culture or made.groove.culture,
        "instead": " ".join(made.instead),
        "chromatic": "; ".join(f"{name}: {reason}" for name, reason in chromatic.items()),
    }
    return {heading: words for heading, words in origin.items() if words}
