"""Music to improvise with: songs, expressive change, and what the page needs to play them."""
