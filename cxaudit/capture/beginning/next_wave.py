"""The next wave of an audit: what is carried over from the last one, and what is begun anew."""

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Any

from cxaudit.capture.beginning.begin import Beginning
from cxaudit.capture.beginning.next_checklist import Reference, few, path_from
from cxaudit.errors import NotFound
from cxaudit.model.audit import Action, Audit, Rating
from cxaudit.model.base import Written
from cxaudit.model.baseline import AUDIT, locate_baseline, why_not_compared
from cxaudit.model.checklist import Checklist
from cxaudit.model.evidence import locate_file
from cxaudit.model.load import AuditFolder
from cxaudit.model.rate import FULL, in_scope
from cxaudit.model.themes import shipped_themes
from cxaudit.source.writing import to_yaml

Remarks = dict[str, list[str]]
QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")
OPEN = ("planned", "started")


@dataclass(frozen=True)
class Wanted:
    """What is asked for, where it differs from the last wave; `id` and `date` are always the new ones."""

    id: str
    date: dt.date
    title: str | None = None
    client: str | None = None
    site: str | None = None
    wave: str | None = None
    profile: str | None = None
    facts: tuple[str, ...] = ()
    auditors: Mapping[str, str] = field(default_factory=dict)
    keep_notes: bool = False


@dataclass(frozen=True)
class NextWave:
    """A new audit: what `audit_text` writes, files to copy by their path in the new folder, what there is to say."""

    beginning: Beginning
    checklist: Checklist
    files: Mapping[str, bytes]
    said: tuple[str, ...]


def begin_next(last: AuditFolder, folder: Path, reference: Reference, wanted: Wanted) -> NextWave:
    """The next wave of the audit `last`, to be written into `folder`; ratings are blank.

    Raises: InputError or NotFound as reading its parts does.
    """
    audit, checklist = last.audit, reference.checklist
    said, remarks = list(reference.said), Remarks()
    files = dict([reference.copy]) if reference.copy else {}
    facts, profile = _choices(audit, checklist, wanted, said)
    settings: dict[str, Any] = {}
    _wave(audit, wanted, settings, remarks, said)
    _baseline(last, folder, wanted, settings, remarks, said)
    _theme(last, folder, settings, said)
    _scoring(audit, checklist, settings, said)
    scope = in_scope(checklist, audit.model_copy(update={"profile": profile, "facts": list(facts)}))
    actions = _actions(audit, scope, wanted.date, said)
    if not wanted.title and re.search(r"[0-9]{4}", audit.title):
        said.append(f"the title is still '{_one_line(audit.title)}': change it in audit.yaml, or use --title")
    if audit.business_case:
        remarks["business_case"] = [
            "The figures of the last wave; bring them up to date, then take away the '# ' of these lines:",
            *to_yaml({"business_case": _plain(audit.business_case)}).splitlines(),
            "",
        ]
        said.append("the business case stands there as comments: bring its figures up to date")
    beginning = Beginning(
        id=wanted.id,
        title=wanted.title or audit.title,
        client=wanted.client or audit.subject.client,
        site=wanted.site or audit.subject.site or "",
        reference=reference.name,
        date=wanted.date,
        auditors=dict(wanted.auditors) or {key: part.name for key, part in audit.auditors.items()} or _NOBODY,
        profile=profile,
        facts=facts,
        language=audit.language,
        roles={} if wanted.auditors else {key: part.role or "" for key, part in audit.auditors.items()},
        settings=settings,
        subject=_subject(last, files, said),
        actions=actions,
        last=_notes(last, scope) if wanted.keep_notes else {},
        remarks=remarks,
    )
    return NextWave(beginning, checklist, files, tuple(said))


_NOBODY = {"a": "Name of the auditor"}


def scoring_settings(audit: Audit) -> dict[str, Any]:
    """What an audit says beside its checklist, as in the file: combine, target, weights, and the name of its wave."""
    written = _plain(audit.model_copy(update={"ratings": {}}))
    given = {key: written[key] for key in ("wave", "target", "weights") if key in written}
    return given | ({"combine": audit.combine} if "combine" in audit.model_fields_set else {})


def _choices(audit: Audit, checklist: Checklist, wanted: Wanted, said: list[str]) -> tuple[tuple[str, ...], str]:
    """The facts and the profile, as far as the checklist has them."""
    facts = wanted.facts or tuple(audit.facts)
    if lost := [fact for fact in facts if fact not in checklist.facts]:
        said.append(f"left out, since the checklist has no such fact: {', '.join(lost)}")
    profile = wanted.profile or audit.profile
    if profile not in (FULL, *checklist.profiles):
        said.append(f"the checklist has no profile '{profile}'; the new audit takes all practices")
        profile = FULL
    return tuple(fact for fact in facts if fact in checklist.facts), profile


def _wave(audit: Audit, wanted: Wanted, settings: dict[str, Any], remarks: Remarks, said: list[str]) -> None:
    """The label of the wave: the one given, else the quarter of the day where the last one was a quarter, too."""
    quarter = f"{wanted.date.year}-Q{(wanted.date.month + 2) // 3}"
    if wanted.wave:
        settings["wave"] = wanted.wave
    elif audit.wave and QUARTER.fullmatch(audit.wave) and quarter != audit.wave:
        settings["wave"] = quarter
        remarks["wave"] = [f"The quarter of the date; the last wave was {audit.wave}."]
    elif audit.wave:
        remarks["wave"] = [f"Name this wave; the last one was '{_one_line(audit.wave)}':", "wave:"]
        said.append("the new wave has no name yet: write it in audit.yaml, or use --wave")


def _baseline(
    last: AuditFolder,
    folder: Path,
    wanted: Wanted,
    settings: dict[str, Any],
    remarks: Remarks,
    said: list[str],
) -> None:
    """The last wave as the baseline, where the new audit can reach it and may be compared with it."""
    try:
        path = path_from(folder, last.folder / AUDIT)
        found = locate_baseline(path, folder)
    except NotFound as problem:
        path, found = "", problem.message
    if isinstance(found, Path):
        settings["baseline"] = path
        client = {"client": wanted.client or last.audit.subject.client, "site": wanted.site or last.audit.subject.site}
        subject = last.audit.subject.model_copy(update=client)
        if why := why_not_compared(last.audit.model_copy(update={"date": wanted.date, "subject": subject}), last.audit):
            said.append(f"no change will be shown: {why}")
        return
    remarks["baseline"] = ["The last wave cannot be the baseline from here: it must lie at most two folders up."]
    said.append(f"no baseline was set: {found}; put the folders of both waves side by side, then write baseline")


def _theme(last: AuditFolder, folder: Path, settings: dict[str, Any], said: list[str]) -> None:
    theme = last.audit.theme
    if theme is None:
        return
    if theme in shipped_themes() or not (last.folder / theme).exists():
        settings["theme"] = theme
    else:
        settings["theme"] = path_from(folder, last.folder / theme)
        if locate_file(theme, last.folder):
            said.append(f"the theme stays in the folder of the last wave: {settings['theme']}")


def _scoring(audit: Audit, checklist: Checklist, settings: dict[str, Any], said: list[str]) -> None:
    """How scores come about: combine, target and weights of this subject, as far as the checklist has the parts."""
    settings |= {key: part for key, part in scoring_settings(audit).items() if key not in {"wave", "weights"}}
    known = {*checklist.touchpoints, *checklist.practices()}
    if weights := {key: _plain(weight) for key, weight in audit.weights.items() if key in known}:
        settings["weights"] = weights
    if lost := [key for key in audit.weights if key not in known]:
        said.append(f"left out, since the checklist has no such part: the weights of {few(lost)}")


def _subject(last: AuditFolder, files: dict[str, bytes], said: list[str]) -> dict[str, str]:
    """Kind and logo; the logo's file is copied to the same place, nothing else of photos/ is."""
    subject = last.audit.subject
    given = {"kind": subject.kind} if subject.kind else {}
    if subject.logo:
        path = locate_file(subject.logo, last.folder)
        name = Path(os.path.normpath(subject.logo)).as_posix()
        if path is None or not path.is_file() or PureWindowsPath(name).is_absolute() or name.startswith(".."):
            said.append(f"the logo '{subject.logo}' was not found and is left out")
        else:
            files[name] = path.read_bytes()
            given["logo"] = name
    return given


def _actions(audit: Audit, scope: Iterable[str], day: dt.date, said: list[str]) -> dict[str, Any]:
    """The actions that are still open, with all that was agreed about them."""
    still = {key: action for key, action in audit.actions.items() if action.status in OPEN}
    closed = [action.status for action in audit.actions.values() if action.status not in OPEN]
    kept = {key: action for key, action in still.items() if key in set(scope)}
    if audit.actions:
        counts = [f"{closed.count(status)} {status}" for status in ("done", "dropped") if status in closed]
        behind = f"; {' and '.join(counts)} left behind" if counts else ""
        said.append(f"{len(kept)} open action{'' if len(kept) == 1 else 's'} carried over{behind}")
    if lost := [key for key in still if key not in kept]:
        said.append(f"open, but of practices that are not part of the new audit: {', '.join(lost)}")
    if late := [key for key, action in kept.items() if action.due and action.due < day]:
        said.append(f"due before {day.isoformat()} and still open: {few(late)}")
    return {key: _action(action) for key, action in kept.items()}


def _action(action: Action) -> dict[str, Any]:
    return {**_plain(action), "status": action.status}


def _notes(last: AuditFolder, scope: Iterable[str]) -> dict[str, list[str]]:
    """What was noted of each practice in the last wave, by whom; the ratings stay out, so that nobody repeats them."""
    label = f"Last wave, {last.audit.wave or last.audit.date.isoformat()}"
    return {
        key: lines
        for key in scope
        if (
            lines := [
                f"{_one_line(label)} ({auditor}): {_one_line(text)}"
                for auditor, ratings in last.ratings.items()
                if key in ratings
                for text in _texts(ratings[key])
            ]
        )
    }


def _texts(rating: Rating) -> Iterator[str]:
    if rating.note:
        yield rating.note
    if rating.internal:
        yield f"internal: {rating.internal}"
    yield from (case.note for case in rating.observations or () if case.note)
    if rating.not_applicable:
        yield f"not applicable: {rating.not_applicable}"
    if rating.not_observed:
        yield f"not observed: {rating.not_observed}"


def _plain(part: Written) -> dict[str, Any]:
    """A part of a file as plain data, without what is not written, whole numbers without a point."""
    data = part.model_dump(by_alias=True, exclude_defaults=True, exclude_none=True)
    return {key: _whole(value) for key, value in data.items()}


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _one_line(text: str) -> str:
    return " ".join(text.split())
