"""What a theme's style sheet may load: nothing but pictures that travel with it."""

import pytest

from cxaudit.model.theme_css import check_css, find_addresses, replace_addresses


@pytest.mark.parametrize(
    "css",
    [
        "h2 { color: var(--accent) }",
        '@media print { .chip { content: "url(https://x.example)" } }',
        "h2 { background: url(data:image/png;base64,AAAA) }",
        "h2 { background: url('DATA:image/png;base64,AAAA') }",
        "/* url(https://x.example/a.png) @import 'x' */",
        "h2 { background: url(paper.png) }",
        "h2 { clip-path: url(#x); mask: url('#y?z') }",
        "",
    ],
)
def test_what_loads_nothing_from_outside_is_fine(css):
    assert list(check_css(css, "theme.css")) == []


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("@import 'a.css';", "'@import' is not allowed"),
        ("@\\69mport 'a.css';", "'@import' is not allowed"),
        ("@IMPORT url(a.css);", "'@import' is not allowed"),
        ("@media print { @import 'a.css'; }", "'@import' is not allowed"),
        ("@font-face { font-family: Inter }", "'@font-face' is not allowed here"),
        ("a { background: url(https://x.example/a.png) }", "is an address"),
        ("a { background: url(//x.example/a.png) }", "is an address"),
        ("a { background: URL('http://x.example/a.png') }", "is an address"),
        ("a { background: \\75 rl(http://x.example/a.png) }", "is an address"),
        ("a { background: u\\72l('http://x.example/a.png') }", "is an address"),
        ("a { background: url(file:///etc/passwd) }", "is an address"),
        ("a { background: url(javascript:alert) }", "is an address"),
        ("a { background: url(data:text/html,x) }", "is an address"),
        ("a { background: url(/etc/passwd) }", "lies outside the theme's folder"),
        ("a { background: url(../x.png) }", "lies outside the theme's folder"),
        ("a { background: url(a/../../x.png) }", "lies outside the theme's folder"),
        ("a { background: url(x.svg) }", "is an SVG drawing"),
        ("a { background: image-set('a.png' 1x) }", "'image-set(...)' is not allowed"),
        ("a { --x: src('a.png') }", "'src(...)' is not allowed"),
        ("a { --x: url(var(--y)) }", "cannot be read"),
        ("a { b { c { background: url(http://x.example) } } }", "is an address"),
        ("a { background: linear-gradient(url(http://x.example)) }", "is an address"),
        ("a { x: url(a b) }", "cannot be read"),
        ("a{" * 100, "nested too deeply"),
        ("a(" * 100_000, "nested too deeply"),
    ],
)
def test_what_would_load_something_is_refused_and_named(css, said):
    found = list(check_css(css, "theme.css"))
    assert any(said in issue.message for issue in found), found


def test_the_place_is_that_of_the_address():
    (issue,) = check_css("h1 {\n  background: url(http://x.example/a.png);\n}\n", "ours/theme.css")
    assert (issue.file, issue.line, issue.column) == ("ours/theme.css", 2, 15)
    assert issue.excerpt == "  background: url(http://x.example/a.png);"


def test_addresses_are_replaced_wherever_they_stand_and_however_they_are_written():
    css = 'a { x: url(a.png), url( "a.png" ) , url(\'b\\.png\') } /* url(a.png) */ b::after { content: "url(a.png)" }'
    assert [found.value for found in find_addresses(css)] == ["a.png", "a.png", "b.png"]
    made = replace_addresses(css, {"a.png": "data:image/png;base64,A", "b.png": "data:image/png;base64,B"})
    assert made == (
        'a { x: url("data:image/png;base64,A"), url("data:image/png;base64,A") , url("data:image/png;base64,B") } '
        '/* url(a.png) */ b::after { content: "url(a.png)" }'
    )


def test_nothing_in_it_can_end_its_block_in_html():
    assert "</" not in replace_addresses('a::after { content: "</style><script>alert(1)</script>" } /* </style> */', {})


def test_a_part_of_the_document_loads_nothing_and_a_file_with_a_question_does():
    found = {
        address.value: address.loads_nothing for address in find_addresses("a{b:url(#x) url(a.png?x) url(a.png#x)}")
    }
    assert found == {"#x": True, "a.png?x": False, "a.png#x": False}
