"""What is said of what is built in the form lab; ``spec/form_goals.json`` is written from it."""

from __future__ import annotations

from typing import Any

FORM_GOALS: dict[str, Any] = {
    "and": " and ",
    "or": " or ",
    "elements": {
        "style": "style",
        "tonality": "mode",
        "tonic": "tonic",
        "progression": "harmony",
        "phrase": "phrase",
        "plan": "plan of repetition",
        "tempo_bpm": "tempo",
        "layers": "layers",
        "open_every": "bars left open",
        "balance_db": "balance",
    },
    "layer_names": {"melody": "the melody", "harmony": "the chords", "bass": "the bass", "drums": "the drums"},
    "degrees": {
        "b2": "a lowered second",
        "2": "a major second",
        "b3": "a minor third",
        "3": "a major third",
        "4": "a fourth",
        "#4": "a raised fourth",
        "b5": "a lowered fifth",
        "5": "a fifth",
        "#5": "a raised fifth",
        "b6": "a lowered sixth",
        "6": "a major sixth",
        "b7": "a lowered seventh",
        "7": "a leading tone",
    },
    "every": {"0": "no bar", "2": "every second bar", "4": "every fourth bar", "8": "every eighth bar"},
    "among": {
        "asked": {"wanted": "{Element}: {names}", "unwanted": "{Element}: not {names}"},
        "made": "The {element} is {name}.",
        "hint": {"wanted": "Choose another {element}.", "unwanted": "Find another {element} for this."},
    },
    "metre": {
        "asked": "{beats} beats in a bar",
        "made": "{style} has {beats} beats in a bar.",
        "hint": "The style brings the metre: choose another.",
    },
    "pace": {
        "asked": "{low} to {high} beats a minute",
        "made": "It goes at {tempo} beats a minute.",
        "hint": {"more": "Take it slower.", "less": "Take it faster."},
    },
    "layers": {
        "asked": {"heard": "To be heard: {layers}", "silent": "to be silent: {layers}"},
        "made": {"heard": "What is heard: {layers}.", "nothing": "Nothing is heard."},
        "hint": {"heard": "Switch on {layers}.", "silent": "Switch off {layers}."},
    },
    "open": {
        "asked": "Left open: {every}",
        "made": "What is left open: {every}.",
        "hint": {
            "more": "Leave room more often, under Bars left open.",
            "less": "Leave room less often, under Bars left open.",
        },
    },
    "at_home": {
        "asked": "Chords that belong to the mode",
        "made": '"{progression}" belongs to {mode}.',
        "hint": "Those that belong stand first in the list.",
    },
    "chords": {
        "asked": {
            "one": "{least} different chords",
            "most": "At most {most} different chords",
            "many": "{least} to {most} different chords",
        },
        "asked_single": "One chord",
        "made": {"one": "There is one chord: {names}.", "many": "There are {count} different chords: {names}."},
        "hint": {
            "more": "A vamp or a drone has fewer chords.",
            "less": "A vamp has more chords than a drone, and a loop or a longer progression more still.",
        },
    },
    "tones": {
        "asked": {"has": "A mode with {degrees}", "lacks": "A mode without {degrees}", "also": "and without {degrees}"},
        "made": {"has": "{mode} has {degrees}.", "lacks": "{mode} does without {degrees}."},
        "hint": "Go through the modes and listen for this tone against home.",
    },
    "returns": {
        "asked": {
            "one": "The first section is heard {least} times",
            "many": "The first section is heard {least} to {most} times",
        },
        "made": {"one": "In {plan} it is heard once.", "many": "In {plan} it is heard {count} times."},
        "hint": {
            "more": "Choose a plan in which it comes back less often.",
            "less": "Choose a plan that comes back to it more often.",
        },
    },
    "changed": {
        "asked": {"one": "Exactly {least} things changed", "many": "{least} to {most} things changed"},
        "asked_single": "Exactly one thing changed",
        "made": {"nothing": "Nothing is changed.", "some": "What you changed: {elements}."},
        "hint": {"more": "Put something back as it was.", "less": "Change something more."},
    },
    "length": {
        "asked": "{low} to {high} long, once through",
        "made": "Once through it lasts {time}.",
        "hint": {
            "more": "A shorter plan of repetition or a faster tempo makes it shorter.",
            "less": "A longer plan of repetition or a slower tempo makes it longer.",
        },
    },
    "foremost": {
        "asked": "In front: {layer}, by {db} dB or more",
        "made": {
            "silent": "What should be in front is not heard: {layer}.",
            "alone": "Heard alone: {layer}.",
            "above": "In front by {db} dB: {layer}.",
            "below": "Behind by {db} dB: {layer}.",
            "level": "As loud as another layer: {layer}.",
        },
        "hint": "Raise its level, or lower the others.",
    },
}
