"""The sentences, with gaps in braces; ``spec/words.json`` is written from them."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, Any] = {
    "nothing": "Nothing is changed: this is the music as written.",
    "names": {
        "ritardando": "Ritardando",
        "accelerando": "Accelerando",
        "tempo_contrast": "Tempo contrast",
        "rubato": "Rubato",
        "forte": "Forte",
        "piano": "Piano",
        "crescendo": "Crescendo",
        "diminuendo": "Diminuendo",
        "dynamic_contrast": "Dynamic contrast",
        "phrase_arch": "Phrase arch",
    },
    "component": "{name} {span}: {change}{after}.",
    "tempo": {
        "rises": "the tempo rises from {before} to {reached} beats a minute",
        "falls": "the tempo falls from {before} to {reached} beats a minute",
        "keeps": "the tempo keeps to {before} beats a minute",
    },
    "tempo_step": {
        "rises": "the tempo steps up from {before} to {reached} beats a minute",
        "falls": "the tempo steps down from {before} to {reached} beats a minute",
        "keeps": "the tempo keeps to {before} beats a minute",
    },
    "tempo_after": {
        "nothing": "",
        "end": ", then a tempo",
        "until": ", stays there to {until}, then a tempo",
        "stay": ", and stays there",
    },
    "level": {
        "rises": "the music grows louder by {db} dB",
        "falls": "the music grows softer by {db} dB",
        "keeps": "the music keeps its level",
    },
    "level_step": {
        "rises": "the music is at once {db} dB louder",
        "falls": "the music is at once {db} dB softer",
        "keeps": "the music keeps its level",
    },
    "level_arch": "the music swells by {db} dB up to {top} and sinks again",
    "level_after": {
        "nothing": "",
        "end": ", then goes back",
        "until": ", stays there to {until}, then goes back",
        "stay": ", and stays there",
    },
    "rubato": "{name} {span}, {who}: {shift}, and time is given back {times}.",
    "rubato_shift": {
        "both": "notes come up to {late} milliseconds late and up to {early} early",
        "late": "notes come up to {late} milliseconds late",
        "early": "notes come up to {early} milliseconds early",
        "neither": "notes keep their time",
    },
    "rubato_who": {"all": "all voices", "one": "{voice} alone"},
    "rubato_times": {"one": "once", "many": "{cycles} times"},
    "hold": "Fermata on {place}, {voice}: the note lasts {factor} times as long ({wait} more){breath}.",
    "hold_breath": ", then {breath} of silence",
    "accent": {
        "rises": "Accent on {place}, {voice}: the note is {db} dB louder{longer}.",
        "falls": "Accent on {place}, {voice}: the note is {db} dB softer{longer}.",
        "keeps": "Accent on {place}, {voice}: the note is {percent} % longer.",
    },
    "accent_longer": " and {percent} % longer",
    "hand_tempo": "The tempo is drawn by hand {span}.",
    "hand_level": "The level is drawn by hand {span}.",
    "clipped": "Some of it would be louder or softer than is played here; there the level stays within.",
    "duration": {
        "longer": "It lasts {duration}, {difference} longer than as written.",
        "shorter": "It lasts {duration}, {difference} shorter than as written.",
        "same": "It lasts {duration}, as long as written.",
    },
    "seconds": {"one": "1 second", "many": "{seconds} seconds"},
    "minutes": {"one": "1 minute {seconds}", "many": "{minutes} minutes {seconds}"},
    "place": {
        "bar": "bar {bar}",
        "beat": "bar {bar}, beat {beat}",
        "after": "bar {bar}, after beat {beat}",
        "upbeat": "the upbeat",
        "pass": "{place} (time {pass})",
    },
    "span": {"bar": "in {bar}", "stretch": "from {from} to {to}"},
    "end": {"music": "the end", "bar": "the end of {bar}"},
    "fractions": [[0.25, "¼"], [0.3333333333333333, "⅓"], [0.5, "½"], [0.6666666666666666, "⅔"], [0.75, "¾"]],
}
