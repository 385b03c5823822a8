"""The elements of form: chords and accompaniment, as composed by Python."""
