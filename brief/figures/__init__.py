"""Text -> figures: every quantity and every time that a text states.

    >>> from datetime import date
    >>> from brief.figures import read
    >>> [f.value for f in read("1000億ドルを18日に払う", "ja", date(2025, 8, 19))]
    ['100000000000', '2025-08-18']

One grammar a language (``ja``, ``en``) on a shared core: ``lexicon`` (tables of words),
``calendar`` (what a partial or relative date means), ``notation`` (figures back to text).
What the grammars agree on beside the fields of `Figure`:

- a range has ``low`` and ``high`` and no ``value``; 数 and *several* are ranges from 3 to 9
  (数十: 30 to 90; 十数: 11 to 19); 50代 and *in their 50s* from 50 to 59; 147円台 from 147
  to 148; the longer and the earlier end are ``high`` and ``low`` for times too;
- the unit of money is ISO 4217, of measures UCUM; of counts an English noun in the singular;
  of percentages ``%``, of percentage points ``pp``, of basis points ``bp``;
- rates (1ドル=147円80銭) are two figures; scores and votes (3対2, *8-1*, *8 votes to 1*) are
  one number with the smaller as ``low``;
- the days of a list (24、25日, *June 24 and 25*) are a date each;
- 3日前 and *3 days ago* are the date that they lead to from the date of the brief; without one,
  and where no day can be told (3時間前, 2000年前), the length of time that is stated: P3D. What
  else leans on the date of the brief (昨年7月, *July last year*) keeps without it what is stated:
  XXXX-07;
- bare plurals (数百, *hundreds*; 数十年, *decades*) are ranges from 3 to 9 of what they name, and
  *dozens* is 数十;
- ポイント and *points* are percentage points where a percentage stands near, in English where
  the text says so, else they are counted points;
- idioms (初めて, *for the first time*, *first of all*) state nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from brief.figures.notation import write
from brief.model import Figure, Language

__all__ = ["read", "write"]

_OPENING = ("(", "（", "[", "［")
_LONGEST_APPOSITION = 12
"""Characters that may stand between a figure and the bracket that restates it."""


class _Grammar(Protocol):
    def read(self, text: str, day: datetime.date | None) -> Sequence[Figure]: ...


def read(text: str, language: Language, day: datetime.date | None = None) -> tuple[Figure, ...]:
    """The figures of `text`, in its order; their extents never overlap.

    `day` is the date of the brief: what *yesterday* and 18日 are resolved against; without it
    *yesterday* has no value and 18日 is ``XXXX-XX-18``. Any string is accepted. Offsets are code
    points of `text`, and ``text[f.start:f.end] == f.text``.
    """
    return tie(text, settle(_grammar(language).read(text, day)))


@cache
def _grammar(language: Language) -> _Grammar:
    return cast("_Grammar", import_module(f"brief.figures.{language}"))


def settle(figures: Sequence[Figure]) -> list[Figure]:
    """`figures` by position, without those whose extent runs into an earlier or longer one."""
    end = 0
    for figure in figures:
        if figure.extent[0] < end:
            break
        end = figure.extent[1]
    else:
        return list(figures)
    settled: list[Figure] = []
    end = 0
    for figure in sorted(figures, key=lambda f: (f.extent[0], -f.extent[1], f.start)):
        if figure.extent[0] >= end:
            settled.append(figure)
            end = figure.extent[1]
    return settled


def tie(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """`figures` with ``restates`` set where one repeats the figure before it in brackets.

    That is so when both are money or both measures, in different units, and nothing but a
    few characters without punctuation and an opening bracket stand between them.
    """
    tied: list[Figure] = []
    before: Figure | None = None
    for figure in figures:
        if (
            before is not None
            and figure.kind == before.kind
            and figure.kind in ("money", "measure")
            and figure.unit != before.unit
            and _in_apposition(text[before.extent[1] : figure.extent[0]])
        ):
            tied.append(replace(figure, restates=before.start))
        else:
            tied.append(figure)
        before = figure
    return tuple(tied)


def _in_apposition(between: str) -> bool:
    between = between.rstrip()
    return (
        between.endswith(_OPENING)
        and len(between) <= _LONGEST_APPOSITION
        and not any(mark in between for mark in "。、.,;；\n)）")
    )
