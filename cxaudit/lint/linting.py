"""Linting a whole checklist: every rule on every part, each finding with its place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from cxaudit.errors import Issue
from cxaudit.lint.finding import Case, Fault, Finding, Rule
from cxaudit.lint.rules import BY_NAME, RULES, SILENCEABLE
from cxaudit.lint.silence import read_silences
from cxaudit.model.checklist import Checklist
from cxaudit.source import Loc, Source

Locate = Callable[[Loc], tuple[Source, Loc]]


def lint_checklist(checklist: Checklist, locate: Locate) -> list[Finding]:
    """All findings on a resolved checklist, silenced ones too, in the order of the file; those of other files follow.

    Args: `locate` gives for a part of the checklist the file and the place where it was written.
    """
    home = locate(("id",))[0]
    silences = read_silences(checklist, inherited=locate(("lint",))[0] is not home)
    found = [
        (rule, fault, practice, silences.reason(practice, rule.name)) for rule, fault, practice in _faults(checklist)
    ]
    found += [(BY_NAME[name], fault, practice, None) for name, fault, practice in silences.faults(SILENCEABLE)]
    findings = [
        _placed(rule, fault, practice, locate, reason)
        for rule, fault, practice, reason in found
        if not fault.own or locate(fault.loc)[0] is home
    ]
    return sorted(findings, key=lambda one: (one.file != home.name, one.file, one.line, one.column))


def _faults(checklist: Checklist) -> Iterator[tuple[Rule, Fault, str | None]]:
    rules = [rule for rule in RULES if is_english(checklist) or not rule.english]
    for touchpoint_id, touchpoint in checklist.touchpoints.items():
        for practice_id, practice in touchpoint.practices.items():
            loc: Loc = ("touchpoints", touchpoint_id, "practices", practice_id)
            key = f"{touchpoint_id}.{practice_id}"
            case = Case(key, loc, practice, checklist.scale_of(practice), checklist)
            for rule in rules:
                for fault in rule.practice(case) if rule.practice else ():
                    yield rule, fault, key
    for rule in rules:
        for fault in rule.checklist(checklist) if rule.checklist else ():
            yield rule, fault, None


def skipped_rules(checklist: Checklist) -> list[str]:
    """The rules that know English words only, where the checklist is in another language."""
    return [] if is_english(checklist) else [rule.name for rule in RULES if rule.english]


def is_english(checklist: Checklist) -> bool:
    """Whether the checklist is in English, which is the language that the word lists know."""
    return checklist.language.lower().split("-")[0] == "en"


def _placed(rule: Rule, fault: Fault, practice: str | None, locate: Locate, silenced: str | None) -> Finding:
    source, loc = locate(fault.loc)
    issue = _at_words(source.issue(loc, fault.message, fault.hint), fault.quote, source)
    return Finding(
        rule=rule.name,
        severity=fault.severity or rule.severity,
        file=issue.file,
        line=issue.line,
        column=issue.column,
        width=issue.width,
        excerpt=issue.excerpt,
        practice=practice,
        message=fault.message,
        quote=fault.quote,
        hint=fault.hint,
        silenced=silenced,
    )


def _at_words(issue: Issue, quote: str, source: Source) -> Issue:
    """The issue moved to the quoted words, where these are found in the text that starts at its place."""
    if not quote:
        return issue
    rows = [source.lines[issue.line - 1][issue.column - 1 :], *source.lines[issue.line : issue.line + 20]]
    wanted = re.compile(r"\s+".join(map(re.escape, quote.split())))
    found = wanted.search("\n".join(rows))
    if not found:
        return issue
    before = "\n".join(rows)[: found.start()]
    down = before.count("\n")
    row = source.lines[issue.line - 1 + down]
    column = len(before) - before.rfind("\n") if down else issue.column + len(before)
    width = len(found.group().partition("\n")[0].rstrip())
    return replace(issue, line=issue.line + down, column=column, width=width, excerpt=row)
