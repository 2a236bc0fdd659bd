"""What the appendix gathers: references by scheme, and practices without a rating with the reasons."""

from cxaudit.report.document import PracticePart, Report


def list_references(report: Report) -> list[tuple[str, list[tuple[list[str], list[str]]]]]:
    """Schemes; in each, clauses in order of first use with the practices that refer to them.

    Clauses that the same practices refer to stand together.
    """
    schemes: dict[str, dict[str, list[str]]] = {}
    for part in report.practices:
        for scheme, clauses in part.refs.items():
            for clause in clauses:
                schemes.setdefault(scheme, {}).setdefault(clause, []).append(part.title)
    return [(scheme, _merge(clauses)) for scheme, clauses in schemes.items()]


def list_unrated(report: Report) -> list[PracticePart]:
    """Practices without a rating, in the order of the states: not observed, not applicable, not rated."""
    order = {"not_observed": 0, "not_applicable": 1, "unrated": 2}
    return sorted((part for part in report.practices if part.state in order), key=lambda part: order[part.state])


def _merge(clauses: dict[str, list[str]]) -> list[tuple[list[str], list[str]]]:
    merged: dict[tuple[str, ...], list[str]] = {}
    for clause, titles in clauses.items():
        merged.setdefault(tuple(titles), []).append(clause)
    return [(names, list(titles)) for titles, names in merged.items()]
