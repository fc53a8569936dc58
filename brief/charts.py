"""The points of a series -> where they are in a chart, and what stands at its axes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from brief.figures import write
from brief.figures.calendar import plain
from brief.model import Figure, FigureKind, Language
from brief.series import Point
from brief.views import ChartView, DotView, PointView, TickView

_INTERVALS = 4
"""Into about so many the axis of values is divided."""
_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_FROM_ZERO = Decimal("0.6")
"""Values begin at zero where the smallest is a smaller part than this of the largest."""
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = (1, 2, 3, 6)
_MOST_YEARS = 6
_MOST_MONTHS = 4
"""Labels that an axis has room for on a narrow screen."""


def chart(
    points: Sequence[tuple[Point, PointView]],
    measure: tuple[FigureKind, str | None],
    language: Language,
) -> ChartView | None:
    """The chart of `points`, the oldest first, all of one `measure`; None below two points."""
    if len(points) < 2:
        return None
    days = [day_of(point.date) for point, _ in points]
    bounds = [bound for point, _ in points for bound in _bounds(point)]
    whole = measure[0] == "count" and all(bound == int(bound) for bound in bounds)
    ticks = _values(min(bounds), max(bounds), Decimal(1) if whole else Decimal(0))
    low, high = ticks[0], ticks[-1]

    def height(value: Decimal) -> float:
        return _percent(value - low, high - low)

    def place(day: date) -> float:
        return _percent((day - days[0]).days, (days[-1] - days[0]).days)

    dots = []
    for day, (point, view) in zip(days, points, strict=True):
        ends = [height(end) for end in _bounds(point)[1:]]
        span = (ends[0], ends[1]) if ends else None
        dots.append(DotView(place(day), height(Decimal(point.value)), span, view))
    kind, unit = measure

    def written(value: Decimal) -> str:
        return write(Figure(0, 0, (0, 0), "", kind, plain(value), unit=unit), language)

    by_value = sorted(points, key=lambda both: Decimal(both[0].value))
    return ChartView(
        dots=dots,
        times=[
            TickView(place(day_of(moment)), moment)
            for moment in _times(days[0], days[-1]) or (points[0][0].date, points[-1][0].date)
        ],
        values=[TickView(height(tick), written(tick)) for tick in ticks],
        lowest=by_value[0][1],
        highest=by_value[-1][1],
    )


def day_of(moment: str) -> date:
    """The first day of a year, a month or a day in ISO 8601."""
    year, month, day = (*map(int, moment.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _bounds(point: Point) -> list[Decimal]:
    """The value of a point and, where it is a range, both ends of it."""
    ends = (point.low, point.high) if point.low is not None and point.high is not None else ()
    return [Decimal(end) for end in (point.value, *ends)]


def _percent(part: Decimal | int, whole: Decimal | int) -> float:
    """In the middle where there is no distance."""
    return round(100 * float(part) / float(whole), 2) if whole else 50.0


def _values(low: Decimal, high: Decimal, least: Decimal) -> Sequence[Decimal]:
    """Round values at even distances, `least` or more, from `low` or below to `high` or above."""
    if low == high or 0 < low < high * _FROM_ZERO:
        low = min(low, Decimal(0))
    if low == high or low * _FROM_ZERO > high:
        high = max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    rough = (high - low) / _INTERVALS
    power = Decimal(1).scaleb(rough.adjusted())
    step = max(least, next(power * each for each in _STEPS if power * each >= rough))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [step * n for n in range(int(first), int(last) + 1)]


def _times(first: date, last: date) -> Sequence[str]:
    """Years or months at even distances from `first` to `last`; none where fewer than two fit."""
    years = range(first.year + (first > date(first.year, 1, 1)), last.year + 1)
    if len(years) > 2:
        step = next((s for s in _YEARS if len(years) <= s * _MOST_YEARS), _YEARS[-1])
        return [f"{year:04}" for year in years if year % step == 0]
    months = list(_months(first, last))
    step = next((s for s in _MONTHS if len(months) <= s * _MOST_MONTHS), 12)
    found = [month for month in months if (int(month[5:]) - 1) % step == 0]
    return found if len(found) > 1 else ()


def _months(first: date, last: date) -> Iterator[str]:
    """The months that begin from `first` to `last`."""
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if date(number // 12, number % 12 + 1, 1) >= first:
            yield f"{number // 12:04}-{number % 12 + 1:02}"
