"""The house: arrows go one way, libraries stay in their rooms, modules stay small, public names are documented."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

import cxaudit

PACKAGE = Path(cxaudit.__file__).parent
ORDER = ("errors", "resources", "source", "model", "engine", "lint", "report", "capture", "cli")
ROOMS_OF = {
    "yaml": ("source",),
    "jinja2": ("report",),
    "markupsafe": ("report",),
    "weasyprint": ("report",),
    "pydyf": ("report",),
    "click": ("cli",),
    "pypdf": ("report",),
    "fontTools": ("model", "report"),
    "tinycss2": ("model",),
    "pyphen": ("report",),
    "markdown_it": ("report",),
    "PIL": ("model", "report", "capture"),
    "xlsxwriter": ("capture",),
    "python_calamine": ("capture",),
    "starlette": ("capture",),
    "uvicorn": ("capture",),
    "segno": ("capture",),
}
HEAVY = ("weasyprint", "PIL", "pypdf", "fontTools", "pydyf", "starlette", "uvicorn", "segno")
HEAVY += ("xlsxwriter", "python_calamine")


def _modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert len(found) > 30, "the walk finds nothing: this test would hold no house"
    return found


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_its_left(path: Path) -> None:
    room = _room(path)
    if room in ("__init__", "__main__"):
        return
    seen = 0
    for name, _ in _imports(ast.parse(path.read_text("utf-8"))):
        top, _, rest = name.partition(".")
        if top == "cxaudit" and rest:
            seen += 1
            other = rest.partition(".")[0]
            assert ORDER.index(other) <= ORDER.index(room), f"{path.name} imports {name} from its right"
            if room in ("report", "capture"):
                assert other != "lint", f"{path.name} imports {name}: only authors are told what lint finds"
            if room == "capture":
                assert other != "report", f"{path.name} imports {name}: capture does not know the report"
        elif top in ROOMS_OF:
            assert room in ROOMS_OF[top], f"{path.name}: {top} belongs into {ROOMS_OF[top]}"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_inside_functions(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    at_top = {
        name.partition(".")[0]
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name, _ in _imports(node)
    }
    assert not at_top & set(HEAVY)


def test_modules_and_functions_stay_small() -> None:
    sizes = {path: path.read_text("utf-8").count("\n") for path in _modules()}
    assert median(sizes.values()) < 120
    assert {path.name: size for path, size in sizes.items() if size > 300} == {}
    long = [
        f"{path.name}: {node.name}"
        for path in sizes
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not {path.stem for path in _modules()} & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


@pytest.mark.parametrize("name", cxaudit.__all__)
def test_public_names_exist_and_are_documented(name: str) -> None:
    assert getattr(cxaudit, name).__doc__


def test_the_public_names_are_all_lazy_and_known() -> None:
    homes = [name for names in cxaudit._HOMES.values() for name in names]
    assert sorted(homes) == sorted(cxaudit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        importlib.import_module("cxaudit").nonsense  # noqa: B018


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_things_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if path.name != "__init__.py" or tree.body:
        assert ast.get_docstring(tree), f"{path.name} does not say what it is"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name} has no docstring"
