"""What the appendix gathers: references by scheme, practices without a rating, and why weights are what they are."""

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
    ordered = sorted(schemes.items(), key=lambda pair: pair[0] == "source")  # a checklist's own sources come last
    return [(scheme, _merge(clauses)) for scheme, clauses in ordered]


def list_unrated(report: Report) -> list[PracticePart]:
    """Practices without a rating, in the order of the states: not observed, not applicable, not rated."""
    order = {"not_observed": 0, "not_applicable": 1, "unrated": 2}
    return sorted((part for part in report.practices if part.state in order), key=lambda part: order[part.state])


def list_weights(report: Report) -> list[tuple[float, list[str], str]]:
    """Weights that carry a reason: the weight, the practices that have both, and the reason."""
    groups: dict[tuple[float, str], list[str]] = {}
    for part in report.practices:
        if part.weight_because and not part.advisory:
            groups.setdefault((part.weight, part.weight_because), []).append(part.title)
    return [(weight, titles, why) for (weight, why), titles in groups.items()]


def _merge(clauses: dict[str, list[str]]) -> list[tuple[list[str], list[str]]]:
    merged: dict[tuple[str, ...], list[str]] = {}
    for clause, titles in clauses.items():
        merged.setdefault(tuple(titles), []).append(clause)
    return [(names, list(titles)) for titles, names in merged.items()]
