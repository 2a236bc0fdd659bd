"""What the appendix gathers: references by scheme, practices without a rating, and why weights are what they are."""

from cxaudit.report.document import PracticePart, Report

SOURCE = "source"  # the scheme of the checklist's own sources


def list_references(report: Report) -> list[tuple[str, list[tuple[list[str], list[str]]]]]:
    """Schemes by their title; in each, what is named with the practices that refer to it, in order of first use.

    Parts that the same practices refer to stand together. Statements of the sources are gathered by article, and come
    last. A scheme that is in no table keeps its id.
    """
    schemes: dict[str, dict[str, list[str]]] = {}
    for part in report.practices:
        for scheme, clauses in part.refs.items():
            for clause in dict.fromkeys(_named(report, scheme, clause) for clause in clauses or [""]):
                schemes.setdefault(scheme, {}).setdefault(clause, []).append(part.title)
    ordered = sorted(schemes.items(), key=lambda pair: pair[0] == SOURCE)
    return [(_titled(report, scheme), _merge(clauses)) for scheme, clauses in ordered]


def _titled(report: Report, scheme: str) -> str:
    known = report.references.get(scheme)
    if known is None:
        return scheme
    return f"{known.title} ({known.publisher})" if known.publisher else known.title


def _named(report: Report, scheme: str, clause: str) -> str:
    """`7.2 Receipt`, `Empathy`, the article of a statement, or the whole."""
    known = report.references.get(scheme)
    if not clause:
        return "the whole"
    if scheme == SOURCE:
        article = clause.partition("-")[0]
        return known.parts.get(article, clause) if known else clause
    title = known.parts.get(clause) if known else None
    if title is None:
        return clause
    return f"{clause} {title}" if clause[0].isdigit() and clause not in title else title


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
