"""Templates are rendered wherever they are, and whatever cannot be kept of them."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from brief.render import Templates


def test_compiled_templates_need_not_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.html").write_text("{{ word }}", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jinja2.FileSystemBytecodeCache, "dump_bytecode", full)
    assert Templates(tmp_path).render("mine.html", {"word": "a"}) == "a"

    def nowhere(*_: object) -> str:
        raise RuntimeError("Cannot determine safe temp directory")

    monkeypatch.setattr(jinja2.FileSystemBytecodeCache, "_get_default_cache_dir", nowhere)
    assert Templates(tmp_path).render("mine.html", {"word": "b"}) == "b"


def test_a_template_that_changes_is_compiled_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.html"
    for text in ("a", "b"):
        path.write_text(text, encoding="utf-8")
        assert Templates(tmp_path).render("mine.html", {}) == text
