"""How ratings come in."""
