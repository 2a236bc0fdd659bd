"""What a valid audit must also be: its ids exist in the checklist, its ratings are on the scales."""

import re
from collections.abc import Iterator

from cxaudit.errors import Issue
from cxaudit.model.audit import Audit, Rating, RatingsFile
from cxaudit.model.check import answers
from cxaudit.model.checklist import Checklist, Practice
from cxaudit.model.scale import Scale, as_number
from cxaudit.model.words import closest, quoted
from cxaudit.source import Source

FULL = "full"


def in_scope(checklist: Checklist, audit: Audit) -> dict[str, Practice]:
    """The practices of this audit by full id, in order: in its profile, and with their fact given."""
    selected = None if audit.profile == FULL else set(checklist.profiles.get(audit.profile, ()))
    return {
        key: practice
        for key, practice in checklist.practices().items()
        if (selected is None or key in selected) and (practice.only_if is None or practice.only_if in audit.facts)
    }


def check_audit(checklist: Checklist, audit: Audit, source: Source) -> list[Issue]:
    """Unknown ids, facts, profiles and auditors, and ratings off their scale, each with its place in the audit file."""
    return [
        *_settings(checklist, audit, source),
        *check_ratings(checklist, audit, audit.ratings, source),
        *_ids(checklist, audit, list(audit.actions), "actions", source),
    ]


def check_ratings(checklist: Checklist, audit: Audit, ratings: dict[str, Rating], source: Source) -> list[Issue]:
    """Unknown practices and ratings off their scale, each with its place in the file that holds `ratings`."""
    issues = list(_ids(checklist, audit, list(ratings), "ratings", source))
    practices = checklist.practices()
    for key, rating in ratings.items():
        if practice := practices.get(key):
            issues.extend(_rating(key, rating, practice, checklist.scale_of(practice), source))
    return issues


def check_drafts(given: RatingsFile, source: Source) -> Iterator[Issue]:
    """A warning for each practice that the form was told does not apply or was not observed, without a reason yet."""
    for key, draft in given.drafts.items():
        if draft.state:
            yield source.issue(
                ("drafts", key),
                f"'{draft.state}' has no reason yet, so '{key}' counts as unrated",
                "give the reason in the form",
                at_key=True,
                level="warning",
            )


def _settings(checklist: Checklist, audit: Audit, source: Source) -> Iterator[Issue]:
    profiles = [FULL, *checklist.profiles]
    if audit.profile not in profiles:
        yield source.issue(
            ("profile",),
            f"there is no profile '{audit.profile}' in this checklist",
            closest(audit.profile, profiles) or f"known are: {', '.join(profiles)}",
        )
    for position, fact in enumerate(audit.facts):
        if fact not in checklist.facts:
            known = f"known are: {', '.join(checklist.facts)}" if checklist.facts else "this checklist has no facts"
            yield source.issue(
                ("facts", position),
                f"there is no fact '{fact}' in this checklist",
                closest(fact, checklist.facts) or known,
            )
    known_ids = [*checklist.touchpoints, *checklist.practices()]
    for key in audit.weights:
        if key not in known_ids:
            yield source.issue(
                ("weights", key),
                f"there is no practice or touchpoint '{key}' in this checklist",
                closest(key, known_ids),
                at_key=True,
            )


def _ids(checklist: Checklist, audit: Audit, keys: list[str], block: str, source: Source) -> Iterator[Issue]:
    practices, scope = checklist.practices(), in_scope(checklist, audit)
    for key in keys:
        if key not in practices:
            yield source.issue(
                (block, key),
                f"there is no practice '{key}' in checklist '{checklist.id}'",
                closest(key, practices),
                at_key=True,
            )
        elif key not in scope:
            fact = practices[key].only_if
            off = fact is not None and fact not in audit.facts
            yield source.issue(
                (block, key),
                f"'{key}' is not part of this audit",
                f"add '{fact}' to facts" if off else f"it is not in the profile '{audit.profile}'",
                at_key=True,
            )


def _rating(key: str, rating: Rating, practice: Practice, scale: Scale, source: Source) -> Iterator[Issue]:
    where = ("ratings", key)
    if rating.rating is not None and scale.points_of(rating.rating) is None:
        yield _off_scale(source, (*where, "rating"), rating.rating, scale)
    if rating.observations and practice.rate != "case":
        yield source.issue(
            (*where, "observations"),
            "this practice takes one rating, not single observations",
            "give one rating; only practices with 'rate: case' are observed case by case",
            at_key=True,
        )
    for position, observation in enumerate(rating.observations or ()):
        if scale.points_of(observation.rating) is None:
            yield _off_scale(source, (*where, "observations", position, "rating"), observation.rating, scale)
    for position, level in enumerate(rating.also):
        if scale.points_of(level) is None:
            yield _off_scale(source, (*where, "also", position), level, scale)


def _off_scale(source: Source, loc: tuple[str | int, ...], given: str, scale: Scale) -> Issue:
    hint = answers(scale)
    number, plain = as_number(given), given.strip().lower()
    labels = {(level.label or "").lower(): key for key, level in (scale.levels or {}).items()}
    if given.strip() != given and scale.points_of(given.strip()) is not None:
        hint = f"write {given.strip()}, without the spaces"
    elif plain.replace("_", " ") in ("n/a", "na", "not applicable", "-"):
        hint = "write {not_applicable: the reason}"
    elif plain.replace("_", " ") in ("n/o", "not observed", "not seen"):
        hint = "write {not_observed: the reason}"
    elif plain in labels:
        hint = f"write {labels[plain]}"
    elif scale.measured and re.fullmatch(r"-?\d+,\d+", given):
        hint = f"write {given.replace(',', '.')}"
    elif not scale.measured and number is not None and not number.is_integer():
        hint = f"there are no levels between two levels; {hint}"
    return source.issue(loc, f"{quoted(given)} is not on the scale of this practice", hint)
