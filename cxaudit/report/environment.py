"""Jinja for reports: where templates come from, who is trusted, and errors that name the template and the line."""

import traceback
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cxaudit.errors import CxAuditError, RenderError
from cxaudit.report import text
from cxaudit.report.phrases import coefficient, listed, signed, whole
from cxaudit.resources import folder

FILTERS = {
    "score": text.show_score,
    "tenths": text.show_tenths,
    "signed": signed,
    "change": text.show_change,
    "agreed": coefficient,
    "whole": whole,
    "percent": text.show_percent,
    "number": text.show_number,
    "day": text.show_day,
    "listed": listed,
    "markdown": text.show_markdown,
    "shorten": text.shorten,
    "glue": text.glue,
    "hold": text.hold,
}


def render_template(name: str, context: dict[str, Any], templates: Path | None = None) -> str:
    """The text of a template; a template of the same name in the user's folder wins, and runs in a sandbox.

    Args: `name` is a path below the templates folder, such as `report/report.html.jinja`.
    Raises: RenderError naming template and line.
    """
    environment = _environment(templates)
    try:
        return environment.get_template(name).render(context)
    except CxAuditError:
        raise
    except TemplateSyntaxError as problem:
        raise RenderError(
            f"{_name(problem.filename, environment) or problem.name}, line {problem.lineno}: {problem.message}"
        ) from problem
    except TemplateNotFound as problem:
        raise RenderError(f"{_place(problem, environment)[0]}there is no template '{problem.name}'") from problem
    except Exception as problem:
        place, theirs = _place(problem, environment)
        if not isinstance(problem, TemplateError) and not theirs:
            raise  # our own mistake: the traceback says more than a sentence
        raise RenderError(f"{place}{problem or type(problem).__name__}") from problem


@cache
def _environment(templates: Path | None) -> Environment:
    kind = ImmutableSandboxedEnvironment if templates else Environment
    folders = [*([templates] if templates else []), folder("templates")]
    made = kind(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(plural=text.show_count, plural_days=text.show_days, signed=text.sign_text)
    return made


def _place(problem: BaseException, environment: Environment) -> tuple[str, bool]:
    """`template, line 12: ` of the last frame that lies in a template, and whether that template is the user's."""
    own = str(folder("templates"))
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if name := _name(frame.filename, environment):
            return f"{name}, line {frame.lineno}: ", not frame.filename.startswith(own)
    return "", False


def _name(filename: str | None, environment: Environment) -> str:
    """The name of a template, where the file is one."""
    loader = environment.loader
    for searched in loader.searchpath if isinstance(loader, FileSystemLoader) else []:
        if filename and Path(filename).is_relative_to(searched):
            return Path(filename).relative_to(searched).as_posix()
    return ""
