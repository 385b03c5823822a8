"""A score as plain data, there and back, as ``spec/performance.md`` §2 lays it out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from musicking import plain_data as plain
from musicking.score import Bar, Metre, Note, Score, Section, Voice

# Beats of written music are simple fractions; a double nearest to one is read as that fraction.
LARGEST_DENOMINATOR = 960


def score_to_json(score: Score) -> dict[str, Any]:
    """Return a score as plain data; ``sections`` only where there are some."""
    data = {
        "title": score.title,
        "key": score.key,
        "origin": dict(score.origin),
        "beat_quarters": float(score.beat_quarters),
        "start_beat": float(score.start_beat),
        "end_beat": float(score.end_beat),
        "bars": [
            {
                "number": bar.number,
                "start_beat": float(bar.start_beat),
                "end_beat": float(bar.end_beat),
                "pass": bar.pass_,
            }
            for bar in score.bars
        ],
        "metres": [
            {"beat": float(metre.beat), "numerator": metre.numerator, "denominator": metre.denominator}
            for metre in score.metres
        ],
        "voices": [_voice_to_json(voice) for voice in score.voices],
        "tempo": [[float(beat), float(period)] for beat, period in score.tempo],
        "level": [[float(beat), float(level)] for beat, level in score.level],
        "chords": [[float(beat), symbol] for beat, symbol in score.chords],
        "phrases": [[float(start), float(end)] for start, end in score.phrases],
    }
    sections = [_section_to_json(section) for section in score.sections]
    return data | ({"sections": sections} if sections else {})


def _section_to_json(section: Section) -> dict[str, Any]:
    return {
        "letter": section.letter,
        "from_beat": float(section.from_beat),
        "to_beat": float(section.to_beat),
        "name": section.name,
        "varied": section.varied,
    }


def _voice_to_json(voice: Voice) -> dict[str, Any]:
    return {
        "id": voice.id,
        "name": voice.name,
        "instrument": voice.instrument,
        "balance_db": float(voice.balance_db),
        "notes": [_note_to_json(note) for note in voice.notes],
    }


def _note_to_json(note: Note) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": note.id,
        "onset_beat": float(note.onset_beat),
        "end_beat": float(note.end_beat),
        "pitch": note.pitch,
    }
    extra: dict[str, Any] = {
        "spelling": note.spelling,
        "tied": note.tied,
        "level_db": float(note.level_db),
        "lyric": note.lyric,
    }
    if note.written_beat is not None:
        extra["written_beat"] = [float(beat) for beat in note.written_beat]
    return data | {name: value for name, value in extra.items() if value}


def score_from_json(data: object) -> Score:
    """Read a score from plain data.

    Raises
    ------
    MusicError
        In one sentence, when a field is missing, is of the wrong kind, or the music does not hold together.

    Examples
    --------
    >>> empty = score_from_json({"title": "Silence", "voices": [], "tempo": [[0, 1]]})
    >>> empty.title, empty.end_beat
    ('Silence', Fraction(0, 1))
    """
    record = plain.as_record(data, "A score")
    get = record.get
    return Score(
        title=plain.as_text(get("title", ""), "The title"),
        key=plain.as_text(get("key", ""), "The key"),
        origin={str(name): str(value) for name, value in plain.as_record(get("origin", {}), "The origin").items()},
        beat_quarters=_beat(get("beat_quarters", 1), "beat_quarters"),
        bars=tuple(_bar(bar) for bar in plain.as_list(get("bars", []), "The list of bars")),
        metres=tuple(_metre(metre) for metre in plain.as_list(get("metres", []), "The list of metres")),
        voices=tuple(_voice(voice) for voice in plain.as_list(get("voices", []), "The list of voices")),
        tempo=_beat_pairs(plain.field_of(record, "tempo", "A score"), "the tempo"),
        level=_beat_pairs(get("level", []), "the level"),
        chords=tuple(
            (_beat(beat, "A chord"), plain.as_text(symbol, "A chord symbol"))
            for beat, symbol in map(_pair, plain.as_list(get("chords", []), "The list of chords"))
        ),
        phrases=tuple(
            (_beat(start, "A phrase"), _beat(end, "A phrase"))
            for start, end in map(_pair, plain.as_list(get("phrases", []), "The list of phrases"))
        ),
        sections=tuple(_section(section) for section in plain.as_list(get("sections", []), "The list of sections")),
    )


def _beat(value: object, what: str) -> Fraction:
    number = plain.as_number(value, what)
    simple = Fraction(number).limit_denominator(LARGEST_DENOMINATOR)
    return simple if float(simple) == number else Fraction(number)


def _pair(value: object) -> tuple[object, object]:
    first, second = [*plain.as_list(value, "A pair"), None, None][:2]
    return first, second


def _beat_pairs(value: object, what: str) -> tuple[tuple[Fraction, float], ...]:
    return tuple((_beat(beat, what), number) for beat, number in plain.as_pairs(value, what))


def _section(value: object) -> Section:
    section = plain.as_record(value, "A section")
    return Section(
        letter=plain.as_text(plain.field_of(section, "letter", "A section"), "The letter of a section"),
        from_beat=_beat(plain.field_of(section, "from_beat", "A section"), "The start of a section"),
        to_beat=_beat(plain.field_of(section, "to_beat", "A section"), "The end of a section"),
        name=plain.as_text(section.get("name", ""), "The name of a section"),
        varied=plain.as_text(section.get("varied", ""), "What is varied in a section"),
    )


def _bar(value: object) -> Bar:
    bar = plain.as_record(value, "A bar")
    return Bar(
        number=plain.as_whole(plain.field_of(bar, "number", "A bar"), "The number of a bar"),
        start_beat=_beat(plain.field_of(bar, "start_beat", "A bar"), "The start of a bar"),
        end_beat=_beat(plain.field_of(bar, "end_beat", "A bar"), "The end of a bar"),
        pass_=plain.as_whole(bar.get("pass", 1), "The pass of a bar"),
    )


def _metre(value: object) -> Metre:
    metre = plain.as_record(value, "A metre")
    return Metre(
        beat=_beat(plain.field_of(metre, "beat", "A metre"), "The beat of a metre"),
        numerator=plain.as_whole(plain.field_of(metre, "numerator", "A metre"), "The numerator of a metre"),
        denominator=plain.as_whole(plain.field_of(metre, "denominator", "A metre"), "The denominator of a metre"),
    )


def _voice(value: object) -> Voice:
    voice = plain.as_record(value, "A voice")
    return Voice(
        id=plain.as_text(plain.field_of(voice, "id", "A voice"), "The id of a voice"),
        name=plain.as_text(voice.get("name", voice["id"]), "The name of a voice"),
        instrument=plain.as_text(plain.field_of(voice, "instrument", "A voice"), "The instrument of a voice"),
        balance_db=plain.as_number(voice.get("balance_db", 0), "The balance of a voice"),
        notes=tuple(_note(note) for note in plain.as_list(voice.get("notes", []), "The notes of a voice")),
    )


def _note(value: object) -> Note:
    note = plain.as_record(value, "A note")
    name = plain.as_text(plain.field_of(note, "id", "A note"), "The id of a note")
    what = f'Note "{name}"'
    return Note(
        id=name,
        onset_beat=_beat(plain.field_of(note, "onset_beat", what), f"The onset of {name}"),
        end_beat=_beat(plain.field_of(note, "end_beat", what), f"The end of {name}"),
        pitch=plain.as_whole(plain.field_of(note, "pitch", what), f"The pitch of {name}"),
        spelling=plain.as_text(note.get("spelling", ""), f"The spelling of {name}"),
        tied=bool(note.get("tied", False)),
        level_db=plain.as_number(note.get("level_db", 0), f"The stress of {name}"),
        lyric=plain.as_text(note.get("lyric", ""), f"The lyric of {name}"),
        written_beat=_written(note.get("written_beat"), f"Where {name} is written"),
    )


def _written(value: object, what: str) -> tuple[Fraction, Fraction] | None:
    if value is None:
        return None
    onset, end = _pair(value)
    return _beat(onset, what), _beat(end, what)
