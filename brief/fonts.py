"""Fonts of this computer that can write Japanese, for pictures of pages.

Asked for are faces like those of the style sheet: by fontconfig where it is there, else among the
files that systems come with.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Font:
    """A face in a font file."""

    path: str
    index: int
    """Which of the faces in the file."""
    size: int
    mtime: int
    """Of the file, in bytes and nanoseconds: what is drawn depends on what is in it."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces of a picture."""

    display: Font
    """Of headlines and large figures."""
    text: Font


_DISPLAY = (
    "Noto Serif CJK JP,Noto Serif JP,Source Han Serif JP,Hiragino Mincho ProN,Yu Mincho,"
    "BIZ UDMincho,Noto Sans CJK JP,Noto Sans JP,IPAexMincho:bold:lang=ja"
)
_TEXT = (
    "Noto Sans CJK JP,Noto Sans JP,Source Han Sans JP,Hiragino Sans,Yu Gothic,BIZ UDGothic,"
    "IPAexGothic,Noto Serif CJK JP:lang=ja"
)
"""Patterns of fontconfig: families in the order of preference, and what they must have."""

_DISPLAY_FILES = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Bold.ttc",
    "/System/Library/Fonts/ヒラギノ明朝 ProN.ttc",
    "C:/Windows/Fonts/yumindb.ttf",
    "C:/Windows/Fonts/YuGothB.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
)
_TEXT_FILES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc",
    "C:/Windows/Fonts/YuGothM.ttc",
    "C:/Windows/Fonts/meiryo.ttc",
)
"""The first face of each is the Japanese one."""

_PATIENCE = 10.0
"""Seconds for fontconfig, which at its first call reads all fonts."""


def find() -> Fonts | None:
    """The fonts for pictures; None where this computer has none that can write Japanese."""
    display = _matched(_DISPLAY) or _first(_DISPLAY_FILES)
    text = _matched(_TEXT) or _first(_TEXT_FILES) or display
    return Fonts(display or text, text) if text else None


def at(path: Path) -> Fonts:
    """The font in the file at `path`, for all that a picture holds.

    Raises:
        OSError: There is no such file.

    """
    font = _font(path, 0)
    return Fonts(font, font)


def _font(path: Path, index: int) -> Font:
    state = path.stat()
    return Font(str(path), index, state.st_size, state.st_mtime_ns)


def _first(files: Sequence[str]) -> Font | None:
    return next((_font(Path(name), 0) for name in files if Path(name).is_file()), None)


def _matched(pattern: str) -> Font | None:
    """What fontconfig finds for `pattern`; it always finds something, so its languages count."""
    command = ["fc-match", "--format", "%{file}\n%{index}\n%{lang}", pattern]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, text=True, timeout=_PATIENCE
        )
        name, index, languages = done.stdout.split("\n")
        # The upper half of an index names an instance of a variable font.
        return _font(Path(name), int(index) & 0xFFFF) if "ja" in languages.split("|") else None
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
