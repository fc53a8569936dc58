"""The order of the house: each module imports only from those above it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import brief

PACKAGE = Path(brief.__file__).parent

ORDER = [
    "model",
    "language",
    "figures",
    "files",
    "xml",
    "schema",
    "spelling",
    "store",
    "codec",
    "history",
    "glossary",
    "series",
    "topics",
    "markdown",
    "source",
    "links",
    "outline",
    "content",
    "addresses",
    "words",
    "names",
    "readings",
    "annotate",
    "align",
    "check",
    "bitexts",
    "extract",
    "fragments",
    "making",
    "progress",
    "workers",
    "edition",
    "influence",
    "pipeline",
    "descriptions",
    "terminology",
    "catalog",
    "sorting",
    "markup",
    "render",
    "views",
    "scales",
    "charts",
    "frame",
    "linked_data",
    "data_files",
    "fonts",
    "line_breaking",
    "share_image",
    "brief_page",
    "pages",
    "cluster",
    "reporting",
    "scaffold",
    "agreement",
    "records",
    "site",
    "publishing",
    "texts",
    "comparing",
    "glossary_commands",
    "cli",
    "__main__",
]

ONLY_USERS = {
    "mkdocs": {"site"},
    "fugashi": {"words"},
    "ghp_import": {"publishing"},
    "click": {"cli", "glossary_commands"},
    "distributed": {"cluster"},
    "msgspec": {"codec", "views"},
    "sqlite3": {"store"},
    "filelock": {"site"},
    "watchfiles": {"site"},
    "translate": {"bitexts"},
    "PIL": {"share_image"},
}


def rooms() -> dict[str, list[Path]]:
    files: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if parts != ("__init__.py",):
            files.setdefault(parts[0].removesuffix(".py"), []).append(path)
    return files


def imported(path: Path) -> set[str]:
    """The modules that the file imports, as dotted names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_every_room_has_its_place() -> None:
    assert sorted(rooms()) == sorted(ORDER)


@pytest.mark.parametrize("room", ORDER)
def test_imports_only_from_above(room: str) -> None:
    above = set(ORDER[: ORDER.index(room) + 1])
    for path in rooms()[room]:
        ours = {name.split(".")[1] for name in imported(path) if name.startswith("brief.")}
        assert (ours & set(ORDER)) <= above, path.name


@pytest.mark.parametrize(("library", "expected"), ONLY_USERS.items())
def test_who_uses_a_library(library: str, expected: set[str]) -> None:
    users = {
        name
        for name, paths in rooms().items()
        for path in paths
        if any(module.split(".")[0] == library for module in imported(path))
    }
    assert users == expected
