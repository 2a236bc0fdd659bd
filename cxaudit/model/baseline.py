"""The baseline of an audit: the earlier audit that it names, if that is one to compare with."""

from pathlib import Path, PureWindowsPath

from cxaudit.model.audit import Audit, Subject
from cxaudit.model.words import quoted

AUDIT = "audit.yaml"
UP = 2  # folders: ../2026-04 and ../../2025/autumn are in reach, another client's folder further away is not


def locate_baseline(name: str, folder: Path) -> Path | str:
    """The audit.yaml that `name` leads to from the audit's folder, or why there is none to read.

    A baseline may lie outside the audit's folder, at most two folders up, and must be an audit.yaml: an audit that came
    from elsewhere can then make no other file be read.
    """
    if "://" in name or name.startswith("~") or Path(name).is_absolute() or PureWindowsPath(name).drive:
        return f"the baseline {quoted(name)} is no path relative to this file"
    try:
        home, path = folder.resolve(), (folder / name).resolve()
        if path.is_dir():
            path = (path / AUDIT).resolve()
        reach = home.parents[min(UP, len(home.parents)) - 1] if home.parents else home
        if path.name != AUDIT:
            return f"the baseline {quoted(name)} is no audit's folder and no {AUDIT}"
        if not path.is_relative_to(reach):
            return f"the baseline {quoted(name)} lies more than two folders above this audit"
        if path.parent == home:
            return "an audit cannot be its own baseline"
        return path if path.is_file() else f"there is no audit at {quoted(name)} to compare with"
    except (OSError, ValueError, RuntimeError):
        return f"the baseline {quoted(name)} is not a usable file name"


def why_not_compared(audit: Audit, baseline: Audit) -> str:
    """What stands against comparing the two; empty where nothing does."""
    if baseline.date >= audit.date:
        return f"the baseline of {baseline.date} is not earlier than this audit"
    if _is_other(audit.subject, baseline.subject):
        place = f", {baseline.subject.site}" if baseline.subject.site else ""
        return f"the baseline is about another subject, {quoted(baseline.subject.client + place)}"
    return ""


def _is_other(one: Subject, two: Subject) -> bool:
    """Whether the client differs, or the site where both name one: many clients have a head office.

    A name that only grew, such as by the form of the company, is the same client.
    """

    def plain(text: str | None) -> list[str]:
        return (text or "").casefold().split()

    shorter, longer = sorted((plain(one.client), plain(two.client)), key=len)
    elsewhere = bool(one.site and two.site) and plain(one.site) != plain(two.site)
    return longer[: len(shorter)] != shorter or elsewhere
