"""Plain data to YAML text."""

from typing import Any

import yaml


def to_yaml(data: dict[str, Any]) -> str:
    """Plain data (as pydantic's JSON mode gives it) as YAML text that reads back the same."""
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110))
