"""What a valid checklist must also be: its names exist, its advice is on its scales."""

from collections.abc import Iterator

from cxaudit.errors import Issue
from cxaudit.model.checklist import Checklist, Practice
from cxaudit.model.problems import Locate
from cxaudit.model.scale import Scale
from cxaudit.model.words import closest, either
from cxaudit.source import Loc


def check_checklist(checklist: Checklist, locate: Locate) -> list[Issue]:
    """Every name that does not exist and every value that is off its scale, each at the place where it was written."""
    return [
        *_names(checklist, locate),
        *_scoring(checklist, locate),
        *(issue for loc, practice in _practices(checklist) for issue in _practice(checklist, loc, practice, locate)),
    ]


def _practices(checklist: Checklist) -> Iterator[tuple[Loc, Practice]]:
    for touchpoint_id, touchpoint in checklist.touchpoints.items():
        for practice_id, practice in touchpoint.practices.items():
            yield ("touchpoints", touchpoint_id, "practices", practice_id), practice


def _missing(locate: Locate, loc: Loc, name: str, known: dict[str, object], what: str) -> Iterator[Issue]:
    if name not in known:
        source, place = locate(loc)
        options = f"known are: {', '.join(known)}" if known else f"this checklist declares no {what}s"
        yield source.issue(place, f"there is no {what} '{name}'", closest(name, known) or options)


def _names(checklist: Checklist, locate: Locate) -> Iterator[Issue]:
    yield from _missing(locate, ("scale",), checklist.scale, dict(checklist.scales), "scale")
    if not checklist.practices():
        source, place = locate(("touchpoints",))
        yield source.issue(
            place, "the checklist has no practices", "write them under a touchpoint's 'practices'", at_key=True
        )
    for key, touchpoint in checklist.touchpoints.items():
        if touchpoint.stage:
            loc = ("touchpoints", key, "stage")
            yield from _missing(locate, loc, touchpoint.stage, dict(checklist.stages), "stage")
    known = dict(checklist.practices())
    for profile, names in checklist.profiles.items():
        for position, name in enumerate(names):
            yield from _missing(locate, ("profiles", profile, position), name, dict(known), "practice")


def _scoring(checklist: Checklist, locate: Locate) -> Iterator[Issue]:
    scale = checklist.scales.get(checklist.scale)
    threshold = checklist.scoring.critical.at_or_below
    written = "critical" in checklist.scoring.model_fields_set or any(p.critical for _, p in _practices(checklist))
    if scale and written and scale.points_of(threshold) is None:
        source, place = locate(("scoring", "critical", "at_or_below"))
        yield source.issue(place, f"'{threshold}' is not on the default scale '{checklist.scale}'", answers(scale))


def _practice(checklist: Checklist, loc: Loc, practice: Practice, locate: Locate) -> Iterator[Issue]:
    if practice.dimension:
        yield from _missing(locate, (*loc, "dimension"), practice.dimension, dict(checklist.dimensions), "dimension")
    if practice.only_if:
        yield from _missing(locate, (*loc, "only_if"), practice.only_if, dict(checklist.facts), "fact")
    if practice.scale:
        yield from _missing(locate, (*loc, "scale"), practice.scale, dict(checklist.scales), "scale")
    scale = checklist.scales.get(practice.scale or checklist.scale)
    if scale is None:
        return
    for level in practice.anchors:
        if not scale.measured and level not in scale.points:
            source, place = locate((*loc, "anchors", level))
            yield source.issue(place, f"'{level}' is not a level of the scale", answers(scale), at_key=True)
    last = -1.0
    for position, advice in enumerate(practice.recommend):
        source, place = locate((*loc, "recommend", position, "below"))
        points = scale.points_of(advice.below)
        if points is None:
            yield source.issue(place, f"'{advice.below}' is not on the scale", answers(scale))
        elif points <= last:
            yield source.issue(place, "advice must ascend: each 'below' is a better level than the one before")
        else:
            last = points


def answers(scale: Scale) -> str:
    """What can be written as a rating on this scale, as a hint."""
    if scale.measured:
        return f"write the {scale.unit or 'measured value'} as a number"
    return f"use {either(list(scale.points))}"
