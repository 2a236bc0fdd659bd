"""What can go wrong: one issue of a file, and the exceptions that library code raises."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem of one file, with its place.

    `line` and `column` count from 1; `width` is the number of characters the caret underlines; `excerpt` is the whole
    source line as it stands in the file, or empty when there is no text to show.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    width: int = 1
    excerpt: str = ""
    level: Literal["error", "warning", "hint"] = "error"


class CxAuditError(Exception):
    """Anything that cxaudit itself can explain; everything else is a bug and keeps its traceback."""


class InputError(CxAuditError):
    """The user's files are wrong; `issues` holds every problem that was found, in file order."""

    def __init__(self, issues: list[Issue] | tuple[Issue, ...]) -> None:
        files = {name: position for position, name in enumerate(dict.fromkeys(issue.file for issue in issues))}
        self.issues = tuple(sorted(issues, key=lambda issue: (files[issue.file], issue.line, issue.column)))
        errors = [issue for issue in self.issues if issue.level == "error"]
        super().__init__("; ".join(f"{issue.file}:{issue.line}:{issue.column}: {issue.message}" for issue in errors))


class NotFound(CxAuditError):
    """Something that the user named does not exist: a file, a checklist, a practice; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{message}; {hint}" if hint else message)


class RenderError(CxAuditError):
    """A report could not be turned into HTML or PDF, for instance because of an error in a user's template."""


class InstallError(CxAuditError):
    """The environment is incomplete: Pango, fonts, or cxaudit's own files."""
