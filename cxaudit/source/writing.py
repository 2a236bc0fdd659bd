"""Plain data to YAML text."""

from functools import cache
from typing import Any

import yaml

from cxaudit.source.syntax import ODD_SPACE


def to_yaml(data: dict[str, Any], *, rows: bool = False) -> str:
    """Plain data (as pydantic's JSON mode gives it) as YAML text that reads back the same.

    Args: `rows` writes the innermost blocks in braces, each on a line of its own.
    """
    flow = None if rows else False
    width = 1_000 if rows else 110
    return str(
        yaml.dump(data, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=width, default_flow_style=flow)
    )


@cache
def _dumper() -> Any:
    """YAML's own, with quotes around text that begins like a space: without them our reader refuses such a text."""
    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        pass

    def text(dumper: Any, value: str) -> Any:
        style = '"' if ODD_SPACE.match(value) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return Dumper
