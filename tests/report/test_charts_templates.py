"""The chart templates: whole, well-formed SVG with a title, its style and its colours, for data of every kind."""

import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from cxaudit.report.charts import draw_all, rail_of, strip_of
from cxaudit.report.charts.shapes import TYPE
from cxaudit.report.theme_fonts import families
from cxaudit.resources import folder
from tests.report.reports import make_observations, make_report

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {
    name: f"#{number:06x}"
    for number, name in enumerate(
        [
            "ink",
            "ink-2",
            "ink-3",
            "rule",
            "tint",
            "paper",
            "accent",
            "accent-tint",
            *(f"{kind}tone-{tone}" for tone in range(5) for kind in ("", "on-")),
        ]
    )
}
KINDS = {
    "typical": {"touchpoints": 8, "practices": 42},
    "Northline": {"touchpoints": 3, "practices": 18, "dimensions": 3, "triggered": 3, "cap": None},
    "huge": {"touchpoints": 40, "practices": 600, "actions": 60, "missing": (5,), "dimensions": 13},
    "German": {"touchpoints": 9, "practices": 50, "language": "de", "missing": (2,)},
    "no score": {"touchpoints": 4, "practices": 30, "missing": range(4)},
}


@cache
def _environment(kind=Environment):
    made = kind(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = made.get_template("report/charts/style.jinja").render(c=COLOURS, family=families([]))
    made.globals["svg_style"] = Markup(style)
    return made


def _draw(name, geometry, alt="Words & numbers", kind=Environment):
    page = '{% import "report/charts/all.jinja" as chart with context %}{{ chart[name](g, alt) }}'
    tones = {"leading": 0, "consistent": 1, "managed": 2, "inconsistent": 3, "at-risk": 4}
    return _environment(kind).from_string(page).render(name=name, g=geometry, alt=alt, c=COLOURS, tone_of=tones.get)


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_one_whole_svg(kind):
    drawn = {name: chart for name, chart in draw_all(make_report(**KINDS[kind])).items() if chart}
    assert len(drawn) >= 2
    for name, chart in drawn.items():
        text = _draw(name, chart)
        root = ET.fromstring(text)
        assert root.tag == f"{SVG}svg", name
        assert root.find(f"{SVG}title").text == "Words & numbers"
        assert name == "cover" or root.find(f"{SVG}style").text
        assert root.get("width").endswith("pt")
        assert root.get("viewBox").split() == ["0", "0", root.get("width")[:-2], root.get("height")[:-2]]
        assert "None" not in re.sub(r">[^<]*<", "><", text), name
        colours = set(re.findall(r"#[0-9a-f]{6}", text.partition("</style>")[2]))
        assert colours <= set(COLOURS.values()) or name == "cover"
        assert not any(element.get("style") for element in root.iter())


@pytest.mark.parametrize("kind", KINDS)
def test_all_labels_are_written(kind):
    report = make_report(**KINDS[kind])
    journey = draw_all(report)["journey"]
    if journey:
        texts = [element.text for element in ET.fromstring(_draw("journey", journey)).iter(f"{SVG}text")]
        for stop in journey.stops:
            for label in (*stop.under, *filter(None, [stop.value, stop.void_label])):
                assert label.text in texts
    waterfall = draw_all(report)["waterfall"]
    if waterfall:
        texts = [element.text for element in ET.fromstring(_draw("waterfall", waterfall)).iter(f"{SVG}text")]
        assert {bar.value.text for bar in waterfall.bars} <= set(texts)


def test_rails_and_strips_are_drawn():
    report = make_report(8, 42, missing=(1,))
    for part in report.touchpoints:
        root = ET.fromstring(_draw("rail", rail_of(part, report)))
        assert len(root.findall(f"{SVG}path")) == (part.score is not None)  # the pointer
    strip = strip_of(make_observations(["4", "1", "0"], [1, 0.25, 0], ["8:05", "8:10", "8:20"]))
    root = ET.fromstring(_draw("strip", strip))
    assert [element.text for element in root.iter(f"{SVG}text")] == ["4", "1", "0", "8:05", "8:10", "8:20"]
    fills = [element.get("fill") for element in root.iter(f"{SVG}rect")]
    assert fills == [COLOURS[f"tone-{tone}"] for tone in (0, 4, 4)]


def test_a_title_with_markup_is_text():
    report = make_report(4, 20)
    named = [part.model_copy(update={"title": "<b>&", "short": "<b>&"}) for part in report.touchpoints]
    journey = draw_all(report.model_copy(update={"touchpoints": named}))["journey"]
    assert "<b>&" in [element.text for element in ET.fromstring(_draw("journey", journey, "<i>")).iter(f"{SVG}text")]


def test_the_sandbox_of_user_templates_draws_the_same():
    journey = draw_all(make_report(8, 42))["journey"]
    assert _draw("journey", journey, kind=ImmutableSandboxedEnvironment) == _draw("journey", journey)


def test_the_style_sets_the_sizes_that_were_measured():
    style = str(_environment().globals["svg_style"])
    for role, (size, bold) in TYPE.items():
        first = role.split()[0]
        rule = re.search(rf"\.{first}{{(.*?)}}", style).group(1)
        assert f"font-size:{size:g}px" in rule
        assert ("font-weight:600" in rule) == (bold and role != "tick strong")
    assert ".strong{font-weight:600}" in style


def test_the_same_report_gives_the_same_bytes():
    kinds = KINDS["huge"]
    first, second = (_draw("importance", draw_all(make_report(**kinds))["importance"]) for _ in range(2))
    assert first == second
