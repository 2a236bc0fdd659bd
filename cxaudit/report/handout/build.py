"""From a story, its key and the checklist to what a training room gets."""

import re
from collections.abc import Iterator
from itertools import groupby

from cxaudit.model.audit import Rating
from cxaudit.model.checklist import Practice, title_from
from cxaudit.model.load import AuditFolder
from cxaudit.model.samples import read_key, read_story
from cxaudit.model.scale import Scale
from cxaudit.report.handout.parts import AnswerPart, ChoicePart, HandoutPart, PassagePart, QuestionPart, RoundPart
from cxaudit.report.phrases import listed
from cxaudit.report.practices import rating_text

RULES = "How to rate."
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")


def build_handout(audit: AuditFolder) -> HandoutPart:
    """Story, score sheet and key of an audit that has a story.

    Raises: NotFound when story or key are missing; InputError when the key is wrong.
    """
    key = read_key(audit).ratings
    title, note, story = _story(read_story(audit), audit.audit.title)
    known = audit.checklist.practices()
    titles = {name: practice.title or title_from(name) for name, practice in known.items()}
    asked = [(name, known[name]) for name in known if name in key]
    questions = [
        _question(number, name, practice, audit.checklist.scale_of(practice), _readable(key[name], titles))
        for number, (name, practice) in enumerate(asked, 1)
    ]
    rounds = [
        RoundPart(title=audit.checklist.touchpoints[place].title or title_from(place), questions=list(group))
        for place, group in groupby(questions, lambda question: question.id.partition(".")[0])
    ]
    return HandoutPart(title=title, note=note, story=story, rules=_rules(audit.checklist.about or ""), rounds=rounds)


def _readable(rating: Rating, titles: dict[str, str]) -> Rating:
    """The rating with titles where its reasons name practices by id, as a key does: the room sees no ids."""

    def name(text: str | None) -> str | None:
        return text and _ID.sub(lambda found: f"“{titles[found[0]]}”" if found[0] in titles else found[0], text)

    reasons = ("note", "not_observed", "not_applicable")
    return rating.model_copy(update={field: name(getattr(rating, field)) for field in reasons})


def _rules(about: str) -> str:
    """The paragraph of the checklist that says how to rate: trainees who lack it read the anchors differently."""
    paragraphs = (" ".join(part.split()) for part in about.split("\n\n"))
    return next((part for part in paragraphs if part.startswith(RULES)), "")


def _story(text: str, otherwise: str) -> tuple[str, str, list[PassagePart]]:
    """Title, the note above the story, and the story by headings."""
    passages = [PassagePart(title=heading, text=body) for heading, body in _passages(text)]
    if not passages or not passages[0].title:
        return otherwise, "", passages
    first, rest = passages[0], passages[1:]
    above, _, below = first.text.partition("\n\n")
    is_note = re.fullmatch(r"\*[^*]+\*", above.strip())
    body = below.strip() if is_note else first.text
    opening = [PassagePart(text=body)] if body else []
    return first.title, " ".join(above.strip().strip("*").split()) if is_note else "", [*opening, *rest]


def _passages(text: str) -> Iterator[tuple[str, str]]:
    heading, lines = "", list[str]()
    for line in text.splitlines():
        if match := _HEADING.match(line):
            if heading or "".join(lines).strip():
                yield heading, "\n".join(lines).strip()
            heading, lines = match.group(2), []
        else:
            lines.append(line)
    if heading or "".join(lines).strip():
        yield heading, "\n".join(lines).strip()


def _question(number: int, name: str, practice: Practice, scale: Scale, rating: Rating) -> QuestionPart:
    levels = sorted(scale.points, key=lambda key: scale.points[key])
    return QuestionPart(
        id=name,
        number=number,
        title=practice.title or title_from(name),
        ask=practice.ask,
        critical=practice.critical,
        choices=[ChoicePart(key=key, label=_label(scale, key), anchor=practice.anchors.get(key, "")) for key in levels],
        measure=f"{scale.unit or 'value'}, best {scale.best:g}, worst {scale.worst:g}" if scale.measured else "",
        answer=_answer(scale, rating),
    )


def _label(scale: Scale, key: str) -> str:
    return (scale.levels[key].label if scale.levels else None) or ""


def _answer(scale: Scale, rating: Rating) -> AnswerPart:
    cases = rating.observations or []
    text = _words(scale, rating.rating)
    if len(cases) == 1:
        text = _words(scale, cases[0].rating)
    elif cases:
        text = f"{len(cases)} cases: {listed([_words(scale, case.rating) for case in cases])}"
    elif rating.not_observed:
        text = "Not observed"
    elif rating.not_applicable:
        text = "Does not apply"
    return AnswerPart(
        text=text,
        cases=[f"{_words(scale, case.rating)}: {case.note}" for case in cases if case.note],
        why=" ".join(part for part in (rating.not_observed, rating.not_applicable, rating.note) if part),
        sentences=[part.text for part in rating.evidence if part.text and not part.internal],
        hard=rating.hard,
        also=[_words(scale, level) for level in rating.also],
    )


def _words(scale: Scale, level: str | None) -> str:
    """A level as it is ticked: its number, its label, or the measured value."""
    if level is None:
        return ""
    if scale.measured:
        return rating_text(scale, float(level), scale.points_of(level))
    return level if level.replace(".", "").isdigit() else _label(scale, level) or title_from(level)
