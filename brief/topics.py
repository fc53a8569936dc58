"""Topics: ``topics.yml`` -> what each topic is called in each language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brief import files
from brief.model import Language, UnusableInput
from brief.schema import Localized, MapOf, Reading, Text

TOPICS = MapOf(Localized(Text()))
"""Topic to its label: ``trade: {ja: 貿易, en: Trade}``."""


def load(path: Path, shown: str) -> Mapping[str, Mapping[Language, str]]:
    """The labels in the file at `path`, by topic; none when there is no such file.

    Raises:
        UnusableInput: With every fault of the file.

    """
    if not path.is_file():
        return {}
    reading = Reading(shown, "topics")
    root = reading.compose(files.read_text(path, shown, "topics"))
    labels = TOPICS.read(root, reading) if root is not None else {}
    if reading.faults:
        raise UnusableInput(reading.faults)
    return labels
