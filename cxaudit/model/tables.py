"""The tables behind the checklists: what the sources say, what standards are, how far each figure can be trusted."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from cxaudit.errors import InputError
from cxaudit.model.base import Id, Key, Line, Text, Written, short_form
from cxaudit.model.validating import Model, validated
from cxaudit.resources import folder
from cxaudit.source import read_source

SOURCE = "source"  # the scheme under `refs` that names statements of the sources
StatementId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*-[0-9]+$")]


class Article(Written):
    """One of the articles whose statements the checklists carry."""

    file: Line = Field(description="Its file name.")
    title: Line = Field(description="Its title.")
    author: Line | None = Field(None, description="Who wrote it, where that is known.")


class Statement(Written):
    """One thing that a source says."""

    kind: Literal["principle", "practice", "anti-practice", "signal", "figure", "named", "recovery-step"] = Field(
        description="What sort of statement it is."
    )
    text: Text = Field(description="What it says, in our own words.")
    carried: bool = Field(True, description="Whether a practice must carry it; no for a mere mention.")


class SourceTable(Written):
    """checklists/sources.yaml."""

    cxaudit: Literal["sources/1"] = Field(description="Kind and version of this file.")
    articles: dict[Key, Article] = Field(description="Articles by the first part of their statements' ids.")
    statements: dict[StatementId, Statement] = Field(description="Statements by id.")


class Standard(Written):
    """A standard or model to which practices are mapped."""

    title: Line = Field(description="Its name, with the edition.")
    publisher: Line | None = Field(None, description="Who publishes it.")
    about: Text = Field(description="What it is about.")
    quote: Text = Field(description="What may be quoted from it.")
    checked: bool = Field(True, description="No for what is known from memory: reports do not print it as a fact.")
    parts: dict[Key, Line] = Field({}, description="The parts that may be named, with their titles.")


class StandardTable(Written):
    """checklists/standards.yaml."""

    cxaudit: Literal["standards/1"] = Field(description="Kind and version of this file.")
    standards: dict[Key, Annotated[Standard, short_form("title")]] = Field(description="Standards by their scheme.")


class Statistic(Written):
    """A figure that a source quotes, as far back as it could be traced."""

    claim: Text = Field(description="What is claimed, in our own words.")
    value: float | None = Field(None, description="The number, in `unit`.")
    low: float | None = Field(None, description="The lower end, where several numbers are told.")
    high: float | None = Field(None, description="The upper end.")
    unit: Line = Field(description="Unit of the number; a share is 0 to 1.")
    kind: Literal["measured", "stated_intention", "vendor_estimate", "folklore"] = Field(
        description="How the number came about."
    )
    denominator: Text = Field(description="Of whom or of what.")
    attributed_to: Line = Field(description="Whom the source names.")
    year: int | None = Field(None, description="Of which year.")
    seed: StatementId = Field(description="The statement that quotes it.")
    traced_to: Text = Field(description="Where it was found, or that it was not.")
    verified: bool = Field(description="Whether the origin was found and says what is quoted.")
    use: Text = Field(description="What it may be used for.")

    @property
    def badge(self) -> str | None:
        """The word to print beside the figure; None where it can stand alone."""
        if self.kind == "folklore":
            return "folklore"
        return None if self.verified else "not verified"


class FigureTable(Written):
    """checklists/figures.yaml."""

    cxaudit: Literal["figures/1"] = Field(description="Kind and version of this file.")
    figures: dict[Id, Statistic] = Field(description="Figures by id.")


TABLES: dict[str, type[Written]] = {"sources": SourceTable, "standards": StandardTable, "figures": FigureTable}


@cache
def load_sources() -> SourceTable:
    """The statements of the sources.

    Raises: InputError when the shipped table is damaged.
    """
    return _load("sources", SourceTable)


@cache
def load_standards() -> StandardTable:
    """The standards that practices may be mapped to.

    Raises: InputError when the shipped table is damaged.
    """
    return _load("standards", StandardTable)


@cache
def load_figures() -> FigureTable:
    """The figures that the sources quote.

    Raises: InputError when the shipped table is damaged.
    """
    return _load("figures", FigureTable)


def _load(name: str, model: type[Model]) -> Model:
    table, issues = validated(read_source(folder("checklists") / f"{name}.yaml", f"{name}.yaml"), model)
    if table is None or issues:
        raise InputError(issues)
    return table
