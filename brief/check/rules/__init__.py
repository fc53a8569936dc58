"""The rules: one function each, in one table.

`figures`, `names`, `roles`, `structure` and `links` hold the functions, `table` names them,
`documentation` explains them with examples.
"""

from brief.check.rules.documentation import Documentation, documentation, markdown_table
from brief.check.rules.subject import Hit, Rule, SiteIndex, Subject
from brief.check.rules.table import RULES

__all__ = [
    "RULES",
    "Documentation",
    "Hit",
    "Rule",
    "SiteIndex",
    "Subject",
    "documentation",
    "markdown_table",
]
