"""Ids become names of fields in other programs, and come back from them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxaudit.capture.xlsform.names import AUDIT, AUDITOR, PARTS, Field, field_of, name_of

WORDS = st.lists(st.from_regex(r"[a-z0-9]{1,4}", fullmatch=True), min_size=1, max_size=4).map("-".join)


@given(WORDS, WORDS, st.sampled_from(PARTS), st.none() | st.integers(1, 99))
def test_every_field_comes_back_from_its_name(touchpoint, practice, part, case):
    field = Field(f"{touchpoint}.{practice}", part, case)
    assert re.fullmatch(r"[a-z_][a-z0-9_]*", field.name), "a name that XML takes"
    assert field_of(field.name) == field


@pytest.mark.parametrize(
    ("full_id", "name"),
    [("front-desk.queue", "front_desk__queue"), ("24-hours.door", "_24_hours__door"), ("a.note", "a__note")],
)
def test_names_are_the_ids_with_other_signs(full_id, name):
    assert name_of(full_id) == name
    assert field_of(name) == Field(full_id)


@pytest.mark.parametrize(
    "name", ["front_desk", AUDIT, AUDITOR, "_uuid", "__version__", "front_desk__queue__mood__x", ""]
)
def test_other_names_are_no_field_of_a_practice(name):
    assert field_of(name) is None
