"""Every combination of the elements gives a piece that holds together."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest
from unit.form.composed import all_pairs, any_row, check_composed, section_notes

from musicking.errors import MusicError
from musicking.form.compose import LAYERS, compose
from musicking.form.elements import Asked, choose
from musicking.score_json import score_from_json

COMBINATIONS = int(os.environ.get("MUSICKING_COMPOSED", "200"))
