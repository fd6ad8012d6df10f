"""Metadata of any library's -> values that JSON can hold."""

import math
import re
from collections.abc import Mapping

from pydantic import JsonValue

_DEEPEST = 10
_MOST_VALUES = 1_000
_LARGEST_INTEGER = 2**63
_SURROGATE = re.compile("[\ud800-\udfff]")
LEFT_OUT = "(left out)"


def json_values(metadata: Mapping[str, object]) -> dict[str, JsonValue]:
    """The same values where JSON has them, their text where not; what is nested or repeated without end is left out.

    >>> json_values({"page": 3, "at": complex(1, 2), "tags": ("a", None)})
    {'page': 3, 'at': '(1+2j)', 'tags': ['a', None]}
    """
    return _Writer().mapping(metadata, depth=0)


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which UTF-8 cannot hold; offsets stay true."""
    return _SURROGATE.sub("\ufffd", str.__str__(text))


class _Writer:
    """Counts the values, as a few lines of YAML can stand for billions."""

    def __init__(self) -> None:
        self.left = _MOST_VALUES

    def mapping(self, values: Mapping[str, object], depth: int) -> dict[str, JsonValue]:
        found: dict[str, JsonValue] = {}
        for key, value in values.items():
            if self.left <= 0:
                break
            found[_text(key)] = self.value(value, depth + 1)
        return found

    def value(self, value: object, depth: int) -> JsonValue:
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return LEFT_OUT
        if isinstance(value, Mapping):
            return self.mapping(value, depth)
        if isinstance(value, list | tuple | set | frozenset):
            return self._list(sorted(value, key=_text) if isinstance(value, set | frozenset) else value, depth)
        return _plain(value)

    def _list(self, values: list[object] | tuple[object, ...], depth: int) -> list[JsonValue]:
        found: list[JsonValue] = []
        for value in values:
            if self.left <= 0:
                break
            found.append(self.value(value, depth + 1))
        return found


def _plain(value: object) -> JsonValue:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < _LARGEST_INTEGER:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    return _text(value)


def _text(value: object) -> str:
    try:
        return without_surrogates(value if isinstance(value, str) else str(value))
    except Exception as error:  # a foreign object's own failure, told in its place
        return f"({type(value).__name__} without a text: {type(error).__name__})"
