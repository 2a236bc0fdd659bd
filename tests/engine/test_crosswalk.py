"""Which practice carries what."""

from cxaudit.engine.crosswalk import cross_sources, cross_standards
from cxaudit.model.checklist import Checklist
from cxaudit.model.tables import SourceTable, StandardTable

SOURCES = SourceTable.model_validate(
    {
        "cxaudit": "sources/1",
        "articles": {"S0": {"file": "a.txt", "title": "A"}},
        "statements": {
            "S0-1": {"kind": "practice", "text": "Say sorry"},
            "S0-2": {"kind": "signal", "text": "People leave"},
            "S0-3": {"kind": "named", "text": "A survey", "carried": False},
        },
    }
)
STANDARDS = StandardTable.model_validate(
    {
        "cxaudit": "standards/1",
        "standards": {
            "ISO": {"title": "ISO 1", "about": "a", "quote": "b", "parts": {"7.1": "Talk", "7.2": "Listen"}},
            "MOT": {"title": "Moments", "about": "a", "quote": "b"},
        },
    }
)


def checklist(**refs):
    practices = {name: {"ask": "Is it so?", "refs": given} for name, given in refs.items()}
    return Checklist.model_validate(
        {"cxaudit": "checklist/1", "id": "c", "title": "C", "touchpoints": {"desk": {"practices": practices}}}
    )


def test_statements_are_carried_once_for_each_practice_and_mentions_are_left_out():
    found = cross_sources(checklist(a={"source": ["S0-1", "S0-1"]}, b={"source": ["S0-1"]}, c={}), SOURCES)
    assert found.practices == {("source", "S0-1"): ("desk.a", "desk.b"), ("source", "S0-2"): ()}
    assert found.missing == (("source", "S0-2"),)
    assert found.unmapped == ("desk.c",)
    assert found.unknown == ()


def test_references_that_name_nothing_are_found():
    found = cross_sources(checklist(a={"source": ["S9-1"]}), SOURCES)
    assert found.unknown == (("desk.a", ("source", "S9-1")),)
    found = cross_standards(checklist(a={"ISO": ["7.3"], "ISSO": []}), STANDARDS)
    assert found.unknown == (("desk.a", ("ISO", "7.3")), ("desk.a", ("ISSO", "")))
    assert found.unmapped == ("desk.a",)


def test_a_standard_stands_for_itself_where_it_has_no_parts_or_all_of_it_is_meant():
    found = cross_standards(checklist(a={"ISO": ["7.2"], "source": ["S0-1"]}, b={"MOT": []}), STANDARDS)
    assert found.practices == {("ISO", "7.1"): (), ("ISO", "7.2"): ("desk.a",), ("MOT", ""): ("desk.b",)}
    whole = cross_standards(checklist(a={"ISO": []}), STANDARDS)
    assert whole.practices[("ISO", "")] == ("desk.a",)
