"""The part of the document that a training room gets: a story, a blank score sheet, and the agreed answers."""

from pydantic import Field

from cxaudit.report.parts import Part

KEY_HEADING = "Key \N{EN DASH} hand out afterwards"


class PassagePart(Part):
    """A stretch of the story under one heading."""

    title: str = Field("", description="Its heading; empty before the first one.")
    text: str = Field(description="Its paragraphs (Markdown).")


class ChoicePart(Part):
    """One box to tick."""

    key: str = Field(description="How the level is written.")
    label: str = Field("", description="What the level is called.")
    anchor: str = Field("", description="What it means for this practice.")


class AnswerPart(Part):
    """What the key says about a practice."""

    text: str = Field(description="The agreed rating in words, or the state.")
    cases: list[str] = Field([], description="Single cases with their ratings, where the practice is rated by case.")
    why: str = Field("", description="The reason.")
    sentences: list[str] = Field([], description="Sentences of the story that support it.")
    hard: bool = Field(False, description="Expect an argument.")
    also: list[str] = Field([], description="Levels that can be defended as well, in words.")


class QuestionPart(Part):
    """A practice to rate."""

    id: str = Field(description="touchpoint.practice")
    number: int = Field(description="Its number on the sheet.")
    title: str = Field(description="Its title.")
    ask: str = Field(description="The question.")
    critical: bool = Field(False, description="Whether it must not fail.")
    choices: list[ChoicePart] = Field([], description="Levels, from the lowest; empty where a value is measured.")
    measure: str = Field("", description="What is measured, in words; empty where levels are ticked.")
    answer: AnswerPart = Field(description="What the key says.")


class RoundPart(Part):
    """The questions of one touchpoint."""

    title: str = Field(description="The touchpoint's title.")
    questions: list[QuestionPart] = Field(description="Its practices, in the order of the checklist.")


class HandoutPart(Part):
    """Everything that a training room needs."""

    title: str = Field(description="The story's title.")
    note: str = Field("", description="What is said above the story.")
    story: list[PassagePart] = Field(description="The story.")
    rules: str = Field("", description="How to rate, as the checklist says it.")
    rounds: list[RoundPart] = Field(description="The score sheet, by touchpoint.")
