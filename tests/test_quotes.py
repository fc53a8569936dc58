"""Marks of quotation: as print has them in English, and as they were typed where that is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import source
from brief.language import quotes


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Yes," he said. "No."', "“Yes,” he said. “No.”"),
        ("""He said: "They answered 'no'." """, "He said: “They answered ‘no’.” "),
        ("""'Yes,' "'Maybe.'\"""", "‘Yes,’ “‘Maybe.’”"),
        ("It's the dogs' bowls", "It’s the dogs’ bowls"),
        ("'Tis of the '80s, rock 'n' roll", "’Tis of the ’80s, rock ’n’ roll"),
        ('("quoted"), foo-"bar" and—"so"', "(“quoted”), foo-“bar” and—“so”"),
        ('"…and more" in "2025"', "“…and more” in “2025”"),
        ('"$5 billion", "¥100"', "“$5 billion”, “¥100”"),
        ("5'11\" and 6'2 tall", "5′11″ and 6′2 tall"),
        ("“Yes,” it’s", "“Yes,” it’s"),
    ],
)
def test_english(typed: str, printed: str) -> None:
    assert quotes("en", typed) == printed


def test_japanese_stays_as_it_is() -> None:
    assert quotes("ja", '彼は"NATO\'s"と言った') == '彼は"NATO\'s"と言った'


@given(st.text("ab1 .,'\"-(“’\n"))
def test_each_character_is_one(text: str) -> None:
    printed = quotes("en", text)
    assert len(printed) == len(text)
    assert not set(printed) & {"'", '"'}
    changed = {a for a, b in zip(text, printed, strict=True) if a != b}
    assert changed <= {"'", '"'}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('A **"bold"** word', "A “bold” word"),
        ('**She said:** "yes"', "She said: “yes”"),
        ("`it's \"code\"`, it's text", 'it\'s "code", it’s text'),
        (r"""escaped \"as typed\" and "not" """, 'escaped "as typed" and “not”'),
        ('"one\nline" and', "“one line” and"),
        ("[it's](https://example.org/it's)", "it’s"),
    ],
)
def test_in_a_text(body: str, shown: str) -> None:
    text = f'---\ntitle: The "end"\ndescription: It\'s near.\n---\n\n{body}\n'
    found = source.parse(text, "a.en.md", "a.en.md")
    assert [block.text for block in found.blocks] == [shown]
    assert (found.front.title, found.front.description) == ("The “end”", "It’s near.")
