"""`coverage`: which practice carries which statement of the sources, and which part of which standard."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.completing import ChecklistType
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table

if TYPE_CHECKING:
    from cxaudit.engine.crosswalk import Crosswalk, Reference
    from cxaudit.model.checklist import Checklist

WIDTH = 60


@click.command()
@click.argument("checklist", type=ChecklistType())
@click.option("--standards", "standards", is_flag=True, help="Against the standards instead of the sources.")
@FORMAT
def coverage(checklist: str, form: str, *, standards: bool) -> None:
    """Show what a checklist is founded on.

    Prints each statement of the sources with the practices that carry it, or with --standards each part of a standard
    with the practices that are mapped to it. What nothing carries is marked with a dash.

    Example: cxaudit coverage core
    """
    from cxaudit.model.load import load_checklist

    loaded = load_checklist(checklist)
    result = _standards(loaded) if standards else _sources(loaded)
    if form == "json":
        echo_json(result)
        return
    rows = result["rows"]
    echo_table(
        [
            ["reference", "what", "practices"],
            *([row["id"], _short(row), ", ".join(row["practices"]) or "-"] for row in rows),
        ]
    )
    click.echo()
    for line in _verdict(result, "parts of standards" if standards else "statements of the sources"):
        click.echo(line)


def _sources(checklist: "Checklist") -> dict[str, Any]:
    from cxaudit.engine.crosswalk import cross_sources
    from cxaudit.model.tables import load_sources

    table = load_sources()
    cross = cross_sources(checklist, table)
    rows = [
        {"id": part, "kind": table.statements[part].kind, "text": table.statements[part].text, "practices": names}
        for (_, part), names in cross.practices.items()
    ]
    named = [key for key, statement in table.statements.items() if not statement.carried]
    return _result(checklist, cross, rows) | {"named_only": named}


def _standards(checklist: "Checklist") -> dict[str, Any]:
    from cxaudit.engine.crosswalk import cross_standards
    from cxaudit.model.tables import load_standards

    standards = load_standards()
    table, cross = standards.standards, cross_standards(checklist, standards)
    rows = [
        {
            "id": _name((scheme, part)),
            "text": f"{table[scheme].title}: {table[scheme].parts[part]}" if part else table[scheme].title,
            "publisher": table[scheme].publisher,
            "checked": table[scheme].checked,
            "practices": names,
        }
        for (scheme, part), names in cross.practices.items()
    ]
    return _result(checklist, cross, rows)


def _result(checklist: "Checklist", cross: "Crosswalk", rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "checklist": {"id": checklist.id, "version": checklist.version},
        "rows": rows,
        "carried": sum(bool(row["practices"]) for row in rows),
        "missing": [_name(entry) for entry in cross.missing],
        "unknown": [{"practice": name, "reference": _name(entry)} for name, entry in cross.unknown],
        "unmapped": list(cross.unmapped),
    }


def _verdict(result: dict[str, Any], what: str) -> Iterator[str]:
    checklist = result["checklist"]
    yield f"{checklist['id']} {checklist['version']}: {result['carried']} of {len(result['rows'])} {what} are carried"
    if named := result.get("named_only"):
        yield f"only mentioned, nothing to practise: {', '.join(named)}"
    if result["unmapped"]:
        yield f"practices that refer to none: {', '.join(result['unmapped'])}"
    for row in result["unknown"]:
        yield f"{row['practice']} refers to {row['reference']}, which is in no table"


def _name(entry: "Reference") -> str:
    scheme, part = entry
    return part if scheme == "source" else f"{scheme} {part}".strip()


def _short(row: dict[str, Any]) -> str:
    text = row["text"] if row.get("checked", True) else f"from memory: {row['text']}"
    return text if len(text) <= WIDTH else text[: WIDTH - 3].rstrip() + "..."
