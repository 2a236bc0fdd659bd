"""The tables behind the checklists: complete, readable, and honest about what is not verified."""

from collections import Counter

import pytest

from cxaudit.errors import InputError
from cxaudit.model import tables
from cxaudit.model.tables import TABLES, load_figures, load_sources, load_standards


def test_all_statements_of_the_five_articles_are_there():
    table = load_sources()
    found = Counter(name.partition("-")[0] for name in table.statements)
    assert found == {"S0": 27, "S1": 29, "S2": 32, "S3": 44, "S4": 21}
    assert set(table.articles) == set(found)
    kinds = Counter(statement.kind for statement in table.statements.values())
    assert kinds == {
        "principle": 17,
        "practice": 59,
        "anti-practice": 28,
        "signal": 22,
        "figure": 9,
        "named": 9,
        "recovery-step": 9,
    }


def test_only_the_four_mere_mentions_need_no_practice():
    statements = load_sources().statements
    assert [name for name, part in statements.items() if not part.carried] == ["S0-27", "S1-29", "S3-17", "S4-21"]


def test_every_figure_that_the_sources_quote_is_traced():
    figures, statements = load_figures().figures, load_sources().statements
    traced = {figure.seed for figure in figures.values()}
    assert {name for name, part in statements.items() if part.kind == "figure"} <= traced <= set(statements)


@pytest.mark.parametrize("name", load_figures().figures)
def test_a_figure_without_a_found_origin_carries_a_badge(name):
    figure = load_figures().figures[name]
    assert (figure.badge is None) == (figure.verified and figure.kind != "folklore")
    if "not found" in figure.traced_to:
        assert figure.badge
    if figure.unit == "share":
        assert all(0 <= number <= 1 for number in (figure.value, figure.low, figure.high) if number is not None)
    assert figure.low is None or figure.high is None or figure.low < figure.high


def test_what_is_known_from_memory_is_marked():
    assert [name for name, part in load_standards().standards.items() if not part.checked] == ["CSAT"]


@pytest.mark.parametrize("name", TABLES)
def test_a_damaged_table_is_named_with_its_place(name, tmp_path, monkeypatch):
    (tmp_path / f"{name}.yaml").write_text(f"cxaudit: {name}/1\nfigurs: {{}}\n", encoding="utf-8")
    monkeypatch.setattr(tables, "folder", lambda _: tmp_path)
    load = {"sources": load_sources, "standards": load_standards, "figures": load_figures}[name].__wrapped__
    with pytest.raises(InputError) as caught:
        load()
    assert any(issue.file == f"{name}.yaml" and "figurs" in issue.message for issue in caught.value.issues)
