"""Imports point down: each module imports from lower layers only, or from its own package folder."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kgsynth"
LAYERS = (
    {"types", "errors", "options", "files"},
    {"settings", "language", "parallel"},
    {"embeddings", "llms", "testing", "configuration"},
    {"exporters"},
    {"testset"},
    {"readers", "integrations", "chunking", "entities", "styles", "checks", "manuals"},
    {"graph", "engines", "gate", "scoring", "sources", "headwords"},
    {"routes", "personas", "readership", "subject"},
    {"neighbourhoods", "report", "supply"},
    {"audience", "elsewhere"},
    {"scenarios"},
    {"attempts", "engine", "exchange", "mix", "places", "spare"},
    {"filling", "estimates", "versions"},
    {"pipeline"},
    {"commands", "plugin"},
    {"cli", "pytest_plugin", "__init__", "__main__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
FILES = sorted(path for path in PACKAGE.rglob("*.py"))


def unit(path: Path) -> str:
    """The module or package folder directly under ``kgsynth`` that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """The units of kgsynth that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names = _within(node)
        for name in names:
            if name.startswith("kgsynth."):
                yield name.split(".")[1]


def _within(node: ast.ImportFrom) -> list[str]:
    if node.module == "kgsynth":
        return [f"kgsynth.{alias.name}" for alias in node.names if (PACKAGE / f"{alias.name}.py").exists()]
    return [node.module or ""]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    """A sibling is never imported: what two share belongs a layer lower, or is an argument."""
    own = unit(path)
    assert own in RANK, f"give {own} a layer"
    upward = {name for name in imported(path) if name != own and RANK[name] >= RANK[own]}
    if own == "__main__":
        upward -= {"cli"}
    assert not upward, f"{own} (layer {RANK[own]}) imports {', '.join(sorted(upward))}"


def test_only_the_command_line_prints() -> None:
    """No print outside cli.py."""
    printing = {
        unit(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing <= {"cli"}
