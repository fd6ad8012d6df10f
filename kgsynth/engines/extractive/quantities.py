"""Words -> amounts and dates that can be compared, and how far two of them lie apart."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_SCALES: dict[str, tuple[str, float]] = {
    "ms": ("time", 0.001), "millisecond": ("time", 0.001), "s": ("time", 1), "second": ("time", 1),
    "min": ("time", 60), "minute": ("time", 60), "h": ("time", 3600), "hour": ("time", 3600),
    "d": ("time", 86400), "day": ("time", 86400), "week": ("time", 604800), "month": ("time", 2629800),
    "year": ("time", 31557600), "b": ("size", 1), "byte": ("size", 1), "kb": ("size", 1024),
    "kilobyte": ("size", 1024), "mb": ("size", 1024**2), "megabyte": ("size", 1024**2), "gb": ("size", 1024**3),
    "gigabyte": ("size", 1024**3), "g": ("mass", 1), "kg": ("mass", 1000), "mm": ("length", 0.001),
    "cm": ("length", 0.01), "m": ("length", 1), "km": ("length", 1000), "eur": ("euro", 1), "euro": ("euro", 1),
    "€": ("euro", 1), "$": ("dollar", 1), "dollar": ("dollar", 1), "%": ("share", 1), "percent": ("share", 1),
    "page": ("page", 1), "line": ("line", 1), "°c": ("temperature", 1), "m²": ("area", 1), "km²": ("area", 1_000_000),
    "ha": ("area", 10_000), "w": ("power", 1), "kw": ("power", 1000), "l": ("volume", 1), "ml": ("volume", 0.001),
}  # fmt: skip
_QUANTITY = re.compile(
    r"^(?P<sign>[€$]?)\s*(?P<number>-?\d[\d,]*(?:\.\d+)?|[a-z]+)\s*(?P<unit>[A-Za-z%°€$²]*)\.?(?:\s*\([^()]*\))?$"
)
_MONTHS = "january february march april may june july august september october november december".split()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the dimension of its unit, in that dimension's base unit; ``""`` where it has none."""

    dimension: str
    value: float


def quantity(text: str) -> Quantity | None:
    """``one megabyte (1MB)`` -> 1048576 of size; None where the text is not one number with a known unit or none."""
    match = _QUANTITY.match(text.strip().lower())
    if match is None:
        return None
    number = _number(match["number"])
    unit = match["unit"].rstrip("s") if len(match["unit"]) > 2 else match["unit"]
    unit = match["sign"] or unit
    if number is None or (unit and unit not in _SCALES):
        return None
    dimension, scale = _SCALES.get(unit, ("", 1.0))
    return Quantity(dimension, number * scale)


def _number(text: str) -> float | None:
    if text in _NUMBER_WORDS:
        return float(_NUMBER_WORDS[text])
    digits = text.replace(",", "")
    return float(digits) if re.fullmatch(r"-?\d+(?:\.\d+)?", digits) else None


def calendar_date(text: str) -> tuple[int, ...] | None:
    """``14 May 2021`` -> (2021, 5, 14), ``May 2021`` -> (2021, 5), ``2021`` -> (2021,); None for anything else."""
    text = text.strip().lower()
    for pattern, order in _DATES:
        match = pattern.fullmatch(text)
        if match:
            parts = [match[group] for group in order]
            numbers = [_MONTHS.index(part) + 1 if part in _MONTHS else int(part) for part in parts]
            return tuple(numbers)
    return None


_MONTH = "(" + "|".join(_MONTHS) + ")"
_DATES = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), (1, 2, 3)),
    (re.compile(rf"(\d{{1,2}}) {_MONTH} (\d{{4}})"), (3, 2, 1)),
    (re.compile(rf"{_MONTH} (\d{{1,2}}),? (\d{{4}})"), (3, 1, 2)),
    (re.compile(rf"{_MONTH} (\d{{4}})"), (2, 1)),
    (re.compile(r"((?:19|20)\d\d)"), (1,)),
)


def is_earlier(first: tuple[int, ...], second: tuple[int, ...]) -> bool | None:
    """Whether one date lies before another; None where the coarser of the two does not tell."""
    known = min(len(first), len(second))
    return None if first[:known] == second[:known] else first[:known] < second[:known]


_AMOUNT = re.compile(r"^(?P<sign>[€$]?) ?(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>[A-Za-z%°²€]*)$")


def amount_between(larger: str, smaller: str) -> str | None:
    """How much more one amount is than another of the same unit: ``910 g``, ``47 g`` -> ``863 g``."""
    found = [_AMOUNT.match(text.strip()) for text in (larger, smaller)]
    if found[0] is None or found[1] is None:
        return None
    units = [(match["sign"], match["unit"].rstrip("s")) for match in found if match]
    if units[0] != units[1]:
        return None
    first, second = (Decimal(match["number"].replace(",", "")) for match in found if match)
    unit = max((match["unit"] for match in found if match), key=len)
    rest = f"{first - second:,f}"
    unit = unit.removesuffix("s") if rest == "1" and len(unit) > _ABBREVIATED else unit
    return f"{found[0]['sign']}{rest} {unit}".strip()


_ABBREVIATED = 3  # letters


def time_between(earlier: str, later: str) -> str | None:
    """How long one date lies after another that is as exact: ``May 2011``, ``July 2012`` -> ``1 year and 2 months``."""
    first, second = calendar_date(earlier), calendar_date(later)
    if first is None or second is None or len(first) != len(second) or first >= second:
        return None
    if not (_exists(first) and _exists(second)):
        return None
    years, months, days = _apart(first, second)
    parts = [
        f"{count} {unit}{'s' * (count > 1)}" for count, unit in ((years, "year"), (months, "month"), (days, "day"))
    ]
    told = [part for part in parts if not part.startswith("0 ")]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]


def _exists(when: tuple[int, ...]) -> bool:
    """Whether a date is one of the calendar: no 31 June."""
    year, month, day = (*when, 1, 1)[:3]
    return year > 0 and month in range(1, 13) and day in range(1, monthrange(year, month)[1] + 1)


def _apart(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, int, int]:
    """Whole years, months and days from one date to a later one."""
    start, end = (date(*(*each, 1, 1)[:3]) for each in (first, second))
    months = (end.year - start.year) * 12 + end.month - start.month
    months -= _after(start, months) > end
    return months // 12, months % 12, (end - _after(start, months)).days


def _after(start: date, months: int) -> date:
    """The same day some months later, or the last of a month that has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


_MANY_TIMES = 5


def are_far_apart(values: Sequence[str]) -> bool:
    """Whether values are amounts, the largest of which is many times the smallest; dates are not.

    >>> are_far_apart(["900 g", "30 g"]), are_far_apart(["900 g", "300 g"]), are_far_apart(["May 2011", "July 2013"])
    (True, False, False)
    """
    amounts = [amount.value for value in values if not calendar_date(value) and (amount := quantity(value))]
    return len(amounts) == len(values) and max(amounts) > _MANY_TIMES * min(amounts)
