"""Scales: the set of answers and the points each is worth."""

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from cxaudit.model.base import Key, Line, Written, fault, short_form


class Level(Written):
    """One answer of a scale."""

    label: Line | None = Field(None, description="What the level is called in reports.")
    points: float | None = Field(
        None, ge=0, le=1, description="Points from 0 to 1; left out, levels are spaced evenly."
    )


class Scale(Written):
    """A set of answers: either named levels, or a measured value between a worst and a best one."""

    levels: dict[Key, Annotated[Level, short_form("label")]] | None = Field(
        None, min_length=2, description="Answers from the lowest to the highest, each with a label or {label, points}."
    )
    unit: Line | None = Field(None, description="Unit of a measured value, such as minutes.")
    best: float | None = Field(None, description="The measured value that earns full points; may be below `worst`.")
    worst: float | None = Field(None, description="The measured value that earns no points.")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.levels is None:
            if self.best is None or self.worst is None:
                raise fault("a scale needs either 'levels', or 'best' and 'worst'")
            if self.best == self.worst:
                raise fault("'best' and 'worst' are the same value", field="worst")
        elif self.best is not None or self.worst is not None:
            raise fault("a scale has either 'levels' or 'best' and 'worst', not both", field="levels")
        elif 0 < sum(level.points is not None for level in self.levels.values()) < len(self.levels):
            raise fault(
                "some levels have points and some have none", "give every level its points, or none", field="levels"
            )
        elif len({as_number(level) for level in self.levels}) < sum(
            as_number(level) is not None for level in self.levels
        ):
            raise fault("two levels are the same number", field="levels")
        return self

    @property
    def measured(self) -> bool:
        """Whether ratings are measured values instead of levels."""
        return self.levels is None

    @cached_property
    def points(self) -> dict[str, float]:
        """Points from 0 to 1 per level, empty for a measured scale.

        Given points count as they are. Otherwise numbered levels are placed linearly between the lowest and the highest
        number, and named ones evenly in the order of the file.
        """
        if self.levels is None:
            return {}
        keys = list(self.levels)
        given = [level.points for level in self.levels.values()]
        if all(points is not None for points in given):
            return {key: points for key, points in zip(keys, given, strict=True) if points is not None}
        values = [as_number(key) for key in keys]
        numbers = [value for value in values if value is not None]
        if len(numbers) < len(keys):
            numbers = [float(i) for i in range(len(keys))]
        low, high = min(numbers), max(numbers)
        return {key: (value - low) / (high - low) for key, value in zip(keys, numbers, strict=True)}

    def points_of(self, rating: str) -> float | None:
        """Points from 0 to 1 of a raw rating, clipped for a measured value; None when it is not on the scale."""
        if self.best is None or self.worst is None:
            return self.points.get(rating)
        value = as_number(rating)
        if value is None:
            return None
        return min(max((value - self.worst) / (self.best - self.worst), 0.0), 1.0)


def as_number(text: str) -> float | None:
    """The finite number that a text says, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") and "_" not in text and text == text.strip() else None
