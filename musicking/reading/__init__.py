"""Files in: what a musician writes or brings becomes a Score."""
