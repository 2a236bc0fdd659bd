"""JSON Schemas of the files that people write, so that an editor completes, explains and checks them.

Editors read YAML 1.2, where `2` is a number and `yes` a text; cxaudit lets the field decide. So the schemas accept what
the models accept: numbers for texts, yes and no for true and false, and an empty key for one that was left out.
"""

import json
from pathlib import Path
from typing import Any

from cxaudit.model.answer_map import AnswerMap
from cxaudit.model.audit import Audit, RatingsFile
from cxaudit.model.base import SHORT, Written
from cxaudit.model.checklist import ChecklistFile
from cxaudit.model.tables import TABLES
from cxaudit.model.theme import Theme

MODELS: dict[str, type[Written]] = {
    "checklist": ChecklistFile,
    "audit": Audit,
    "ratings": RatingsFile,
    "theme": Theme,
    "map": AnswerMap,
}
DRAFT = "http://json-schema.org/draft-07/schema#"  # what the editors' language server knows best
NUMBER = r"^[ ]*[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)?[ ]*$"
YES_NO = [True, False, "yes", "no", "Yes", "No", "YES", "NO", "on", "off", "On", "Off", "y", "n", "Y", "N"]


def editor_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file: checklist, audit, ratings, theme, or one of our tables."""
    raw = (MODELS | TABLES)[kind].model_json_schema(by_alias=True, mode="validation")
    parts = {name: _tolerant(part) for name, part in raw.pop("$defs").items()}
    schema = _tolerant(raw)
    for part in (schema, *parts.values()):
        _allow_empty_blocks(part, parts)
        _describe(part, parts)
    if kind == "checklist":
        schema["anyOf"] = [{"required": ["touchpoints"]}, {"required": ["extends"]}]
    return {"$schema": DRAFT, "title": f"cxaudit {kind}", **schema, "$defs": parts}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas of all that people write into a folder, such as audit.schema.json; returns their paths."""
    paths = []
    for kind in MODELS:
        path = folder / f"{kind}.schema.json"
        path.write_text(
            json.dumps(editor_schema(kind), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
        )
        paths.append(path)
    return paths


def _tolerant(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_tolerant(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: value for key, value in schema.items() if key != "title" and (key, value) != ("default", None)}
    if isinstance(schema.get("properties"), dict):
        required = schema.get("required", [])
        schema["properties"] = {
            name: _tolerant(part) if name in required else _nullable(_tolerant(part))
            for name, part in schema["properties"].items()
        }
    for key in ("items", "additionalProperties", "anyOf"):
        if key in schema:
            schema[key] = _tolerant(schema[key])
    either = schema.get("anyOf", [])
    if len(either) == 2 and either[1] == {"type": "null"} and "type" in either[0]:  # simpler words from editors
        return {key: value for key, value in schema.items() if key != "anyOf"} | _nullable(either[0])
    if patterns := schema.pop("patternProperties", None):
        pattern, values = next(iter(patterns.items()))
        schema |= {"propertyNames": {"pattern": pattern}, "additionalProperties": _tolerant(values)}
    return schema | _wider(schema)


def _wider(schema: dict[str, Any]) -> dict[str, Any]:
    """What one type of the models may look like in YAML 1.2."""
    match schema.get("type"):
        case "string" if not {"format", "enum", "const"} & schema.keys() and "T ]" not in schema.get("pattern", ""):
            return {"type": ["string", "number", "boolean"]}
        case "number" | "integer" as kind:
            return {"type": [kind, "string"], "pattern": NUMBER}
        case "boolean":
            return {"type": ["boolean", "string"], "enum": YES_NO}
    return {}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in schema:
        schema = schema | {"enum": [*schema["enum"], None]}
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": kinds if "null" in kinds else [*kinds, "null"]}
    if "anyOf" in schema:
        has = any(part.get("type") == "null" for part in schema["anyOf"])
        return schema if has else schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "$ref" in schema:
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **rest}
    return schema


def _allow_empty_blocks(schema: Any, parts: dict[str, Any]) -> None:
    """Where a block may be empty altogether, so may its key: a practice that is listed but not rated yet."""
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _allow_empty_blocks(part, parts)
    either = schema.get("anyOf", []) if isinstance(schema, dict) else []
    if any(part.get("$comment") == SHORT for part in either):
        names = [part["$ref"].rpartition("/")[2] for part in either if "$ref" in part]
        if any("required" not in parts[name] for name in names) and {"type": "null"} not in either:
            either.append({"type": "null"})


def _describe(part: dict[str, Any], parts: dict[str, Any]) -> None:
    """Give keys the description of their block: pydantic leaves it out where both are the same."""
    for name, field in part.get("properties", {}).items():
        reference = next((found["$ref"] for found in (field, *field.get("anyOf", [])) if "$ref" in found), "")
        if "description" not in field and reference:
            described = {"description": parts[reference.rpartition("/")[2]]["description"], **field}
            part["properties"][name] = described
