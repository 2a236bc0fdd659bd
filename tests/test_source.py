"""Reading: any bytes give data or issues, never an exception, and every issue has its place in the file."""

import codecs
import tarfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxaudit.errors import NotFound
from cxaudit.source import MAX_BYTES, Source, nodes, read_source, to_yaml

HERE = Path(__file__).resolve().parent
EXAMPLES = sorted((HERE / "examples").rglob("*.y*ml"))
SUITE = HERE.parents[1] / "shared/data/torture/yaml_test_suite_src.tar.gz"
BREAKS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r", "NEL": "\x85", "LS": "\u2028", "PS": "\u2029"}
LOADERS = sorted({"BaseLoader", "CBaseLoader"} & set(dir(yaml)))


def read(text):
    return Source("a.yaml", text.encode() if isinstance(text, str) else text)


def places(part):
    if isinstance(part, nodes.Part):
        return part.span, {name: (key, places(value)) for name, (key, value) in part.entries.items()}
    return None if part[:2] == part[2:] else part  # the loaders differ on where nothing stands; its key is shown


def holds(source):
    """What is true of every source: data or an error, and every place lies inside the file."""
    errors = [issue for issue in source.issues if issue.level == "error"]
    assert isinstance(source.data, dict) or errors
    for issue in source.issues:
        assert 1 <= issue.line <= len(source.lines)
        row = source.lines[issue.line - 1]
        assert 1 <= issue.column <= len(row) + 1
        assert issue.excerpt == row
        assert issue.width >= 1
        assert issue.message


def test_examples_are_found():
    assert len(EXAMPLES) >= 80


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(HERE).as_posix())
def test_both_loaders_agree(path, monkeypatch):
    found = {}
    for loader in LOADERS:
        monkeypatch.setattr(nodes, "_Loader", getattr(yaml, loader))
        source = read(path.read_bytes())
        holds(source)
        found[loader] = source
    first, *others = found.values()
    for other in others:
        if first.data is not None and other.data is not None:
            assert first.data == other.data
            assert places(first._root) == places(other._root)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("newline", BREAKS.values(), ids=BREAKS.keys())
def test_places_for_all_line_breaks(newline, loader, monkeypatch):
    monkeypatch.setattr(nodes, "_Loader", getattr(yaml, loader))
    source = read(newline.join(["a: 1", "b:", "  - x", "  - {c: 'two words', d: é3}", "e: é"]))
    assert source.data == {"a": "1", "b": ["x", {"c": "two words", "d": "é3"}], "e": "é"}
    issue = source.issue(("b", 1, "c"), "m")
    assert (issue.line, issue.column, issue.width, issue.excerpt) == (4, 9, 11, "  - {c: 'two words', d: é3}")
    issue = source.issue(("b", 1, "d"), "m", at_key=True)
    assert (issue.line, issue.column, issue.width) == (4, 22, 1)
    assert source.issue(("e",), "m").line == 5


@pytest.mark.parametrize(
    "raw",
    [
        codecs.BOM_UTF8 + "a: ü".encode(),
        codecs.BOM_UTF16_LE + "a: ü".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "a: ü".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be"],
)
def test_byte_order_marks(raw):
    source = read(raw)
    assert (source.data, source.issues) == ({"a": "ü"}, [])
    assert source.issue(("a",), "m").column == 4


def test_scalars_stay_text_and_empty_ones_are_none():
    source = read("a: no\nb: 1.10\nc: 12:30\nd: 0x1F\ne: ~\nf:\ng: null\nh: 'null'\ni: ''\nj: 2026-10-14\n")
    assert source.data == {
        "a": "no",
        "b": "1.10",
        "c": "12:30",
        "d": "0x1F",
        "e": None,
        "f": None,
        "g": None,
        "h": "null",
        "i": "",
        "j": "2026-10-14",
    }
    assert source.issues == []


def test_an_empty_value_is_shown_at_its_key():
    source = read("a:\n  bc:\n  d: ''\n")
    assert source.issue(("a", "bc"), "m").column == 3
    assert source.issue(("a", "bc"), "m").width == 2
    assert source.issue(("a", "d"), "m").column == 6


def test_a_place_that_does_not_exist_is_the_nearest_one():
    source = read("a:\n  b: [x]\n")
    assert source.issue(("a", "b", 7, "z"), "m").line == 2
    assert source.issue(("a", "z"), "m", at_key=True).line == 1
    assert source.issue((), "m").line == 1


def test_a_text_over_several_lines_is_underlined_to_the_end_of_the_first():
    assert read("a: one\n  two\n").issue(("a",), "m").width == 3


def test_in_flow():
    source = read("a: {b: 1}\nc:\n  d: 1\n")
    assert source.in_flow(("a", "b"))
    assert not source.in_flow(("c", "d"))


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 60_000,
        "- " * 100_000,
        "? " * 100_000,
        "[#]\n" * 50_000,
        "a: " + "[']', " * 60_000,
        "&a " * 50_000,
        "!x " * 50_000,
        "*a " * 50_000,
        "a: 'b" * 50_000,
    ],
    ids=["brackets", "braces", "dashes", "keys", "comments", "quoted", "anchors", "tags", "aliases", "quotes"],
)
def test_what_ends_other_programs(text, loader, monkeypatch):
    monkeypatch.setattr(nodes, "_Loader", getattr(yaml, loader))
    source = read(text)
    holds(source)
    assert 1 <= len(source.issues) <= 2


def test_a_bomb_of_aliases_is_defused():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)
    ]
    source = read("\n".join(rows))
    assert source.data is None
    assert [issue.message for issue in source.issues] == ["aliases ('*') make this file grow too large"]


def test_aliases_are_copies():
    source = read("a: &x {b: [1]}\nc: *x\n")
    assert source.data["a"] == source.data["c"]
    assert source.data["a"]["b"] is not source.data["c"]["b"]


def test_deep_chains_of_aliases_count_as_depth():
    rows = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 80)]
    assert read("\n".join(rows)).data is None


def test_a_large_file_is_read():
    practice = "    p{0}: {{ask: 'Is the thing number {0} in its place?', weight: 2, refs: {{source: [S{0}]}}}}\n"
    practices = "".join(practice.format(i) for i in range(20_000))
    source = read("cxaudit: checklist/1\ntouchpoints:\n  desk:\n" + practices)
    assert source.issues == []
    assert len(source.raw) > 1_500_000
    assert source.issue(("touchpoints", "desk", "p19999", "weight"), "m").line == 20_003


def test_a_file_that_is_too_large():
    source = Source("a.yaml", b"a" * (MAX_BYTES + 1))
    assert [issue.message for issue in source.issues] == ["the file has more than 8 MB"]


@pytest.mark.parametrize("character", "\x00\x01\x07\x1b\x7f\x80\x92\ufffe\uffff\ufeff")
def test_characters_that_cannot_be(character):
    source = read(f"a: 1\nbé: x{character}y\n")
    holds(source)
    assert len(source.issues) == 1
    if character != "\x00":
        assert (source.issues[0].line, source.issues[0].column) == (2, 6)
        assert f"U+{ord(character):04X}" in source.issues[0].message


@pytest.mark.parametrize("text", ["a: |\n  \u3000paragraph\n", "a: 'x\n  \xa0y'\n", "a: b\xa0c\n", "a: x\u3000\n"])
def test_wide_and_no_break_spaces_inside_texts_are_texts(text):
    assert read(text).issues == []


def test_syntax_errors_keep_what_was_found_before():
    source = read("a: 1\na: 2\nb: c: d\n")
    assert [issue.line for issue in source.issues] == [2, 3]


def test_read_source(tmp_path):
    with pytest.raises(NotFound, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(NotFound, match="no such file"):
        read_source(tmp_path / "missing.yaml")
    with pytest.raises(NotFound):
        read_source(Path("a\0b"))
    with pytest.raises(NotFound):
        read_source(tmp_path / ("x" * 300))
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    with pytest.raises(NotFound):
        read_source(path / "b.yaml")
    assert read_source(path).name == str(path)
    assert read_source(path, "short.yaml").name == "short.yaml"


@given(
    st.recursive(
        st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
        lambda parts: (
            st.lists(parts, max_size=3) | st.dictionaries(st.text("ab-é 1", min_size=1, max_size=8), parts, max_size=3)
        ),
        max_leaves=12,
    )
)
@settings(max_examples=100, derandomize=True)
def test_what_is_written_reads_back(data):
    text = to_yaml({"data": data})
    source = read(text)
    assert source.data == {"data": data} or [issue for issue in source.issues if issue.level == "error"]


PIECES = st.sampled_from(
    [
        "a",
        "b: ",
        "- ",
        ": ",
        "\n",
        "\n  ",
        "\n\t",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "'",
        '"',
        "#",
        " #x",
        "&a ",
        "*a ",
        "!t ",
        "|\n",
        ">-\n",
        "---\n",
        "...\n",
        "? ",
        "%",
        "@",
        "`",
        "\\",
        "\xa0",
        "\r",
        "\x85",
        "é",
        "字",
        "🏨",
        "<<: ",
        "~",
        "null",
        "\u2028",
        "cxaudit: audit/1\n",
        "\ufeff",
        "\x07",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=400, derandomize=True)
def test_any_text(text):
    holds(read(text))


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, derandomize=True)
def test_any_text_without_libyaml(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_Loader", yaml.BaseLoader)
        holds(read(text))


@given(
    st.binary(max_size=3000)
    | st.text(max_size=1000).map(str.encode)
    | st.binary(max_size=200).map(lambda raw: b"\xff\xfe" + raw)
)
@settings(max_examples=200, derandomize=True)
def test_any_bytes(raw):
    holds(Source("a.yaml", raw))


@pytest.mark.skipif(not SUITE.is_file(), reason="the YAML test suite is not here")
@pytest.mark.parametrize("loader", LOADERS)
def test_the_yaml_test_suite(loader, monkeypatch):
    monkeypatch.setattr(nodes, "_Loader", getattr(yaml, loader))
    count = 0
    with tarfile.open(SUITE) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".yaml"):
                raw = archive.extractfile(member).read()
                holds(read(raw))
                for case in yaml.load(raw, Loader=yaml.CBaseLoader):
                    text = case.get("yaml", "") if isinstance(case, dict) else ""
                    for shown, meant in {
                        "␣": " ",
                        "»": "\t",
                        "—": "",
                        "←": "\r",
                        "⇔": "\ufeff",
                        "↵": "",
                        "∎\n": "",
                    }.items():
                        text = text.replace(shown, meant)
                    holds(read(text))
                    count += 1
    assert count > 300
