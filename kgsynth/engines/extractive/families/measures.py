"""Frame -> whether something takes longer, or lasts as long: below a bound yes, beyond it no."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.whether import Whether, judged, tellings, whether

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>(?:(?:working|business|calendar) )?[A-Za-z]+)"
_AT_LEAST = re.compile(rf"\b(?:at least|a minimum of|no fewer than|no less than) {_NUMBER} {_UNIT}\b")
_AT_MOST = re.compile(
    rf"\b(?P<within>within|up to|at most|a maximum of|no more than|no later than) {_NUMBER} {_UNIT}\b"
)
_EXACTLY = re.compile(
    rf"(?P<before>^(?:(?:last|take|cost|weigh|wait|hold|have|measure)s?|.*\b(?:for|valid for|lasts?|takes?)) )"
    rf"{_NUMBER} {_UNIT}\b"
)
_ROUND = (1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 200, 256, 500, 512, 1000, 1024, 2048, 4096)
_USUAL = {
    "second": (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120),
    "minute": (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120),
    "hour": (1, 2, 4, 6, 8, 12, 24, 36, 48, 72),
    "day": (1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60, 90, 180, 365),
    "week": (1, 2, 3, 4, 6, 8, 10, 12, 26, 52),
    "month": (1, 2, 3, 6, 9, 12, 18, 24, 36),
    "year": (1, 2, 3, 5, 7, 10, 12, 15, 20, 30, 50),
} | dict.fromkeys(
    "byte bit character KB MB GB TB kB percent euro metre meter kilometre kilometer km kg".split(), _ROUND
)
_TIMES = frozenset("second minute hour day week month year byte bit character euro metre meter".split())
_FAR = 1.3  # times: what is nearer might be a slip


@dataclass(frozen=True, slots=True)
class _Amount:
    number: str
    unit: str

    @property
    def value(self) -> int:
        return int(self.number) if self.number.isdigit() else _NUMBERS.index(self.number) + 1


def is_it_as_much(frame: Frame) -> Iterator[Candidate]:
    """``Parcels are opened within two days.`` -> Are parcels opened within five days? Yes. Within one day? No."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.subject == "you":
        return
    for verdict, said in (*_most(asked, frame), *_exact(asked, frame)):
        yield from judged(frame, asked.question.replace(asked.said, said, 1), verdict, tellings(frame))


def is_it_less(frame: Frame) -> Iterator[Candidate]:
    """``A pond holds at least 40 otters.`` -> Can a pond hold fewer than 40 otters? No."""
    asked = whether(frame)
    match = _AT_LEAST.search(asked.said) if asked is not None and not asked.denied else None
    if asked is None or match is None or re.search(r"\bneed|\brequire", asked.said):
        return
    said = _put(asked.said, match, f"fewer than {match['number']} {match['unit']}")
    be = "be " if asked.lead in {"is", "are"} else ""
    if not be or frame.clause.passive:
        yield from judged(frame, f"can {asked.subject} {be}{said} {asked.front}".strip(), "No", tellings(frame))


def _most(asked: Whether, frame: Frame) -> Iterator[tuple[str, str]]:
    match = _AT_MOST.search(asked.said)
    if match is None:
        return
    true = _Amount(match["number"], match["unit"])
    if match["within"] in {"within", "no later than"}:
        for other in _others(true, frame):
            verdict = "Yes" if other.value > true.value else "No"
            yield verdict, _put(asked.said, match, f"{match['within']} {_spoken(other)}")
    else:
        yield "No", _put(asked.said, match, f"more than {match['number']} {match['unit']}")


def _exact(asked: Whether, frame: Frame) -> Iterator[tuple[str, str]]:
    match = _EXACTLY.search(asked.said)
    if match is None or re.search(r"\b(?:within|least|most|up to|more|fewer|less|over|under)\b", asked.said):
        return
    for other in _others(_Amount(match["number"], match["unit"]), frame):
        verdict = "Yes" if other.value < _Amount(match["number"], match["unit"]).value else "No"
        yield verdict, _put(asked.said, match, f"{match['before']}more than {_spoken(other)}")


def _others(true: _Amount, frame: Frame) -> Iterator[_Amount]:
    """The next usual amounts of a unit beyond one and below it, spelt as it is; which comes first is left to chance."""
    usual = _USUAL.get(true.unit.split()[-1].removesuffix("s"), ())
    beyond = [each for each in usual if each >= _FAR * true.value][:1]
    below = [each for each in usual if _FAR * each <= true.value][-1:]
    for value in (*beyond, *below) if crc32(frame.text.encode()) & 1 else (*below, *beyond):
        number = str(value) if true.number.isdigit() or value > len(_NUMBERS) else _NUMBERS[value - 1]
        if not re.search(rf"\b{number}\b", frame.text):
            yield _Amount(number, true.unit)


def _spoken(amount: _Amount) -> str:
    counted = amount.unit.split()[-1].removesuffix("s") in _TIMES
    unit = amount.unit.removesuffix("s") if counted else amount.unit
    return f"{amount.number} {unit}{'s' if amount.value > 1 and counted else ''}"


def _put(said: str, match: re.Match[str], words: str) -> str:
    return f"{said[: match.start()]}{words}{said[match.end() :]}"


PATTERNS = (is_it_as_much, is_it_less)
