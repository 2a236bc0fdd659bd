"""Faults of content in a checklist: wording, levels, advice, balance. Pure: no files, no printing."""
