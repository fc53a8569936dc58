"""The format of glossary files as a JSON Schema (2020-12), by which editors check and complete."""

from __future__ import annotations

import json

from brief.glossary import ENTRIES


def text() -> str:
    """The schema, as it is written to ``glossary.schema.json``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A glossary file of brief",
        "description": "Entries under their ids: who and what the briefs name, in both languages.",
        **ENTRIES.json_schema(),
        # A file may hold nothing but comments.
        "type": ["object", "null"],
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
