"""Tables of other programs."""
