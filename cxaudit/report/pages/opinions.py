"""What stands beside the chart of the auditors' ratings."""

from collections import Counter

from cxaudit.report.agreement_parts import SharedPart


def tally_levels(row: SharedPart) -> list[tuple[str, int]]:
    """How many auditors gave each level of a practice, from the lowest level."""
    given = zip(row.places, row.levels, strict=True)
    found = Counter((place, level) for place, level in given if place is not None and level is not None)
    return [(level, count) for (_, level), count in sorted(found.items())]
