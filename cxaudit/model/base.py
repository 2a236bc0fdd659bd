"""What all files share: strict frozen models, ids, texts, and short forms."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError


class Written(BaseModel):
    """A part of a file that people write: unknown keys are refused, values never change after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, coerce_numbers_to_str=True,
                              populate_by_name=True, serialize_by_alias=True, defer_build=True)

    keeps_empty: ClassVar[frozenset[str]] = frozenset()     # keys whose empty value is a mistake worth naming

    @model_validator(mode="before")
    @classmethod
    def _empty_is_left_out(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            fields = {field.alias or name for name, field in cls.model_fields.items()} - cls.keeps_empty
            return {key: value for key, value in data.items() if value is not None or key not in fields}
        return data


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PracticeId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$", max_length=121)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]


def short_form(field: str, also: Callable[[Any], Any] | None = None) -> BeforeValidator:
    """A plain text stands for a block with this one field: `signs: Can …?` for `signs: {ask: Can …?}`."""

    def expand(value: Any) -> Any:
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return also(value) if also else {field: value}
        return {} if value is None else value

    return BeforeValidator(expand, json_schema_input_type=Any)


def one_or_many(value: Any) -> Any:
    """A single text stands for a list of one."""
    return [value] if isinstance(value, str) else value


def fault(message: str, hint: str = "", *, field: str | None = None) -> PydanticCustomError:
    """A problem that a validator found, in our own words; `field` names the key it is about."""
    context = {"said": message, "hint": hint, "field": field or ""}
    return PydanticCustomError("cxaudit", "{said}", context)
