"""A new audit as text: every practice with its question and levels as comments, ready to be filled in."""

import datetime as dt
import json
import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxaudit.model.checklist import Checklist, Practice, Touchpoint, title_from
from cxaudit.source.writing import to_yaml

WIDTH = 110


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before the first rating; `auditors` maps ids to names, `reference` names the checklist.

    Plain data as in the file: `settings` holds further keys of audit.yaml (wave, target ...), `subject` of the
    subject, `actions` what is to be done. `roles` are known by auditor. `last` holds, by practice, lines to show as
    comments in the ratings of all auditors; `remarks` lines to show as comments, by the key they stand for.
    """

    id: str
    title: str
    client: str
    site: str
    reference: str
    date: dt.date
    auditors: dict[str, str]
    profile: str = "full"
    facts: tuple[str, ...] = ()
    language: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    subject: Mapping[str, str] = field(default_factory=dict)
    actions: Mapping[str, Any] = field(default_factory=dict)
    last: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remarks: Mapping[str, Sequence[str]] = field(default_factory=dict)


def audit_text(checklist: Checklist, beginning: Beginning) -> str:
    """The text of audit.yaml. With one auditor it holds the empty ratings; with several these go into ratings/."""
    begun = beginning
    lines = [
        "# yaml-language-server: $schema=./.cxaudit/audit.schema.json",
        "#",
        "# Fill in what you saw, then: cxaudit check DIR, cxaudit report DIR (DIR is this folder).",
        "cxaudit: audit/1",
        f"id: {begun.id}",
        f"title: {_quoted(begun.title)}",
        f"checklist: {_quoted(begun.reference)}",
        f"profile: {begun.profile}",
        f"date: {begun.date.isoformat()}",
        f"language: {begun.language or checklist.language}",
        *_settings(begun, "wave", "baseline", "theme"),
        "subject:",
        f"  client: {_quoted(begun.client)}",
        f"  site: {_quoted(begun.site)}" if begun.site else "  site:",
        *(f"  {key}: {_quoted(text)}" for key, text in begun.subject.items()),
        *_facts(checklist, begun.facts),
        "auditors:",
        *_auditors(begun),
        *_settings(begun, "combine", "target", "weights"),
        "",
        "# Your own words for the executive summary (bold, lists and paragraphs are allowed):",
        "# summary: |",
        "#   What works. What does not. Where to begin.",
        "",
    ]
    if len(begun.auditors) > 1:
        lines += [
            "# Each auditor rates in a file of their own: "
            + ", ".join(f"ratings/{key}.yaml" for key in begun.auditors),
            "",
        ]
    else:
        lines += list(_ratings(checklist, begun))
    lines += [
        *_actions(begun),
        "",
        *_noted(begun, "business_case"),
        "# signoff: {by: Name, role: lead auditor, date: 2026-12-31}",
    ]
    return "\n".join(lines) + "\n"


def ratings_text(checklist: Checklist, beginning: Beginning, auditor: str) -> str:
    """The text of ratings/<auditor>.yaml with every practice still empty."""
    head = [
        "# yaml-language-server: $schema=../.cxaudit/ratings.schema.json",
        "cxaudit: ratings/1",
        f"audit: {beginning.id}",
        f"auditor: {auditor}",
        "",
    ]
    return "\n".join([*head, *_ratings(checklist, beginning)]) + "\n"


def _settings(begun: Beginning, *keys: str) -> Iterator[str]:
    """Further keys of the file in their order, each after the remarks about it."""
    for key in keys:
        yield from _noted(begun, key)
        if key in begun.settings:
            yield from to_yaml({key: begun.settings[key]}).splitlines()


def _noted(begun: Beginning, key: str) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in begun.remarks.get(key, ()))


def _auditors(begun: Beginning) -> Iterator[str]:
    for position, (key, name) in enumerate(begun.auditors.items()):
        role = begun.roles.get(key, "") if begun.roles else ("auditor" if position else "lead auditor")
        yield f"  {key}: {{name: {_quoted(name)}{f', role: {_quoted(role)}' if role else ''}}}"


def _actions(begun: Beginning) -> Iterator[str]:
    yield "# What the client will do, by practice; it takes the place of the checklist's advice:"
    yield from _noted(begun, "actions")
    if begun.actions:
        yield from to_yaml({"actions": dict(begun.actions)}).splitlines()
        return
    yield "# actions:"
    yield "#   front-desk.queue: {do: Open a second desk from 17:00., owner: F. Petersen, due: 2026-12-01, effort: S}"


def _facts(checklist: Checklist, facts: Sequence[str]) -> Iterator[str]:
    if checklist.facts:
        yield "# What is true of this site? List the ids that apply:"
        yield from (f"#   {key}: {' '.join(question.split())}" for key, question in checklist.facts.items())
        yield f"facts: [{', '.join(facts)}]"


def _ratings(checklist: Checklist, begun: Beginning) -> Iterator[str]:
    yield "# For each practice write one of:"
    yield "#   rating: a level          not_applicable: why it does not apply here"
    yield "#   note: what you saw       not_observed: why it could not be seen"
    yield "# and, where you have it:"
    yield "#   evidence: [{file: photos/desk.jpg, caption: The desk at 18:05}]      cause: staffing      reply: ..."
    yield "ratings:"
    selected = checklist.profiles.get(begun.profile)
    for key, touchpoint in checklist.touchpoints.items():
        inside = {
            f"{key}.{name}": practice
            for name, practice in touchpoint.practices.items()
            if selected is None or f"{key}.{name}" in selected
        }
        if inside:
            share = len(inside) / len(touchpoint.practices)
            yield from _touchpoint(checklist, key, touchpoint, share)
            for name, practice in inside.items():
                yield from _practice(checklist, name, practice, begun)


def _touchpoint(checklist: Checklist, key: str, touchpoint: Touchpoint, share: float) -> Iterator[str]:
    """The heading of a touchpoint; of a selection, the minutes count by the `share` of its practices."""
    facts = [
        checklist.stages[touchpoint.stage].title if touchpoint.stage in checklist.stages else "",
        ", ".join(touchpoint.channel),
        f"{math.ceil(touchpoint.minutes * share):g} min" if touchpoint.minutes else "",
        "moment of truth" if touchpoint.moment_of_truth else "",
    ]
    yield ""
    yield "  # " + "-" * (WIDTH - 4)
    yield from _comment(
        f"{touchpoint.title or title_from(key)} ({'; '.join(fact for fact in facts if fact)})".replace(" ()", "")
    )


def _practice(checklist: Checklist, name: str, practice: Practice, begun: Beginning) -> Iterator[str]:
    scale = checklist.scale_of(practice)
    marks = [
        f"weight {practice.weight.is_:g}",
        "CRITICAL" if practice.critical else "",
        "advisory" if practice.advisory else "",
        "case by case" if practice.rate == "case" else "",
    ]
    yield ""
    yield from _comment(f"{practice.title or title_from(name)} ({', '.join(mark for mark in marks if mark)})")
    yield from _comment(practice.ask)
    if practice.look_for:
        yield from _comment(f"Look for: {practice.look_for}")
    if practice.evidence:
        yield from _comment(f"Evidence: {practice.evidence}")
    if scale.levels is None:
        yield from _comment(
            f"Write the {scale.unit or 'measured value'}: best {scale.best:g}, worst {scale.worst:g}", "    "
        )
    else:
        for level, described in scale.levels.items():
            text = practice.anchors.get(level) or described.label or title_from(level)
            yield from _comment(f"{level} = {text}", "    ")
    off = practice.only_if is not None and practice.only_if not in begun.facts
    if off:
        yield from _comment(
            f"Only where '{practice.only_if}' is among the facts above; then take away the '# ' of these lines:"
        )
    if practice.rate == "case":
        yield from _comment("One entry a case, such as [3, 1, {rating: 0, note: what happened}]")
    for line in begun.last.get(name, ()):
        yield from _comment(line)
    before = "  # " if off else "  "
    yield f"{before}{name}:"
    yield f"{before}  observations:" if practice.rate == "case" else f"{before}  rating:"
    yield f"{before}  note:"


def _comment(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=f"  # {indent}",
        subsequent_indent=f"  # {indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _quoted(text: str) -> str:
    """A text that YAML reads back as it is: plain where that is safe, else in double quotes."""
    plain = all(character.isalnum() or character in " .()/@-" for character in text) and text[:1].isalpha()
    safe = (
        plain
        and text == text.strip()
        and text.lower() not in ("null", "yes", "no", "true", "false")
        and " -" not in text
    )
    return text if safe else json.dumps(text, ensure_ascii=False)
