"""`checklists` and `show`: what is there, and what it asks."""

from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.completing import ChecklistType
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table

if TYPE_CHECKING:
    from cxaudit.model.checklist import Checklist


@click.command()
@FORMAT
def checklists(form: str) -> None:
    """List the checklists that come with cxaudit.

    Example: cxaudit checklists
    """
    from cxaudit.model.load import load_checklist
    from cxaudit.model.shipped import shipped_checklists

    found = [load_checklist(name) for name in shipped_checklists()]
    if form == "json":
        echo_json([_overview(checklist) for checklist in found])
        return
    echo_table(
        [
            ["checklist", "version", "practices", "minutes", "title"],
            *([part.id, part.version, str(len(part.practices())), _minutes(part), part.title] for part in found),
        ],
        numbers=(2, 3),
    )


@click.command()
@click.argument("checklist", type=ChecklistType())
@FORMAT
def show(checklist: str, form: str) -> None:
    """Show what a checklist asks.

    Prints stages, touchpoints and practices with their weights.

    CHECKLIST is a shipped one, such as core, or the path of a checklist file. An asterisk marks a critical practice.

    Example: cxaudit show core
    """
    from cxaudit.model.checklist import title_from
    from cxaudit.model.load import load_checklist

    loaded = load_checklist(checklist)
    if form == "json":
        echo_json(
            _overview(loaded)
            | {
                "touchpoints": [
                    {
                        "id": key,
                        "title": part.title or title_from(key),
                        "stage": part.stage,
                        "weight": part.weight.is_,
                        "practices": [
                            {
                                "id": f"{key}.{name}",
                                "title": practice.title or title_from(name),
                                "ask": practice.ask,
                                "weight": practice.weight.is_,
                                "critical": practice.critical,
                            }
                            for name, practice in part.practices.items()
                        ],
                    }
                    for key, part in loaded.touchpoints.items()
                ]
            }
        )
        return
    click.echo(f"{loaded.title} ({loaded.id} {loaded.version}), {len(loaded.practices())} practices")
    for key, part in loaded.touchpoints.items():
        stage = f"{loaded.stages[part.stage].title}: " if part.stage in loaded.stages else ""
        click.echo(f"\n{stage}{part.title or title_from(key)} (weight {part.weight.is_:g})")
        for name, practice in part.practices.items():
            click.echo(
                f"  {'*' if practice.critical else ' '} {key}.{name:<18} {practice.weight.is_:>4g}  {practice.ask}"
            )


def _sum(checklist: "Checklist") -> float | None:
    """The expected minutes on site of the whole checklist; None where no touchpoint says."""
    given = [part.minutes for part in checklist.touchpoints.values() if part.minutes is not None]
    return sum(given) if given else None


def _minutes(checklist: "Checklist") -> str:
    total = _sum(checklist)
    return "-" if total is None else f"{total:g}"


def _overview(checklist: "Checklist") -> dict[str, Any]:
    return {
        "id": checklist.id,
        "version": checklist.version,
        "title": checklist.title,
        "language": checklist.language,
        "practices": len(checklist.practices()),
        "minutes": _sum(checklist),
        "facts": checklist.facts,
        "profiles": ["full", *checklist.profiles],
    }
