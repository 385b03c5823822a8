"""The one exception that bad musical input raises."""


class MusicError(ValueError):
    """Say in one sentence what is wrong with the music given, and what to do.

    Examples
    --------
    >>> raise MusicError("There is no song called 'x'. Try: amazing_grace.")
    Traceback (most recent call last):
    ...
    musicking.errors.MusicError: There is no song called 'x'. Try: amazing_grace.
    """
