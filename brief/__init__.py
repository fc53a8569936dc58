"""brief: annotated bilingual briefs, built into a static site."""

from __future__ import annotations

__version__ = "0.1.0"
