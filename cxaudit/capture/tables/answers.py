"""What an answer in a table means: a level, a measured value, or why there is none."""

import re
from collections.abc import Iterator, Mapping

from cxaudit.capture.incoming.rating_words import Unclear, read_rating, read_state
from cxaudit.capture.xlsform.choices import NO_RATING, choices_of, code_of
from cxaudit.model.answer_map import UNRATED, WITHOUT_RATING
from cxaudit.model.checklist import Checklist, Practice
from cxaudit.model.scale import Scale
from cxaudit.model.words import quoted


def plain(text: str) -> str:
    """A text as it is compared: small letters, single blanks, one kind of dash."""
    return re.sub(r"[–—−]", "-", " ".join(text.split())).casefold()


class Meanings:
    """What answers to one practice mean."""

    def __init__(self, checklist: Checklist, practice: Practice, *given: Mapping[str, str]) -> None:
        """Take what maps say; the first of them wins, and the checklist's own words come last."""
        self.scale: Scale = checklist.scale_of(practice)
        self._known = dict(_words(self.scale, practice))
        self._given = {plain(text): level for answers in reversed(given) for text, level in answers.items()}

    def find(self, answer: str) -> tuple[str, str]:
        """A level, a measured value, `not_applicable`, `not_observed` or `unrated`, with the reason that is part of it.

        Raises: Unclear.
        """
        text = plain(answer)
        if text in self._given:
            meant = self._given[text]
            if meant not in WITHOUT_RATING and self.scale.points_of(meant) is None:
                raise Unclear(
                    f"the map says that {quoted(answer)} is '{meant}', which is not on the scale of this practice"
                )
            return meant, ""
        if not text:
            return UNRATED, ""
        if text in self._known:
            return self._known[text], ""
        if state := read_state(" ".join(answer.split()).replace("_", " ")):
            return state
        try:
            return read_rating(answer, self.scale), ""
        except Unclear as problem:
            if self.scale.measured:
                raise
            raise Unclear(str(problem), f"{problem.hint}, or say under 'answers' of a map what it means") from problem


def _words(scale: Scale, practice: Practice) -> Iterator[tuple[str, str]]:
    """Every text that stands for a level, the weakest first; what stands for two levels stands for none."""
    levels = scale.levels or {}
    texts = choices_of(scale, practice)
    for words in (
        {level: practice.anchors.get(level, "") for level in levels},
        {level: described.label or "" for level, described in levels.items()},
        texts,
        {level: level for level in levels},
        {level: code_of(scale, level) for level in levels},
    ):
        seen = [plain(text) for text in words.values()]
        for level, text in words.items():
            if text and seen.count(plain(text)) == 1 and level not in NO_RATING:
                yield plain(text), level
