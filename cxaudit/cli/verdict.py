"""The verdict that a caller asks for: exit code 1 when the audit does not reach it."""

from typing import TYPE_CHECKING

import click

from cxaudit.cli.exits import DONE, NEGATIVE

if TYPE_CHECKING:
    from cxaudit.report.document import Report

FAIL_UNDER = click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="SCORE",
    help="Exit with 1 when the score is below SCORE, or there is none.",
)
FAIL_ON = click.option(
    "--fail-on", type=click.Choice(["critical"]), help="Exit with 1 when a critical practice failed or was not rated."
)


def judge(report: "Report", fail_under: float | None, fail_on: str | None) -> int:
    """1 when the report misses what was asked for, else 0; says why on stderr."""
    score, reasons = report.score, []
    if fail_under is not None:
        if score.adjusted is None:
            reasons.append("there is no score")
        elif round(score.adjusted * 100, 6) < fail_under:
            reasons.append(f"score {score.adjusted * 100:.2f} is below {fail_under:g}")
    if fail_on == "critical":
        if score.triggered:
            reasons.append(f"critical practices failed: {', '.join(score.triggered)}")
        if score.undetermined:
            reasons.append("a critical practice was not rated, so the verdict is open")
    for reason in reasons:
        click.echo(f"{report.audit.id}: {reason}", err=True)
    return NEGATIVE if reasons else DONE
