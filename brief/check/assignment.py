"""Which figure of one text answers which of the other."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from brief.check import identifiers
from brief.check.equivalence import agree, cannot_differ, decimal, family, halves, restates
from brief.check.implied import implied
from brief.model import Figure, Language


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the figures of a Japanese and an English text answer each other, by index."""

    pairs: tuple[tuple[int, int], ...]
    """Figures that say the same."""
    differing: tuple[tuple[int, int], ...]
    """Figures that answer each other and differ."""
    unmatched_ja: tuple[int, ...]
    unmatched_en: tuple[int, ...]


@dataclass(frozen=True)
class Side:
    """One of the two texts that are compared."""

    figures: Sequence[Figure]
    text: str = ""
    """What its words say counts as well: *both*, *monthly*, 両国, Boeing 737."""
    language: Language = "en"
    elsewhere: Sequence[Figure] = ()
    """The figures of the rest of the brief."""

    @cached_property
    def here(self) -> _Known:
        """The figures of the text."""
        return _Known(self.figures)

    @cached_property
    def everywhere(self) -> _Known:
        """The figures of the text and of the rest of the brief."""
        return _Known([*self.figures, *self.elsewhere])

    @cached_property
    def implied(self) -> list[Figure]:
        """What its words say without a number."""
        return implied(self.text, self.language)

    def said(self) -> Iterator[Figure]:
        """Its figures, then what its words say without a number."""
        yield from self.figures
        yield from self.implied

    @cached_property
    def loose_digits(self) -> frozenset[str]:
        """The digits in it that are no figure."""
        return frozenset(
            identifiers.plain(found.text) for found in identifiers.loose(self.text, self.figures)
        )


def compare(ja: Side, en: Side) -> Comparison:
    """Assign the figures of two aligned texts to each other, as many and as near as can be.

    First those that say the same. Of the rest nothing is said of small numbers in words, of
    what the other side's words imply, of a range or an hour of a day that the other side
    states as two figures, and of a restatement in another unit. What is then left of the same
    family is one figure told differently; what stands elsewhere in the other text only if the
    two are of one kind and unit.
    """
    pairs = _equal(ja.figures, en.figures)
    pairs += _converted(ja.figures, en.figures, pairs)
    taken_ja, taken_en = {i for i, _ in pairs}, {j for _, j in pairs}
    rest_ja = _without(range(len(ja.figures)), taken_ja)
    rest_en = _without(range(len(en.figures)), taken_en)
    open_ja = [
        i
        for i in rest_ja
        if _has_like(ja.figures[i], en.figures, rest_en)
        or not _needs_none(ja.figures[i], en, agree)
    ]
    open_en = [
        j
        for j in rest_en
        if _has_like(en.figures[j], ja.figures, rest_ja)
        or not _needs_none(en.figures[j], ja, lambda a, b: agree(b, a))
    ]
    repeated_ja = {i for i in open_ja if en.everywhere.state(ja.figures[i], agree)}
    repeated_en = {
        j for j in open_en if ja.everywhere.state(en.figures[j], lambda a, b: agree(b, a))
    }
    differing = _nearest(
        len(ja.figures),
        len(en.figures),
        {
            (i, j): _difference(ja.figures[i], en.figures[j])
            for i, j in _near(open_ja, open_en)
            if family(ja.figures[i]) == family(en.figures[j])
            and (_alike(ja.figures[i], en.figures[j]) or not (i in repeated_ja or j in repeated_en))
        },
    )
    untold = [(i, j) for i, j in differing if cannot_differ(ja.figures[i], en.figures[j])]
    left_ja = _without(open_ja, repeated_ja | {i for i, _ in differing})
    left_en = _without(open_en, repeated_en | {j for _, j in differing})
    return Comparison(
        tuple(sorted((*pairs, *untold))),
        tuple(sorted(pair for pair in differing if pair not in untold)),
        tuple(i for i in left_ja if not _is_restatement(ja.figures, i, taken_ja)),
        tuple(j for j in left_en if not _is_restatement(en.figures, j, taken_en)),
    )


def _without(indexes: Iterable[int], taken: Set[int]) -> list[int]:
    return [index for index in indexes if index not in taken]


# --- those that say the same -------------------------------------------------------------

_MANY = 40
"""Above so many figures on a side the plainly equal are paired first, in their order."""
_NEIGHBOURS = 40
"""Where a text has very many figures, how many of the other text each may answer."""


def _equal(ja: Sequence[Figure], en: Sequence[Figure]) -> list[tuple[int, int]]:
    pairs = _in_order(ja, en) if max(len(ja), len(en)) > _MANY else []
    rest_ja = _without(range(len(ja)), {i for i, _ in pairs})
    rest_en = _without(range(len(en)), {j for _, j in pairs})
    agreeing = {(i, j): 0 for i, j in _near(rest_ja, rest_en) if agree(ja[i], en[j])}
    return pairs + _nearest(len(ja), len(en), agreeing)


def _converted(
    ja: Sequence[Figure], en: Sequence[Figure], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Measures that the other text gives in another unit, and only there."""
    rest_ja = _without(range(len(ja)), {i for i, _ in pairs})
    rest_en = _without(range(len(en)), {j for _, j in pairs})
    converting = {(i, j): 0 for i, j in _near(rest_ja, rest_en) if restates(ja[i], en[j])}
    return _nearest(len(ja), len(en), converting)


_Key = tuple[str, str | None, str | None, str | None, str | None]


def _key(figure: Figure) -> _Key:
    """What two figures share that plainly say the same."""
    has_unit = figure.kind in ("money", "measure") or figure.unit == "times"
    unit = figure.unit if has_unit else None
    return family(figure), figure.value, figure.low, figure.high, unit


def _in_order(ja: Sequence[Figure], en: Sequence[Figure]) -> list[tuple[int, int]]:
    """Figures that plainly say the same, the first with the first, the second with the second."""
    waiting: dict[_Key, deque[int]] = defaultdict(deque)
    for j, figure in enumerate(en):
        waiting[_key(figure)].append(j)
    pairs = []
    for i, figure in enumerate(ja):
        candidates = waiting.get(_key(figure))
        if candidates and agree(figure, en[candidates[0]]):
            pairs.append((i, candidates.popleft()))
    return pairs


def _near(ja: Sequence[int], en: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs to be looked at: all, or in a very long text those at about the same place."""
    for rank, i in enumerate(ja):
        middle = rank * len(en) // len(ja)
        for j in en[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS]:
            yield i, j


# --- what needs no counterpart -------------------------------------------------------------

_Agree = Callable[[Figure, Figure], bool]

_LOOSE_LIMIT = 500
"""How many figures of a text are looked through for one that says the same less plainly."""


class _Known:
    """Figures that a text states, wherever they stand."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        distinct = {_key(figure): figure for figure in figures}
        self.parts = [half for figure in distinct.values() for half in halves(figure)][
            :_LOOSE_LIMIT
        ]
        self._keys = distinct.keys()
        self._all = [*distinct.values(), *self.parts][:_LOOSE_LIMIT]
        self._loose = [*filter(_is_loose, distinct.values()), *self.parts][:_LOOSE_LIMIT]

    def state(self, figure: Figure, agree_with: _Agree) -> bool:
        """Whether one of them says what `figure` says."""
        if _key(figure) in self._keys:
            return True
        candidates = self._all if _is_loose(figure) else self._loose
        return any(agree_with(figure, other) for other in candidates)


def _is_loose(figure: Figure) -> bool:
    """Whether another figure may say the same without being equal: a time, a rounded amount."""
    return figure.modifier == "approx" or family(figure) in ("time", "duration", "set")


def _has_like(figure: Figure, others: Sequence[Figure], rest: Sequence[int]) -> bool:
    """Whether one without partner is there to answer a score, a range, or a number in words.

    Such figures are left alone otherwise; but 三つ and *four* are a slip.
    """
    if figure.low is not None:
        return any(others[i].low is not None and _alike(figure, others[i]) for i in rest)
    return _is_several(figure) and any(
        _is_several(others[i]) and (figure.kind == "ordinal") == (others[i].kind == "ordinal")
        for i in rest
    )


def _is_several(figure: Figure) -> bool:
    value = decimal(figure.value)
    return _is_idiom(figure) and value is not None and abs(value) > 1


def _needs_none(figure: Figure, other: Side, agree_with: _Agree) -> bool:
    """Whether `figure`, which has no partner, is nothing to report."""

    def is_said(part: Figure) -> bool:
        near = other.figures[:_LOOSE_LIMIT]
        alike = (said for said in near if said.kind == part.kind)
        return any(agree_with(part, said) for said in alike) or is_implied(part)

    def is_implied(part: Figure) -> bool:
        return any(agree_with(part, said) for said in other.implied)

    parts = halves(figure)
    return (
        _is_idiom(figure)
        or (bool(parts) and all(map(is_said, parts)))
        or any(agree_with(figure, part) for part in other.here.parts)
        or is_implied(figure)
        or identifiers.plain(figure.text) in other.loose_digits
    )


_PLAIN_ONE = re.compile(r"[1１] ?(?!番|位|号|級|等|部|階)\D+")


def _is_idiom(figure: Figure) -> bool:
    """A small number in words (the two leaders, 一つ, first of all), one thing, this year."""
    value = decimal(figure.value)
    if value is None:
        return figure.text in _PRESENT
    if figure.kind not in ("number", "count", "ordinal") or abs(value) > 10:
        return False
    in_words = not any(character.isdecimal() for character in figure.text)
    return in_words or (figure.kind == "count" and bool(_PLAIN_ONE.fullmatch(figure.text)))


_PRESENT = frozenset(
    (
        "今",
        "今日",
        "きょう",
        "今年",
        "ことし",
        "今月",
        "今週",
        "同日",
        "同月",
        "同年",
        "当日",
        "now",
        "today",
    )
)
"""What a translator may leave out; without the date of the brief it has no value."""


def _is_restatement(figures: Sequence[Figure], index: int, paired: Set[int]) -> bool:
    """Whether it repeats in another unit, and rightly, a figure that has a counterpart."""
    figure = figures[index]
    if figure.restates is None:
        return False
    return any(
        i in paired and (figure.kind != "measure" or restates(other, figure))
        for i, other in enumerate(figures)
        if other.start == figure.restates
    )


# --- those that differ -------------------------------------------------------------------


def _alike(a: Figure, b: Figure) -> bool:
    """Whether the two are of one kind and unit, so that one is likely to be the other."""
    return a.kind == b.kind and a.unit == b.unit


_LAST = 5.0


def _difference(a: Figure, b: Figure) -> float:
    """How unlikely it is that one figure was meant to be the other: 0 to 5."""
    if cannot_differ(a, b):
        return _LAST
    unlike = (a.kind != b.kind) + (a.unit != b.unit)
    x, y = decimal(a.value), decimal(b.value)
    if x is None or y is None or not x or not y:
        return unlike + (0.0 if family(a) == "time" else 1.0)
    if sorted(str(x.normalize())) == sorted(str(y.normalize())):
        return unlike
    ratio = abs(x / y)
    return unlike + min(2.0, float(abs(Decimal(ratio).log10())) / 2)


# --- optimal assignment --------------------------------------------------------------------


def _nearest(
    rows: int, columns: int, costs: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """As many of the pairs `costs` as can be, each figure once, in all at the least cost.

    Of equal costs, pairs at about the same place in their texts are taken.
    """
    used_rows = sorted({i for i, _ in costs})
    used_columns = sorted({j for _, j in costs})
    total = {
        (i, j): cost + abs((i + 1) / (rows + 1) - (j + 1) / (columns + 1))
        for (i, j), cost in costs.items()
    }
    if len(used_rows) > _MANY or len(used_columns) > _MANY:
        return _greedy(total)
    matrix = [[total.get((i, j), _NEVER) for j in used_columns] for i in used_rows]
    if len(used_rows) > len(used_columns):
        transposed = [list(column) for column in zip(*matrix, strict=True)]
        chosen = [(i, j) for j, i in _least_cost(transposed)]
    else:
        chosen = _least_cost(matrix)
    pairs = ((used_rows[i], used_columns[j]) for i, j in chosen)
    return [pair for pair in pairs if pair in total]


_NEVER = 1e6


def _greedy(costs: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    chosen = []
    for i, j in sorted(costs, key=lambda pair: (costs[pair], pair)):
        if i not in taken_rows and j not in taken_columns:
            chosen.append((i, j))
            taken_rows.add(i)
            taken_columns.add(j)
    return chosen


def _least_cost(matrix: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """A column for each row, none twice, at the least cost in all; not more rows than columns.

    Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957; Jonker and Volgenant 1987).
    """
    if not matrix:
        return []
    rows, columns = len(matrix), len(matrix[0])
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        least, came_from = [float("inf")] * (columns + 1), [0] * (columns + 1)
        visited = [False] * (columns + 1)
        while row_of[column]:
            visited[column] = True
            current, step, following = row_of[column], float("inf"), 0
            for j in range(1, columns + 1):
                if visited[j]:
                    continue
                reduced = matrix[current - 1][j - 1] - row_potential[current] - column_potential[j]
                if reduced < least[j]:
                    least[j], came_from[j] = reduced, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(columns + 1):
                if visited[j]:
                    row_potential[row_of[j]] += step
                    column_potential[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return [(row_of[j] - 1, j - 1) for j in range(1, columns + 1) if row_of[j]]
