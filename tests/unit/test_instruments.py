"""The measured instruments, and what is wrong with a table of them."""

from typing import Any

import pytest

from musicking.errors import MusicError
from musicking.instruments import instruments_from_json


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"piano": []},
        {"piano": {"sustaining": False}},
        {"piano": {"velocity_db": [[20, -10]]}},
        {"piano": {"velocity_db": [[20, -10], [20, 0]]}},
        {"piano": {"velocity_db": [[20, -10], [60, -11]]}},
    ],
)
def test_a_table_that_does_not_rise_or_is_none_is_refused(data: Any) -> None:
    with pytest.raises(MusicError):
        instruments_from_json(data)
