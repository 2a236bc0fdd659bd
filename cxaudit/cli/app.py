"""The command line as a whole: all commands, and the one place that prints errors and exits."""

import contextlib
import errno
import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from cxaudit.cli.exits import DONE, ENVIRONMENT, STOPPED, WRONG
from cxaudit.cli.messages import format_issues
from cxaudit.errors import CxAuditError, InputError, InstallError, NotFound

# Looking for pydantic's plugins takes 20 ms, and would let strangers' code into our models.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


HOMES = {
    "demo": "rendering",
    "checklists": "library",
    "show": "library",
    "coverage": "covering",
    "new": "beginning",
    "form": "forms",
    "serve": "serving",
    "export": "exporting",
    "sheet": "sheets",
    "import": "sheets",
    "check": "checking",
    "lint": "linting",
    "summary": "scoring",
    "explain": "scoring",
    "report": "rendering",
    "open": "rendering",
    "templates": "templating",
    "samples": "training",
    "schema": "checking",
}


class Commands(click.Group):
    """All commands in the order in which an audit needs them; a command's module is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return list(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None when there is none, and click says so."""
        if cmd_name not in HOMES:
            return None
        module = import_module(f"cxaudit.cli.{HOMES[cmd_name]}")
        name = {"open": "open_report", "import": "import_answers"}.get(cmd_name, cmd_name)
        command: click.Command = getattr(module, name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cxaudit", message="%(prog)s %(version)s")
def app() -> None:
    """Audit a customer's experience: rate what you see, get scores, gaps and a report as PDF.

    \b
    The shortest way:
      cxaudit new my-audit --checklist core    begin an audit in the folder my-audit
      (fill in my-audit/audit.yaml)
      cxaudit check my-audit                   what is missing or wrong
      cxaudit report my-audit                  the report as PDF

    Just looking: `cxaudit demo` renders a finished sample audit.
    """  # noqa: D301


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 negative verdict, 2 wrong files or usage, 3 incomplete environment."""
    gc.disable()  # a command ends soon: 10 to 20 % less time; batches collect between two audits
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(_run())


def _run() -> int:
    try:
        result = app.main(prog_name="cxaudit", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return WRONG
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except (CxAuditError, OSError) as problem:
        return _fail(problem)
    return result if isinstance(result, int) else DONE


def _fail(problem: CxAuditError | OSError) -> int:
    """Say what a sentence can say; anything else is a bug and keeps its traceback."""
    if isinstance(problem, OSError):
        if problem.errno != errno.ENAMETOOLONG:
            raise problem
        problem = NotFound(f"'{str(problem.filename)[:40]}...': this name is too long for the system")
    print_error(problem)
    return exit_code(problem)


def print_error(problem: CxAuditError) -> None:
    """Print what library code raised, in file order, to stderr."""
    if isinstance(problem, InputError):
        click.echo(format_issues(problem.issues), err=True)
    else:
        click.echo(f"error: {problem}", err=True)


def exit_code(problem: CxAuditError) -> int:
    """The exit code for what library code raised."""
    return ENVIRONMENT if isinstance(problem, InstallError) else WRONG
