"""Every rule of `check`, in one table. What each is about stands in ``data/rules.yml``."""

from __future__ import annotations

from brief.check.rules import counterparts, figures, links, names, roles, structure
from brief.check.rules.subject import Rule

RULES: tuple[Rule, ...] = (
    Rule("figure-mismatch", "error", figures.figure_mismatch),
    Rule("figure-unmatched", "warning", figures.figure_unmatched),
    Rule("identifier-unmatched", "warning", figures.identifier_unmatched),
    Rule("modifier-lost", "warning", figures.modifier_lost),
    Rule("approximation-lost", "note", figures.approximation_lost),
    Rule("conversion-inconsistent", "warning", figures.conversion_inconsistent),
    Rule("weekday-wrong", "warning", figures.weekday_wrong),
    Rule("date-impossible", "error", figures.date_impossible),
    Rule("date-ambiguous", "warning", figures.date_ambiguous),
    Rule("key-figure-missing", "warning", figures.key_figure_missing),
    Rule("series-unit-differs", "warning", figures.series_unit_differs),
    Rule("name-mismatch", "warning", counterparts.name_mismatch),
    Rule("name-unmatched", "warning", names.name_unmatched),
    Rule("name-ambiguous", "warning", names.name_ambiguous),
    Rule("name-unknown", "note", names.name_unknown),
    Rule("alias-varies", "warning", names.alias_varies),
    Rule("role-outdated", "warning", roles.role_outdated),
    Rule("role-mismatch", "warning", roles.role_mismatch),
    Rule("first-mention-bare", "note", names.first_mention_bare),
    Rule("block-unaligned", "warning", structure.block_unaligned),
    Rule("heading-mismatch", "warning", structure.heading_mismatch),
    Rule("quote-unclosed", "warning", structure.quote_unclosed),
    Rule("quote-unmatched", "note", structure.quote_unmatched),
    Rule("text-empty", "warning", structure.text_empty),
    Rule("language-mixed", "warning", structure.language_mixed),
    Rule("translation-missing", "warning", structure.translation_missing),
    Rule("translation-stale", "warning", structure.translation_stale),
    Rule("front-matter-differs", "error", structure.front_matter_differs),
    Rule("source-missing", "note", structure.source_missing),
    Rule("link-broken", "error", links.link_broken),
    Rule("anchor-broken", "warning", links.anchor_broken),
    Rule("image-missing", "error", links.image_missing),
    Rule("image-without-alt", "warning", links.image_without_alt),
    Rule("ignore-without-reason", "warning", structure.ignore_without_reason),
    Rule("ignore-unused", "warning", structure.ignore_unused),
)
"""Findings of one place are told in this order."""
