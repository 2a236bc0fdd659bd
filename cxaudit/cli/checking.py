"""`check` and `schema`: are the files right?"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cxaudit.cli.exits import DONE, WRONG
from cxaudit.cli.messages import format_issues
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, write_whole
from cxaudit.cli.watching import watch
from cxaudit.errors import InputError, Issue, NotFound

MOST_EXCERPT = 500


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@FORMAT
@click.option("--watch", "watching", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
def check(files: tuple[Path, ...], form: str, *, watching: bool) -> int:
    """Say what is wrong or missing in your files.

    FILE is an audit's folder, an audit.yaml, a ratings file, a checklist or a theme's folder. Every problem is shown
    with its place and, where there is one, a hint. Practices that nobody has rated yet are listed; they are no error.

    Example: cxaudit check my-audit
    """
    if watching:
        return watch(files, lambda: _check_all(files, form))
    return _check_all(files, form)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def schema(folder: Path) -> None:
    """Write JSON Schemas for your editor.

    With them it completes and checks your YAML files. Writes checklist.schema.json, audit.schema.json,
    ratings.schema.json, theme.schema.json and map.schema.json into FOLDER (default: here). Name one in the first line
    of a file:
    # yaml-language-server: $schema=./audit.schema.json

    Also writes report.schema.json, the shape of what summary and report print with --format json.

    Example: cxaudit schema .
    """
    from cxaudit.model.schema import write_schemas
    from cxaudit.report.document import report_schema

    if not folder.is_dir():
        raise NotFound(f"{folder}: there is no such folder")
    described = folder / "report.schema.json"
    write_whole(described, json.dumps(report_schema(), indent=2, ensure_ascii=False) + "\n")
    for path in [*write_schemas(folder), described]:
        click.echo(path)


def _check_all(files: tuple[Path, ...], form: str) -> int:
    results = [_check(path) for path in files]
    wrong = any(not result["ok"] for result in results)
    if form == "json":
        for result in results:
            echo_json(result)
    else:
        if issues := [Issue(**issue) for result in results for issue in result["issues"]]:
            click.echo(format_issues(issues), err=True)
        for result in results:
            _print(result)
    return WRONG if wrong else DONE


def _check(path: Path) -> dict[str, Any]:
    """What is known of one file after reading it; the same for `--format json`."""
    from cxaudit.model.files import load_file

    result: dict[str, Any] = {"file": str(path), "kind": None, "ok": False, "issues": [], "states": {}, "unrated": []}
    try:
        loaded = load_file(path)
    except InputError as problem:
        return result | {"issues": [_plain(issue) for issue in problem.issues]}
    except NotFound as problem:
        return result | {"issues": [_plain(Issue(str(path), 1, 1, str(problem).removeprefix(f"{path}: ")))]}
    result |= {
        "kind": loaded.kind,
        "ok": True,
        "issues": [_plain(issue) for issue in loaded.warnings],
        loaded.noun: loaded.count,
    }
    if loaded.audit:
        from cxaudit.engine.scoring import score_audit

        scores = score_audit(loaded.audit.checklist, loaded.audit.audit, loaded.audit.ratings)
        states = [part.state for part in scores.practices.values()]
        result["states"] = {
            state: states.count(state) for state in ("rated", "not_applicable", "not_observed", "unrated")
        }
        result["unrated"] = [key for key, part in scores.practices.items() if part.state == "unrated"]
        result["practices"] = len(states)
    return result


def _plain(issue: Issue) -> dict[str, Any]:
    """An issue for JSON; a very long source line is cut, since thousands of problems may share it."""
    return asdict(issue) | {"excerpt": issue.excerpt[:MOST_EXCERPT]}


def _print(result: dict[str, Any]) -> None:
    if not result["ok"]:
        click.echo(f"{result['file']}: not ok")
        return
    words = [
        f"{count} {state.replace('_', ' ').replace('unrated', 'not rated yet')}"
        for state, count in result["states"].items()
        if count
    ]
    detail = f" ({', '.join(words)})" if words else ""
    nouns = ("practices", "statements", "standards", "figures", "photos", "files")
    noun = next(noun for noun in nouns if noun in result)
    counted = f"{result[noun]} {noun.removesuffix('s') if result[noun] == 1 else noun}"
    click.echo(f"{result['file']}: ok, {counted}{detail}")
    if result["unrated"] and len(result["unrated"]) < result["practices"]:
        click.echo("  not rated yet: " + ", ".join(result["unrated"]))
