"""Plain data to YAML text."""

from typing import Any

import yaml


def to_yaml(data: dict[str, Any], *, rows: bool = False) -> str:
    """Plain data (as pydantic's JSON mode gives it) as YAML text that reads back the same.

    Args: `rows` writes the innermost blocks in braces, each on a line of its own.
    """
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    flow = None if rows else False
    width = 1_000 if rows else 110
    return str(
        yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=flow)
    )
