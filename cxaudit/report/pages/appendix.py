"""What the appendix gathers: references by scheme, and practices without a rating with the reasons."""

from cxaudit.report.document import PracticePart, Report


def list_references(report: Report) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Schemes, their clauses in order of first use, and the titles of the practices that refer to each."""
    schemes: dict[str, dict[str, list[str]]] = {}
    for part in report.practices:
        for scheme, clauses in part.refs.items():
            for clause in clauses:
                schemes.setdefault(scheme, {}).setdefault(clause, []).append(part.title)
    return [(scheme, list(clauses.items())) for scheme, clauses in schemes.items()]


def list_unrated(report: Report) -> list[PracticePart]:
    """Practices without a rating, in the order of the states: not observed, not applicable, not rated."""
    order = {"not_observed": 0, "not_applicable": 1, "unrated": 2}
    return sorted((part for part in report.practices if part.state in order), key=lambda part: order[part.state])
