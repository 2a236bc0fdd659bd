"""From files to models: a checklist, or an audit with its folder, each with every problem found in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.audit import Audit, Rating, RatingsFile
from cxaudit.model.baseline import locate_baseline, why_not_compared
from cxaudit.model.business import check_business_case
from cxaudit.model.check import check_checklist
from cxaudit.model.checklist import Checklist
from cxaudit.model.evidence import check_evidence, locate_file
from cxaudit.model.kind import kind_issue
from cxaudit.model.lock import fingerprint
from cxaudit.model.manifest import PhotoManifest, State, load_manifest
from cxaudit.model.rate import check_audit, check_drafts, check_ratings
from cxaudit.model.resolve import Merged, resolve, validate
from cxaudit.model.salvage import NAMELESS
from cxaudit.model.shipped import find_checklist, read_checklist
from cxaudit.model.themes import check_theme_named
from cxaudit.model.validating import validated
from cxaudit.source import Source, is_file, is_folder, read_source

AUDIT, LOCK = "audit.yaml", "checklist.lock.yaml"


@dataclass(frozen=True)
class AuditFolder:
    """An audit as read from its folder: everything that scoring and the report need.

    `ratings` holds each auditor's ratings by practice; `files` the texts that were read, by their path in the folder
    (audit.yaml, ratings/tn.yaml); `warnings` what is odd but no error; `baseline` the earlier audit to compare with;
    `manifest` the photos that were taken in, with their hashes; `photo_states` how each stands now, by its path.
    """

    folder: Path
    audit: Audit
    checklist: Checklist
    ratings: dict[str, dict[str, Rating]]
    files: dict[str, bytes] = field(repr=False)
    warnings: tuple[Issue, ...] = ()
    baseline: "AuditFolder | None" = None
    manifest: PhotoManifest | None = None
    photo_states: dict[str, State] = field(default_factory=dict)

    @property
    def waves(self) -> int:
        """Audits of this subject so far: this one, and the earlier one where it could be read."""
        return 2 if self.baseline else 1

    @property
    def sha256(self) -> str:
        """Hash over the audit file and all ratings files."""
        import hashlib

        return hashlib.sha256(b"\0".join(self.files[name] for name in sorted(self.files))).hexdigest()


def load_checklist(reference: str | Path) -> Checklist:
    """A checklist by its shipped id (`core`, `core@1`) or by path, with everything it extends.

    Raises: InputError with all problems; NotFound when there is none.
    """
    return finish_checklist(resolve(read_checklist(reference)))[0]


def finish_checklist(merged: Merged) -> tuple[Checklist, tuple[Issue, ...]]:
    """The validated checklist of merged files, with the warnings about it.

    Raises: InputError with all problems.
    """
    checklist = validate(merged)
    if checklist is not None:
        _add(merged.issues, check_checklist(checklist, merged.locate))
    _raise_errors(merged.issues)
    if checklist is None:
        raise InputError(merged.issues)
    return checklist, tuple(merged.issues)


def load_audit(path: str | Path, *, with_baseline: bool = True) -> AuditFolder:
    """An audit from its folder, or from its audit.yaml, with the earlier audit that it names.

    A baseline that cannot be read or compared is a warning.

    Raises: InputError with all problems of all its files; NotFound when there is no audit.
    """
    path = Path(path)
    if is_folder(path):
        if not is_file(path / AUDIT):
            raise NotFound(f"{path}: this folder holds no {AUDIT}", f"'cxaudit new {path}' makes one")
        path = path / AUDIT
    source = read_source(path)
    if wrong := kind_issue(source, "audit"):
        raise InputError([*source.issues, wrong])
    audit, issues = validated(source, Audit)
    checklist = None
    try:
        reference = source.data.get("checklist") if isinstance(source.data, dict) else None
        if isinstance(reference, str):
            checklist, more = _checklist_of(reference, path.parent, source)
            issues.extend(more)
    except InputError as problem:
        issues.extend(problem.issues)
    ratings, files = _ratings(audit, checklist, source, path.parent, issues)
    if audit and checklist:
        _add(issues, check_audit(checklist, audit, source))
    if audit:
        _add(issues, check_business_case(audit.business_case, source))
        _add(issues, check_evidence(audit, path.parent, source))
        _add(issues, check_theme_named(audit, path.parent, source))
    manifest, states, found = load_manifest(path.parent)
    issues.extend(found)
    _raise_errors(issues)
    if audit is None or checklist is None:
        raise InputError(issues or [source.issue(("checklist",), "this audit names no checklist")])
    baseline = _baseline(audit, path.parent, source, issues) if audit.baseline and with_baseline else None
    return AuditFolder(path.parent, audit, checklist, ratings, files, tuple(issues), baseline, manifest, states)


def _baseline(audit: Audit, folder: Path, source: Source, issues: list[Issue]) -> AuditFolder | None:
    """The earlier audit that this one names; without one that can be compared, a warning says why."""
    found = locate_baseline(audit.baseline or "", folder)
    hint = "the report is made without the change since then"
    try:
        if isinstance(found, Path):
            earlier = load_audit(found, with_baseline=False)
            found = why_not_compared(audit, earlier.audit)
            if not found:
                return earlier
    except InputError as problem:
        errors = sum(issue.level == "error" for issue in problem.issues)
        found = f"the baseline has {errors} error{'' if errors == 1 else 's'}"
        hint += f"; 'cxaudit check {Path(audit.baseline or '').as_posix()}' lists them"
    except NotFound:
        found = "the baseline cannot be read"
    issues.append(source.issue(("baseline",), found, hint, level="warning"))
    return None


def _checklist_of(reference: str, folder: Path, source: Source) -> tuple[Checklist, list[Issue]]:
    """The locked checklist if the audit has one, else the one it names."""
    named, issues = _named(reference, folder, source)
    lock = folder / LOCK
    if not lock.is_file():
        if named is None:
            raise InputError(issues)
        return named, issues
    locked, found = finish_checklist(resolve(read_source(lock)))
    issues = list(found)
    if locked.locked is None or locked.locked.sha256 != fingerprint(locked):
        raise InputError(
            [
                read_source(lock).issue(
                    ("locked",), "this lock was changed by hand", "delete it to use the checklist itself, or restore it"
                )
            ]
        )
    if locked.locked.of != reference:
        raise InputError(
            [
                source.issue(
                    ("checklist",),
                    f"'{reference}' is not the locked checklist '{locked.locked.of}'",
                    f"delete {LOCK} to change the checklist",
                )
            ]
        )
    if named is not None and fingerprint(named) != locked.locked.sha256:
        issues.append(
            source.issue(
                ("checklist",),
                "the checklist has changed since this audit was begun",
                f"the locked one is used; delete {LOCK} to take the new one",
                level="warning",
            )
        )
    return locked, issues


def _named(reference: str, folder: Path, source: Source) -> tuple[Checklist | None, list[Issue]]:
    """The checklist that the audit names, or None and why it cannot be had."""
    try:
        found = find_checklist(reference, folder)
        if wrong := kind_issue(found, "checklist"):
            text = f"'{reference}' is no checklist: {wrong.message}"
            return None, [source.issue(("checklist",), text, wrong.hint)]
        checklist, warnings = finish_checklist(resolve(found))
        return checklist, list(warnings)
    except NotFound as problem:
        return None, [source.issue(("checklist",), problem.message, problem.hint)]
    except InputError as problem:
        return None, list(problem.issues)


def _ratings(
    audit: Audit | None, checklist: Checklist | None, source: Source, folder: Path, issues: list[Issue]
) -> tuple[dict[str, dict[str, Rating]], dict[str, bytes]]:
    files = {AUDIT: source.raw}
    inside = folder / "ratings"
    paths = sorted(inside.glob("*.yaml")) if inside.is_dir() else []
    if not paths:
        lead = (audit.lead if audit else None) or "auditor"
        if audit and len(audit.auditors) > 1 and _is_rated(audit):
            issues.append(
                source.issue(
                    ("ratings",),
                    "several auditors need one file each",
                    f"move these to ratings/{lead}.yaml",
                    at_key=True,
                )
            )
        return {lead: audit.ratings if audit else {}}, files
    ratings: dict[str, dict[str, Rating]] = {}
    for path in paths:
        if locate_file(f"ratings/{path.name}", folder) is None:  # a link that leads out of the folder is not followed
            issues.append(source.issue(("ratings",), f"ratings/{path.name} lies outside the audit's folder"))
            continue
        part = read_source(path)
        files[f"ratings/{path.name}"] = part.raw
        wrong = kind_issue(part, "ratings")
        given, found = (None, [*part.issues, wrong]) if wrong else validated(part, RatingsFile)
        issues.extend(found)
        if given and audit:
            _add(issues, _belongs(given, audit, path, part))
            ratings[given.auditor] = given.ratings
            issues.extend(check_drafts(given, part))
            if checklist:
                _add(issues, check_ratings(checklist, audit, given.ratings, part))
            _add(issues, check_evidence(given, folder, part))
    if audit and _is_rated(audit):
        issues.append(
            source.issue(("ratings",), "ratings stand here and in ratings/", "keep them in one place", at_key=True)
        )
    return ratings, files


def _is_rated(audit: Audit) -> bool:
    """Whether audit.yaml holds ratings: a new one names every practice and says nothing of any."""
    return any(rating != Rating() for rating in audit.ratings.values())


def _belongs(given: RatingsFile, audit: Audit, path: Path, source: Source) -> Iterable[Issue]:
    if audit.id not in (given.audit, NAMELESS):
        yield source.issue(("audit",), f"these ratings belong to the audit '{given.audit}', not to '{audit.id}'")
    if given.auditor not in audit.auditors:
        yield source.issue(
            ("auditor",),
            f"'{given.auditor}' is not an auditor of this audit",
            f"known are: {', '.join(audit.auditors)}" if audit.auditors else "list the auditors in audit.yaml",
        )
    elif path.stem != given.auditor:
        yield source.issue(("auditor",), f"the file of '{given.auditor}' must be called {given.auditor}.yaml")


def _add(issues: list[Issue], more: Iterable[Issue]) -> None:
    """Add issues, but none where an error is known already: it would be the same mistake seen twice."""
    known = {(issue.file, issue.line, issue.column) for issue in issues if issue.level == "error"}
    issues.extend(issue for issue in more if (issue.file, issue.line, issue.column) not in known)


def _raise_errors(issues: Iterable[Issue]) -> None:
    found = list(issues)
    if any(issue.level == "error" for issue in found):
        raise InputError(found)
