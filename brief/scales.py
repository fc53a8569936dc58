"""What figures amount to: the rate that a conversion implies, how they compare, how they move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal

from brief.figures import write
from brief.figures.calendar import plain
from brief.figures.notation import amount
from brief.model import Figure, FigureKind, Language, Role
from brief.views import ScaleView, TenureView

_COMPARABLE = frozenset(("money", "count", "measure", "percent"))
_OTHERS = 3
"""How many others a figure is compared with."""
_RATE = Context(prec=4)
_RATIO = Context(prec=2)

_Measure = tuple[FigureKind, str | None]
"""Kind and unit."""
_Peer = tuple[Decimal, str]
"""A value, and the text that shows it."""


def implied_rate(stated: Figure, restated: Figure, language: Language) -> tuple[str, str] | None:
    """What one unit is worth by two figures for the same amount: 1ドル and 147.8円.

    The one unit is that of which one is worth more. None where a figure has no single value above
    zero.
    """
    a, b = _amount(stated), _amount(restated)
    if a is None or b is None:
        return None
    dear, cheap, rate = (stated, restated, b / a) if b > a else (restated, stated, a / b)
    return _written(dear, Decimal(1), language), _written(cheap, _RATE.plus(rate), language)


def peers(figures: Iterable[tuple[Figure, str]]) -> Mapping[_Measure, Sequence[_Peer]]:
    """Of each unit the figures with the largest values, the largest first; each value once.

    Each figure comes with the text that shows it.
    """
    found: dict[_Measure, dict[Decimal, str]] = {}
    for figure, shown in figures:
        value = _amount(figure)
        if value is not None:
            found.setdefault((figure.kind, figure.unit), {}).setdefault(value, shown)
    return {
        measure: sorted(values.items(), reverse=True)[: _OTHERS + 1]
        for measure, values in found.items()
    }


def compared(
    figure: Figure,
    shown: str,
    largest: Mapping[_Measure, Sequence[_Peer]],
    language: Language,
) -> Sequence[ScaleView]:
    """`figure` among the `largest` of its unit (see `peers`), the largest first.

    Empty where there is nothing to compare it with.
    """
    own = _amount(figure)
    if own is None:
        return ()
    others = [peer for peer in largest.get((figure.kind, figure.unit), ()) if peer[0] != own]
    rows = sorted([(own, shown), *others[:_OTHERS]], reverse=True)
    if len(rows) == 1:
        return ()
    points = figure.kind == "percent"
    return [_row(own, peer, rows[0][0], language, points=points) for peer in rows]


def course(points: Sequence[tuple[str, Decimal]]) -> Sequence[tuple[float, float]]:
    """The points of a series, each a year, month or day and a value, in a square of 1 by 1.

    x is the time, y the value. Empty below two points.
    """
    if len(points) < 2:
        return ()
    days = [date.fromisoformat(f"{day}-01-01"[:10]).toordinal() for day, _ in points]
    values = [value for _, value in points]
    return [
        (_place(day, min(days), max(days)), _place(value, min(values), max(values)))
        for day, value in zip(days, values, strict=True)
    ]


def tenures(roles: Sequence[Role]) -> Sequence[TenureView]:
    """Roles on a time line, the newest first; it ends some time after the last date in them."""
    dates = [day for role in roles for day in (role.since, role.until) if day]
    known = [day.toordinal() for day in dates]
    low, high = min(known, default=0), max(known, default=0)
    high += max((high - low) // 8, 180)

    def place(day: date) -> float:
        return round(100 * _place(day.toordinal(), low, high), 1)

    def view(role: Role) -> TenureView:
        span = None
        if role.since or role.until:
            start = place(role.since) if role.since else 0.0
            span = start, place(role.until) if role.until else 100.0
        return TenureView(role, role.until is None, span)

    newest_first = sorted(roles, key=lambda r: (r.since or date.min, r.until or date.max))
    return [view(role) for role in reversed(newest_first)]


def _row(
    own: Decimal, peer: _Peer, largest: Decimal, language: Language, *, points: bool
) -> ScaleView:
    value, shown = peer
    share = int(100 * value / largest)
    if value == own:
        return ScaleView(shown, share, "own", "")
    if points:
        distance = amount(abs(own - value), language)
        return ScaleView(shown, share, "above" if value > own else "below", distance)
    if value > own:
        return ScaleView(shown, share, "times", amount(_RATIO.plus(value / own), language))
    return ScaleView(shown, share, "share", amount(_RATIO.plus(100 * value / own), language))


def _place(value: Decimal | int, low: Decimal | int, high: Decimal | int) -> float:
    """Where `value` is from `low`, 0, to `high`, 1; in the middle where there is no distance."""
    return float(value - low) / float(high - low) if high > low else 0.5


def _amount(figure: Figure) -> Decimal | None:
    """Its value, where it is one number above zero."""
    if figure.value is None or figure.kind not in _COMPARABLE:
        return None
    value = Decimal(figure.value)
    return value if value > 0 else None


def _written(figure: Figure, value: Decimal, language: Language) -> str:
    number = plain(value)
    return write(Figure(0, 0, (0, 0), "", figure.kind, number, unit=figure.unit), language)
