"""What the references of a checklist's practices stand for: names of standards and sources, for the appendix."""

from cxaudit.model.checklist import Checklist
from cxaudit.model.tables import SOURCE, load_sources, load_standards
from cxaudit.report.document import ReferencePart


def reference_parts(checklist: Checklist) -> dict[str, ReferencePart]:
    """The schemes that the practices refer to, with the titles of the parts they name; in the order of the tables.

    Schemes that are in no table, and what is known from memory only, are left out.
    """
    used: dict[str, set[str]] = {}
    for practice in checklist.practices().values():
        for scheme, parts in practice.refs.items():
            used.setdefault(scheme, set()).update(parts)
    if not used:
        return {}
    found = {
        scheme: ReferencePart(
            title=standard.title,
            publisher=standard.publisher,
            parts={part: title for part, title in standard.parts.items() if part in used[scheme]},
        )
        for scheme, standard in load_standards().standards.items()
        if scheme in used and standard.checked
    }
    if SOURCE in used:
        articles = load_sources().articles
        named = {part.partition("-")[0] for part in used[SOURCE]}
        titles = {key: article.title for key, article in articles.items() if key in named}
        found[SOURCE] = ReferencePart(title="Sources of the checklist", parts=titles)
    return found
