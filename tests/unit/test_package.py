"""What `import musicking` brings."""

import subprocess
import sys

import pytest

import musicking


def test_every_public_name_is_there() -> None:
    for name in musicking.__all__:
        assert getattr(musicking, name) is not None
    with pytest.raises(AttributeError, match="fanfare"):
        musicking.fanfare  # noqa: B018 (to ask for it is what raises)


def test_importing_it_brings_nothing_heavy() -> None:
    program = (
        "import sys; before = set(sys.modules); import musicking; from musicking import perform, describe; "
        "new = {name.split('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(name for name in new if name not in sys.stdlib_module_names))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["musicking"]
