"""What the appendix gathers: references by scheme, practices without a rating, and why weights are what they are."""

from cxaudit.report.document import PracticePart, Report
from cxaudit.report.text import show_count

SOURCE = "source"  # the scheme of the checklist's own sources
WHOLE = ""  # a reference to all of a standard


def list_references(report: Report) -> list[tuple[str, list[tuple[list[str], str]]]]:
    """Standards by their title; in each, what is named with the practices that refer to it, in the standard's order.

    Parts that the same practices refer to stand together. A scheme that is in no table keeps its id. The sources of the
    checklist come last, as articles with the number of practices that rest on them.
    """
    schemes: dict[str, dict[str, list[str]]] = {}
    for part in report.practices:
        for scheme, clauses in part.refs.items():
            for clause in clauses or [WHOLE]:
                schemes.setdefault(scheme, {}).setdefault(clause, []).append(part.title)
    sources = schemes.pop(SOURCE, {})
    order = [
        *(scheme for scheme in report.references if scheme in schemes),
        *(scheme for scheme in schemes if scheme not in report.references),
    ]
    listed = [(_titled(report, scheme), _clauses(report, scheme, schemes[scheme])) for scheme in order]
    return [*listed, *_sources(report, sources)]


def _titled(report: Report, scheme: str) -> str:
    known = report.references.get(scheme)
    if known is None:
        return scheme
    return f"{known.title} ({known.publisher})" if known.publisher else known.title


def _clauses(report: Report, scheme: str, clauses: dict[str, list[str]]) -> list[tuple[list[str], str]]:
    parts = report.references[scheme].parts if scheme in report.references else {}
    order = {clause: place for place, clause in enumerate([WHOLE, *parts])}
    ordered = sorted(clauses.items(), key=lambda pair: order.get(pair[0], len(order)))
    merged: dict[tuple[str, ...], list[str]] = {}
    for clause, titles in ordered:
        merged.setdefault(tuple(titles), []).append(_named(clause, parts.get(clause)))
    return [(names, "; ".join(titles)) for titles, names in merged.items()]


def _named(clause: str, title: str | None) -> str:
    """`7.2 Receipt`, `Empathy`, or the whole."""
    if not clause:
        return "the whole"
    if title is None:
        return clause
    return f"{clause} {title}" if clause[0].isdigit() and clause not in title else title


def _sources(report: Report, statements: dict[str, list[str]]) -> list[tuple[str, list[tuple[list[str], str]]]]:
    if not statements:
        return []
    known = report.references.get(SOURCE)
    titles = known.parts if known else {}
    articles: dict[str, tuple[set[str], int]] = {}
    for statement, practices in sorted(statements.items()):
        article = titles.get(statement.partition("-")[0], statement)
        carried, count = articles.get(article, (set(), 0))
        articles[article] = (carried | set(practices), count + 1)
    rows = [
        ([article], f"{show_count(count, 'statement')}, carried by {show_count(len(practices), 'practice')}")
        for article, (practices, count) in articles.items()
    ]
    return [(known.title if known else "Sources of the checklist", rows)]


def list_unrated(report: Report) -> list[PracticePart]:
    """Practices without a rating, in the order of the states: not observed, not applicable, not rated."""
    order = {"not_observed": 0, "not_applicable": 1, "unrated": 2}
    return sorted((part for part in report.practices if part.state in order), key=lambda part: order[part.state])


def list_weights(report: Report) -> list[tuple[float, list[str], str]]:
    """Weights that carry a reason: the weight, what has both, and the reason; touchpoints first.

    What this audit weighs otherwise is left out: the audit gives its own reasons.
    """
    groups: dict[tuple[float, str], list[str]] = {}
    scored = [part for part in report.practices if not part.advisory]
    for name, parts in (("the touchpoint ", report.touchpoints), ("", scored)):
        for part in parts:
            if part.weight_because and not _overridden(report, part.title):
                groups.setdefault((part.weight, part.weight_because), []).append(f"{name}{part.title}")
    return [(weight, titles, why) for (weight, why), titles in groups.items()]


def _overridden(report: Report, title: str) -> bool:
    return any(reason.startswith(f"Weight of {title}:") for reason in report.audit.reasons)
