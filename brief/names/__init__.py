"""Names: what the glossary names in a text, and what it might name."""
