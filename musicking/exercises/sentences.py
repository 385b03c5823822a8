"""What is said of an exercise, with gaps in braces; ``spec/goals.json`` is written from it."""

from __future__ import annotations

from typing import Any

GOALS: dict[str, Any] = {
    "met": "{made}: that is what was asked.",
    "missed": "{made}. {asked} {hint}",
    "lasts": {
        "made": {
            "more": "The music lasts {percent} % longer than as written {span} ({time} in place of {written})",
            "less": "The music lasts {percent} % less than as written {span} ({time} in place of {written})",
            "same": "The music lasts as long as written {span} ({time})",
        },
        "asked": {
            "more": "The task asks for {percent} % longer: it is {miss} too {way}.",
            "less": "The task asks for {percent} % less: it is {miss} too {way}.",
            "same": "The task asks for the written length: it is {miss} too {way}.",
        },
        "way": {"more": "long", "less": "short"},
        "hint": {
            "more": "Slow down less, or give back the time that you took.",
            "less": "Slow down more, begin earlier, or let a note wait.",
        },
    },
    "tempo": {
        "made": "The mean tempo is {tempo} beats a minute {span}, against {reference} {than}",
        "than": {"written": "as written", "place": "{span}"},
        "asked": "The task asks for about {asked}: it is {miss} too {way}.",
        "way": {"more": "fast", "less": "slow"},
        "hint": {
            "more": "Take more time here, or less of it in the other place.",
            "less": "Take less time here, or more of it in the other place.",
        },
    },
    "level": {
        "made": {
            "more": "The music is {db} dB louder {span} than {than}",
            "less": "The music is {db} dB softer {span} than {than}",
            "same": "The music is as loud {span} as {than}",
        },
        "than": {"written": "it is written", "place": "{span}"},
        "asked": {
            "more": "The task asks for {db} dB louder: it is {miss} dB too {way}.",
            "less": "The task asks for {db} dB softer: it is {miss} dB too {way}.",
            "same": "The task asks for the same level: it is {miss} dB too {way}.",
        },
        "way": {"more": "loud", "less": "soft"},
        "hint": {
            "more": "Take these bars down, or the others up.",
            "less": "Take these bars up, or the others down.",
        },
    },
    "course": {
        "tempo": {
            "rises": "The tempo rises little by little {span}, by {change} %",
            "falls": "The tempo falls little by little {span}, by {change} %",
            "rises_not": "The tempo does not rise {span}",
            "falls_not": "The tempo does not fall {span}",
            "turns": "The tempo turns back on its way {span}",
            "steps": "The tempo changes nearly all at once {span}, by {change} %",
            "least": "The task asks for at least {asked} %.",
            "most": "The task asks for at most {asked} %.",
        },
        "level": {
            "rises": "The level rises little by little {span}, by {change} dB",
            "falls": "The level falls little by little {span}, by {change} dB",
            "rises_not": "The level does not rise {span}",
            "falls_not": "The level does not fall {span}",
            "turns": "The level turns back on its way {span}",
            "steps": "The level changes nearly all at once {span}, by {change} dB",
            "least": "The task asks for at least {asked} dB.",
            "most": "The task asks for at most {asked} dB.",
        },
        "gradually": "The task asks for one direction, little by little.",
        "hint": {
            "least": "Take a larger size or amount, and see that it begins and ends with these bars.",
            "most": "Take a smaller size or amount.",
            "turns": "See whether two changes overlap, or a handle of the curve stands in the way.",
            "steps": "Spread it over all of these bars.",
        },
    },
    "displaced": {
        "made": {
            "one": "{voice} moves up to {ms} milliseconds away from the written beat {span}",
            "all": "The notes move up to {ms} milliseconds away from the written beat {span}",
        },
        "least": "The task asks for at least {asked} milliseconds.",
        "most": "The task asks for at most {asked} milliseconds.",
        "hint": {
            "least": "Let more time be borrowed: a larger size, or fewer cycles.",
            "most": "This voice keeps strict time: let the other one take the liberty alone.",
        },
    },
    "held": {
        "made": "The note on {place} lasts {factor} times as long as written ({time})",
        "asked": "The task asks for {asked} times as long: it is {miss} too {way}.",
        "way": {"more": "long", "less": "short"},
        "hint": {"more": "Hold it less.", "less": "Hold it longer, or touch this very note."},
    },
    "accented": {
        "made": {
            "more": "The note on {place} stands {db} dB above its neighbours",
            "less": "The note on {place} lies {db} dB below its neighbours",
            "same": "The note on {place} is as loud as its neighbours",
        },
        "asked": "The task asks for {asked} dB above: it is {miss} dB too {way}.",
        "way": {"more": "loud", "less": "soft"},
        "hint": {
            "more": "Give the accent a smaller size or amount.",
            "less": "Give this note an accent, or a larger one, and leave its neighbours without.",
        },
    },
    "unchanged": {
        "made": {
            "both": "Nothing else is changed",
            "tempo": "The tempo is as written where it should be",
            "level": "The level is as written where it should be",
        },
        "strayed": {"tempo": "The time of {bar} is changed too", "level": "The level of {bar} is changed too"},
        "asked": "The task asks you to leave it as written.",
        "hint": "See where your change begins, where it ends, and whether it goes back there.",
    },
    "uses": {
        "used": "{name} is used",
        "unused": "{name} is not used",
        "wanted": "It was asked for.",
        "unwanted": "It was to be done without.",
        "hint": {"wanted": "Add it below the score.", "unwanted": "Take it away and find another way there."},
        "hand": {"hand_tempo": "A tempo drawn by hand", "hand_level": "A level drawn by hand"},
        "names": {"fermata": "Fermata", "accentuation": "Accentuation"},
    },
}
