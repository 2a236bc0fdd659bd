"""axe-core on a page; CXAUDIT_AXE may name a newer axe.min.js than the package's."""

import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest


@cache
def axe() -> str:
    """The script; the test is skipped without it."""
    path = os.environ.get("CXAUDIT_AXE")
    if not path:
        spec = importlib.util.find_spec("axe_core_python")
        if not spec or not spec.submodule_search_locations:
            pytest.skip("axe-core is not installed")
        path = str(Path(spec.submodule_search_locations[0]) / "axe.min.js")
    return Path(path).read_text("utf-8")


def violations(page: Any, width: int, shade: str) -> list:
    """What axe finds at a width, light or dark. The context has to bypass the page's policy."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=shade)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    return page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(all => "
        "all.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200)]))"
    )
