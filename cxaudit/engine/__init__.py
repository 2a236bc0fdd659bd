"""Pure computation: no files, no clock, no randomness, no printing."""
