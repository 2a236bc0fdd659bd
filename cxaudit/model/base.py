"""What all files share: strict frozen models, ids, texts, and short forms."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

SHORT = "short form"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?"
MOMENT = rf"{DAY}|{_TIME}|{DAY}[T ]{_TIME}(Z|[+-][0-9]{{2}}:[0-9]{{2}})?"


class Written(BaseModel):
    """A part of a file that people write: unknown keys are refused, values never change after reading."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        coerce_numbers_to_str=True,
        populate_by_name=True,
        serialize_by_alias=True,
        defer_build=True,
    )

    keeps_empty: ClassVar[frozenset[str]] = frozenset()  # keys whose empty value is a mistake worth naming

    @model_validator(mode="before")
    @classmethod
    def _empty_is_left_out(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            fields = {field.alias or name for name, field in cls.model_fields.items()} - cls.keeps_empty
            return {key: value for key, value in data.items() if value is not None or key not in fields}
        return data


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PracticeId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$", max_length=121)
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]


Day = Annotated[
    dt.date,
    BeforeValidator(lambda value: iso_only(value, DAY)),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{DAY}$"}),
]
Moment = Annotated[
    dt.datetime | dt.time | dt.date,
    BeforeValidator(lambda value: iso_only(value, MOMENT)),
    WithJsonSchema({"type": "string", "pattern": f"^({MOMENT})$"}),
]


def iso_only(value: Any, pattern: str) -> Any:
    """A date's text unchanged where it is written as year-month-day; a bare number would be seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(pattern, value):
        raise PydanticCustomError("date_format", "not an ISO date")
    return value


@dataclass(frozen=True)
class ShortForm:
    """A plain text or number stands for a block with one field: `signs: Can …?` for `signs: {ask: Can …?}`."""

    expand: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The block's own schema, with the short form written out before it."""
        return no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Either form, for editors."""
        return {"anyOf": [{"type": "string", "$comment": SHORT}, handler(schema)]}


def short_form(field: str, also: Callable[[Any], Any] | None = None) -> ShortForm:
    """The short form of a block: `field` receives the text, unless `also` says otherwise."""

    def expand(value: Any) -> Any:
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return also(value) if also else {field: value}
        return {} if value is None else value

    return ShortForm(expand)


def one_or_many(value: Any) -> Any:
    """A single text stands for a list of one."""
    return [value] if isinstance(value, str) else value


def fault(message: str, hint: str = "", *, field: str | None = None) -> PydanticCustomError:
    """A problem that a validator found, in our own words; `field` names the key it is about."""
    context = {"said": message, "hint": hint, "field": field or ""}
    return PydanticCustomError("cxaudit", "{said}", context)
