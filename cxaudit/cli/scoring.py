"""`summary` and `explain`: the numbers, and where each comes from."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxaudit.cli.completing import PracticeType
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table
from cxaudit.cli.steps import read_report
from cxaudit.cli.verdict import FAIL_ON, FAIL_UNDER, judge
from cxaudit.errors import CxAuditError, NotFound

if TYPE_CHECKING:
    from cxaudit.report.document import PracticePart, Report


@click.command()
@click.argument("audits", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="AUDIT...")
@FORMAT
@FAIL_UNDER
@FAIL_ON
def summary(audits: tuple[Path, ...], form: str, fail_under: float | None, fail_on: str | None) -> int:
    """Print scores, gaps and first actions.

    With --format json: one document of the report's format; for several audits one per line. A file that cannot be read
    does not stop the others.

    Example: cxaudit summary my-audit
    """
    from cxaudit.cli.app import exit_code, print_error

    worst = 0
    for number, path in enumerate(audits):
        if number:
            gc.collect()  # what the one before left
        try:
            report = read_report(path)
        except CxAuditError as problem:
            print_error(problem)
            worst = max(worst, exit_code(problem))
            continue
        if form == "json":
            click.echo(report.to_json(indent=2 if len(audits) == 1 else None))
        else:
            _print_summary(report)
        worst = max(worst, judge(report, fail_under, fail_on))
    return worst


@click.command()
@click.argument("audit", type=click.Path(path_type=Path))
@click.argument("practice", required=False, type=PracticeType())
@FORMAT
def explain(audit: Path, practice: str | None, form: str) -> None:
    """Show where a number comes from.

    Without PRACTICE: every touchpoint's weight, score and contribution, and every critical rule. With PRACTICE: its
    rating, points, weight, effective share, what it costs, and what the score gains if it alone reached the target.

    Example: cxaudit explain my-audit reach.person
    """
    report = read_report(audit)
    if practice is None:
        if form == "json":
            data = report.model_dump(mode="json", include={"cxaudit", "score", "touchpoints", "ledger"})
            echo_json(
                data
                | {
                    "method": report.checklist.model_dump(
                        mode="json",
                        include={
                            "rollup",
                            "not_applicable",
                            "min_rated",
                            "critical_at_or_below",
                            "critical_effect",
                            "critical_cap",
                        },
                    )
                }
            )
        else:
            _explain_score(report)
        return
    part = next((part for part in report.practices if part.id == practice), None)
    if part is None:
        from cxaudit.model.problems import closest

        hint = closest(practice, [known.id for known in report.practices])
        raise NotFound(f"there is no practice '{practice}' in this audit", hint)
    if form == "json":
        echo_json(part.model_dump(mode="json"))
    else:
        _explain_practice(report, part)


def _show(value: float | None) -> str:
    from cxaudit.report.phrases import points

    return "-" if value is None else points(value)


def _band(report: "Report", band: str | None) -> str:
    return next((part.label for part in report.checklist.bands if part.id == band), "no score")


def _print_summary(report: "Report") -> None:
    score, titles = report.score, {part.id: part.title for part in report.practices}
    click.echo(
        f"{report.audit.subject.client}: {report.audit.title} "
        f"({report.audit.date}, {report.checklist.id} {report.checklist.version})"
    )
    click.echo(f"  {report.words['verdict']}")
    click.echo(
        f"  score {_show(score.adjusted)} of 100, {_band(report, score.band)}; "
        f"before critical rules {_show(score.raw)}; target {_show(score.target)}"
    )
    click.echo(f"  {report.words['coverage']}")
    for name in ("change", "agreement", "agreement_why"):
        if text := report.words.get(name):
            click.echo(f"  {text}")
    for key in score.triggered:
        click.echo(f"  critical: {titles[key]} ({key})")
    click.echo()
    echo_table(
        [
            ["touchpoint", "score", "band", "rated"],
            *(
                [part.title, _show(part.score), _band(report, part.band), f"{part.rated} of {part.applicable}"]
                for part in report.touchpoints
            ),
        ],
        numbers=(1,),
    )
    gaps = [finding for finding in report.findings if finding.kind == "gap"][:5]
    if gaps:
        by = {part.id: part for part in report.practices}
        click.echo()
        echo_table(
            [
                ["largest gaps", "severity", "rating", "uplift"],
                *(
                    [
                        by[row.practice].title,
                        row.severity or "",
                        by[row.practice].rating_text,
                        "+" + _show(by[row.practice].uplift),
                    ]
                    for row in gaps
                ),
            ],
            numbers=(3,),
        )
    if report.actions:
        click.echo()
        echo_table(
            [
                ["first actions", "owner", "due", "points"],
                *(
                    [f"{row.number}. {row.do}", row.owner or "", str(row.due or ""), f"+{row.tenths / 10:.1f}"]
                    for row in report.actions[:5]
                ),
            ],
            numbers=(3,),
        )


def _explain_score(report: "Report") -> None:
    from cxaudit.engine.rounding import share_out, tenths

    score, method = report.score, report.checklist
    click.echo(f"rollup {method.rollup}; not applicable: {method.not_applicable}; target {_show(score.target)}")
    rows = [["touchpoint", "weight", "score", "share of score", "adds", "loses"]]
    parts = [part for part in report.touchpoints if part.share]
    inside = {part.id: [row for row in report.practices if row.touchpoint == part.id] for part in parts}
    losses = {part.id: sum(row.tenths for row in inside[part.id]) for part in parts}
    adds = share_out(
        [max(part.share - sum(row.lost for row in inside[part.id]), 0.0) for part in parts], tenths(score.raw or 0.0)
    )
    for part, added in zip(parts, adds, strict=True):
        rows.append(
            [
                part.title,
                f"{part.weight:g}",
                _show(part.score),
                f"{_show(part.share)} %",
                f"{added / 10:.1f}",
                f"{losses[part.id] / 10:.1f}",
            ]
        )
    echo_table(rows, numbers=(1, 2, 3, 4, 5))
    click.echo(f"raw score {_show(score.raw)}")
    for key in score.triggered:
        click.echo(f"critical practice failed: {key}")
    if score.limited:
        click.echo(
            f"effect {method.critical_effect} on the {method.critical_on} score: {_show(score.adjusted)} is shown"
        )
    elif score.triggered:
        click.echo("the failed critical practices do not change the number")
    if score.undetermined:
        click.echo("undetermined: a critical practice is not rated")
    click.echo(f"score {_show(score.adjusted)}, {_band(report, score.band)}")


def _explain_practice(report: "Report", part: "PracticePart") -> None:
    rows: list[tuple[str, str]] = [
        ("practice", f"{part.title} ({part.id})"),
        ("question", part.ask),
        ("state", part.state.replace("_", " ") + (f": {part.reason}" if part.reason else "")),
    ]
    if part.points is not None:
        rows += [
            ("rating", f"{part.rating_text}{' - ' + part.anchor if part.anchor else ''}"),
            ("points", _show(part.points)),
        ]
        if part.range_text:
            rows.append(("observations", part.range_text))
        rows += [(f"  {name}", words) for name, words in part.by_auditor.items()]
    rows.append(("weight", f"{part.weight:g}" + (f", because {part.weight_because}" if part.weight_because else "")))
    rows.append(("share of score", f"{_show(part.share)} %"))
    if part.points is not None:
        rows += [
            ("costs", f"{part.tenths / 10:.1f} points of the overall score"),
            ("gap to target", f"{_show(part.gap)} points"),
            (
                "uplift",
                f"+{_show(part.uplift)} points of the raw score if it alone reached {_show(report.score.target)}",
            ),
        ]
    if part.triggered:
        rows.append(("critical", f"failed: at or below level {report.checklist.critical_at_or_below}"))
    if part.advice:
        rows.append(("advice", part.advice.do))
    for name, words in rows:
        click.echo(f"{name:<15} {words}")
