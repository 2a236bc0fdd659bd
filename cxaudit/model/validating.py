"""One file's data as a model, with every problem of the file."""

from typing import TypeVar

from pydantic import ValidationError

from cxaudit.errors import Issue
from cxaudit.model.base import Written
from cxaudit.model.problems import describe
from cxaudit.model.salvage import salvage
from cxaudit.source import Source

Model = TypeVar("Model", bound=Written)


def validated(source: Source, model: type[Model]) -> tuple[Model | None, list[Issue]]:
    """The data of one file as a model, with all its problems.

    Returns: with problems, what can be read without them; None where that is too little for further checks.
    """
    issues = list(source.issues)
    if source.data is None:
        return None, issues
    try:
        return model.model_validate(source.data), issues
    except ValidationError as error:
        issues.extend(describe(error, model, lambda loc: (source, loc)))
        return salvage(model, source.data, error), issues
