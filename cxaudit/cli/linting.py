"""`lint`: faults of content in a checklist."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.completing import ChecklistType
from cxaudit.cli.exits import DONE, NEGATIVE, WRONG
from cxaudit.cli.messages import format_issue, format_issues
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json
from cxaudit.errors import InputError, Issue, NotFound

if TYPE_CHECKING:
    from cxaudit.lint.finding import Finding

MOST_EXCERPT = 500
SEVERITIES = ("error", "warning", "hint")


@click.command()
@click.argument("checklists", nargs=-1, required=True, type=ChecklistType(), metavar="CHECKLIST...")
@FORMAT
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="warning",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
def lint(checklists: tuple[str, ...], form: str, fail_on: str) -> int:
    """Find faults of content in a checklist.

    Two things in one ask, words that nobody can see, levels without a step, advice that nobody owns: each finding
    quotes the words and says what to write instead.

    CHECKLIST is a shipped one, such as core, or the path of a checklist file.

    Example: cxaudit lint my-checklist.yaml
    """
    results = [_lint(reference) for reference in checklists]
    for result in results:
        if form == "json":
            echo_json(_plain(result))
        else:
            _print(result)
    if form == "text" and len(results) > 1:
        found = [finding for result in results for finding in result["findings"]]
        unread = sum(not result["read"] for result in results)
        bad = f", {unread} not readable" if unread else ""
        click.echo(f"{len(results)} checklists: {_counted(found)}{bad}")
    if any(not result["read"] for result in results):
        return WRONG
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    failed = any(
        finding.severity in counted and finding.silenced is None for result in results for finding in result["findings"]
    )
    return NEGATIVE if failed else DONE


def _lint(reference: str) -> dict[str, Any]:
    """What is known of one checklist after reading it: its findings, or why it cannot be read."""
    from cxaudit.lint.linting import lint_checklist, skipped_rules
    from cxaudit.model.load import finish_checklist
    from cxaudit.model.resolve import resolve
    from cxaudit.model.shipped import read_checklist

    result: dict[str, Any] = {"checklist": reference, "read": False, "findings": [], "skipped": [], "issues": []}
    try:
        merged = resolve(read_checklist(reference))
        checklist, _ = finish_checklist(merged)
    except InputError as problem:
        return result | {"issues": list(problem.issues)}
    except NotFound as problem:
        return result | {"issues": [Issue(reference, 1, 1, str(problem).removeprefix(f"{reference}: "))]}
    found = lint_checklist(checklist, merged.locate)
    return result | {"read": True, "findings": found, "skipped": skipped_rules(checklist)}


def _plain(result: dict[str, Any]) -> dict[str, Any]:
    """The documented shape, docs/lint.md; a very long source line is cut, since many findings may share it."""
    return (
        {"cxaudit": "lint/1"}
        | result
        | {"counts": _counts(result["findings"])}
        | {
            key: [asdict(part) | {"excerpt": part.excerpt[:MOST_EXCERPT]} for part in result[key]]
            for key in ("findings", "issues")
        }
    )


def _print(result: dict[str, Any]) -> None:
    if not result["read"]:
        click.echo(format_issues(result["issues"]), err=True)
        click.echo(f"{result['checklist']}: not readable")
        return
    for finding in result["findings"]:
        if finding.silenced is None:
            click.echo(format_issue(_as_issue(finding)))
    skipped = len(result["skipped"])
    note = f"; {skipped} rules were left out, since they know English words only" if skipped else ""
    click.echo(f"{result['checklist']}: {_counted(result['findings'])}{note}")


def _as_issue(finding: "Finding") -> Issue:
    who = f"{finding.practice}: " if finding.practice else ""
    return Issue(
        finding.file,
        finding.line,
        finding.column,
        f"{who}{finding.message} [{finding.rule}]",
        finding.hint,
        finding.width,
        finding.excerpt,
        finding.severity,
    )


def _counts(findings: "list[Finding]") -> dict[str, int]:
    open_ones: list[str] = [finding.severity for finding in findings if finding.silenced is None]
    return {severity: open_ones.count(severity) for severity in SEVERITIES} | {
        "silenced": len(findings) - len(open_ones)
    }


def _counted(findings: "list[Finding]") -> str:
    counts = _counts(findings)
    silenced = counts.pop("silenced")
    parts = [f"{number} {severity}{'s' if number > 1 else ''}" for severity, number in counts.items() if number]
    return ", ".join(parts or ["nothing found"]) + (f" ({silenced} silenced)" if silenced else "")
