"""The figures of a text as CSV: what spreadsheet programs read back is what was written."""

from __future__ import annotations

import csv
import io

from brief.model import LANGUAGES
from brief.pages.figure_table import csv_of
from brief.render import Templates
from brief.views import FigureView

FIGURES = [
    FigureView("f1", '約14兆, "so to speak"', "", "14000000000000 JPY", "differ",
               "14兆円 is ¥14 trillion;\nthe English says ¥14 billion", "p3", "money",
               "14000000000000", "JPY", "approx"),
    FigureView("f2", "18日ごろ", "Aug. 18", "2025-08-18", "agree", "", "p12", "date",
               "2025-08-18", "", "approx"),
    FigureView("f3", "", "three\r\nto five", "3/5 %", "there", "", "", "percent", "3", "%"),
    FigureView("f4", "数日", "", "", "here", "", "p1", "duration"),
]  # fmt: skip


def test_every_cell_comes_back() -> None:
    words = Templates().words
    for language in LANGUAGES:
        text = csv_of(FIGURES, language, words[language])
        assert text.startswith("\ufeff")
        rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
        assert rows[0][1:3] == (["日本語", "英語"] if language == "ja" else ["English", "Japanese"])
        verdicts = words[language]["verdicts"]
        kinds = words[language]["figure_kinds"]
        assert [row[:3] for row in rows[1:]] == [
            [view.back.removeprefix("p"), view.here, view.there] for view in FIGURES
        ]
        assert [row[3] for row in rows[1:]] == [kinds[view.kind] for view in FIGURES]
        assert [row[4] for row in rows[1:]] == ["14000000000000", "2025-08-18", "3/5", ""]
        assert [row[5] for row in rows[1:]] == ["JPY", "", "%", ""]
        assert [row[7] for row in rows[1:]] == [verdicts[view.verdict] for view in FIGURES]
        assert [row[8] for row in rows[1:]] == [view.difference for view in FIGURES]
        # Of an amount it is said otherwise than of a time.
        about, around = rows[1][6], rows[2][6]
        assert about == words[language]["modifiers"]["approx"]
        assert around == words[language]["modifiers_of_time"]["approx"]
