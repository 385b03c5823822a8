"""Files and pictures out of a score or a performance: notation, words, plots, MusicXML, MIDI."""
